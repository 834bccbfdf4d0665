// What I sent and the room has not taken yet, or has refused: in sight with its text, wherever the room is by now.
import { html } from "../core/html.js";
import { isKept } from "../core/kept.js";
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

/** Which items the step that is on does not show in their place. */
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
