// What I sent and the room has not taken yet, or has refused: in sight with its text, wherever the room is by now.
import { useState } from "preact";
import { html } from "../core/html.js";
import { isKept } from "../core/kept.js";
import { rows } from "../core/list.js";
import { gettext } from "../core/words.js";
import { stateOf, TileState } from "../parts/tile.js";
import { useHere } from "./here.js";

/** Items of the outbox as tiles. A refused one is never thrown away by us: it can be tried again, or removed by its author. */
export function OnTheWay({ items }) {
  return items.map((item) => html`<${Item} key=${item.ref} item=${item} />`);
}

function Item({ item }) {
  const { room } = useHere();
  const { title, body, text, lang } = wordsOf(item, room);
  const online = room.connection.value.name === "online";
  const more = body ? html`<p class="tile-text" lang=${lang} dir="auto">${body}</p>` : null;
  return html`<article class="tile is-saved">${title ? html`<h3 lang=${lang} dir="auto">${title}</h3>` : null}
    ${text ? html`<p class="tile-text" lang=${lang} dir="auto">${text}</p>` : null}${more}
    <${TileState} state=${stateOf(item, online)} reason=${item.reason} />${item.state === "refused" ? html`<div class="tile-actions"><${Again} item=${item} /></div>` : null}</article>`;
}

/** The two ways on for something that was refused. */
export function Again({ item }) {
  const { room } = useHere();
  const again = () => {
    room.dismiss(item.ref);
    room.send(item.name, item.data);
  };
  return html`<button type="button" class="button button-quiet button-small" onClick=${again}>${gettext("Try again")}</button>
    <button type="button" class="button button-quiet button-small" onClick=${() => room.dismiss(item.ref)}>${gettext("Throw away")}</button>`;
}

// What it says: the person's own words, else those of the card or the problem it is about.
function wordsOf({ name, data }, room) {
  if (data.text || data.title) return data;
  const card = (room.mine.value.cards || []).find(({ id }) => id === data.card);
  if (card) return card;
  const problem = room.tables.value.proposals?.[data.proposal];
  return problem ? { title: problem.title, lang: problem.lang, text: name === "problem.confirm" ? gettext("This says what I meant") : "" } : {};
}

/** Above every step: what is on its way from another step, or came too late there. `on` as in phone.js. */
export function SentEarlier({ on, activity }) {
  const { room } = useHere();
  const items = elsewhere(room.outbox.value, on, activity, room.mine.value);
  if (!items.length) return null;
  return html`<section class="stack stack-s"><h2 class="eyebrow">${gettext("You sent this earlier")}</h2><${OnTheWay} items=${items} /></section>`;
}

/** Items that the step which is on does not show in their place. */
export function elsewhere(items, on, activity, mine) {
  const own = new Set((mine.cards || []).filter((card) => card.activity === activity?.id).map(({ id }) => id));
  const here = {
    cards: ({ data }) => data.activity === activity?.id || own.has(data.card),
    solutions: ({ name }) => name === "solution.draft",
    problems: ({ name }) => name.startsWith("problem."),
    closing: ({ name, state }) => name === "card.consent" && state !== "refused",
  };
  const shown = here[on === "closed" ? "closing" : on] || (() => false);
  return items.filter((item) => isKept(item) && item.state !== "received" && !shown(item));
}

/** A sentence begun for an earlier question is not lost when the room moves on: it stays in sight until it is thrown away. */
export function Begun({ activity }) {
  const { room } = useHere();
  const [, again] = useState(0);
  const earlier = rows(room.tables.value.activities, "position", ({ id, kind }) => kind === "cards" && id !== activity?.id);
  const left = earlier.map(({ id }) => ({ name: `card.${id}`, text: room.draft(`card.${id}`) })).filter(({ text }) => text.trim());
  if (!left.length) return null;
  const drop = (name) => {
    room.draft(name, null);
    again((n) => n + 1);
  };
  const texts = left.map(({ name, text }) => html`<li key=${name} class="tile is-saved"><p class="tile-text" dir="auto">${text}</p>
    <div class="tile-actions"><button type="button" class="button button-quiet button-small" onClick=${() => drop(name)}>${gettext("Throw away")}</button></div></li>`);
  return html`<details><summary>${gettext("You began a card and did not send it")}</summary><ul class="stack">${texts}</ul></details>`;
}

/** When this phone is out for good: what it has not sent, so that it can be copied or said aloud. */
export function NotSent() {
  const { room } = useHere();
  const items = room.outbox.value.filter((item) => isKept(item) && item.state !== "received" && item.data.text);
  if (!items.length) return null;
  const texts = items.map(({ ref, data }) => html`<li key=${ref} class="tile is-saved"><p class="tile-text" lang=${data.lang} dir="auto">${data.text}</p></li>`);
  return html`<section class="stack stack-s"><h2 class="eyebrow">${gettext("This was not sent any more")}</h2><ul class="stack stack-s">${texts}</ul></section>`;
}
