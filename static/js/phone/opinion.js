// One card of the others at a time: agree, disagree, pass. Afterwards what both sides have in common.
import { useState } from "preact";
import { orderFor } from "../core/map.js";
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { gettext, interpolate } from "../core/words.js";
import { CommonGround, useMap } from "../parts/common_ground.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { Tile } from "../parts/tile.js";
import { useHere, whyNot } from "./here.js";

const WORDS = { 1: () => gettext("Agree"), 0: () => gettext("Pass"), "-1": () => gettext("Disagree") };

export function OpinionScreen() {
  const { room, page } = useHere();
  const mine = room.mine.value;
  const [said, setSaid] = useState({}); // answered here, before the room's own word comes back
  const [error, setError] = useState("");
  const [again, setAgain] = useState(null);
  const shown = rows(room.tables.value.cards, "number", (card) => card.text !== null && card.state === "shown");
  const stances = { ...mine.stances, ...said };
  const order = orderFor(page.seat, shown.map(({ id }) => id));
  const next = again ?? order.find((id) => !(id in stances));
  const card = shown.find(({ id }) => id === next);
  const done = order.filter((id) => id in stances).length;
  const take = async (stance, vote) => {
    setError("");
    setSaid({ ...said, [card.id]: vote });
    setAgain(null);
    const answer = await room.send("stance.take", { card: card.id, stance });
    if (answer.ok) return;
    setError(answer.reason);
    setSaid(({ [card.id]: _gone, ...others }) => others);
  };
  const count = interpolate(gettext("%(n)s of %(all)s answered"), { n: done, all: order.length });
  return html`<p class="meta number" role="status">${count}</p>${error ? html`<${Notice} kind="error"><p>${error}</p><//>` : null}
    ${card ? html`<${Ask} key=${card.id} card=${card} why=${whyNot(mine, "stance.take")} now=${stances[card.id]} onTake=${take} />` : html`<${Done} all=${order.length} />`}
    <${Answered} cards=${shown.filter(({ id }) => id in stances)} stances=${stances} onChange=${setAgain} />`;
}

function Ask({ card, why, now, onTake }) {
  const button = (stance, vote, icon, look) => html`<${Held} class=${`button-wide ${look}`} why=${why} data-act=${`stance.${stance}`} aria-pressed=${now === vote ? "true" : "false"} onClick=${() => onTake(stance, vote)}><${Icon} name=${icon} /> ${WORDS[vote]()}<//>`;
  return html`<div class="stack" role="group" aria-label=${gettext("What do you think of this card?")}><${Tile} card=${card} />
    ${button("agree", 1, "agree", "")}${button("disagree", -1, "no", "")}${button("pass", 0, "abstain", "button-quiet")}</div>`;
}

function Done({ all }) {
  const { room, page } = useHere();
  const map = useMap(`/rooms/${page.id}/map.json?seat=${page.seat}`, room.live.value.answers);
  if (!all) return html`<div class="empty"><${Icon} name="card" class="icon-xl" /><p class="empty-title">${gettext("No cards to answer yet")}</p></div>`;
  return html`<${Notice} kind="ok" title=${gettext("You have answered all cards")}><p>${gettext("New ones appear here by themselves.")}</p><//>
    ${map ? html`<section class="stack"><h2 class="eyebrow">${gettext("What both sides agree on")}</h2><${CommonGround} map=${map} cards=${room.tables.value.cards} /></section>` : null}`;
}

function Answered({ cards, stances, onChange }) {
  if (!cards.length) return null;
  const items = cards.map((card) => html`<li key=${card.id}><${Tile} card=${card} classes="is-compact"><span class="chip is-on">${WORDS[stances[card.id]]()}</span>
    <button type="button" class="button button-quiet button-small" onClick=${() => onChange(card.id)}><${Icon} name="edit" /> ${gettext("Change")}</button><//></li>`);
  return html`<details class="answers"><summary>${gettext("My answers")}</summary><ul class="stack stack-s">${items}</ul></details>`;
}
