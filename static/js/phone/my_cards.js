// My cards and where each one is: sending, on this phone, received with its number, refused with its reason; changing one.
import { useEffect, useId, useRef, useState } from "preact";
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { stateOf, Tile } from "../parts/tile.js";
import { useHere } from "./here.js";
import { Again } from "./on_the_way.js";

/**
 * What I wrote for an activity, newest first: `{key, card, item}`; `item` is the outbox's while it is on its way, and after it was received
 * until my own part shows the same.
 */
export function myCards(mine, items, activity) {
  const there = new Set((mine.cards || []).map(({ id }) => id));
  const waiting = items.filter(({ name, data, answer }) => name === "card.add" && data.activity === activity.id && !there.has(answer?.card))
    .map((item) => ({ key: item.ref, card: { ...item.data, number: item.answer?.number }, item }));
  const changes = items.filter(({ name }) => name === "card.edit" || name === "card.withdraw");
  const arrived = (mine.cards || []).filter((card) => card.activity === activity.id)
    .map((card) => ({ key: card.id, card, item: changes.filter(({ data }) => data.card === card.id).at(-1) }))
    .filter(({ item }) => !(item?.name === "card.withdraw" && item.state === "received"));
  return [...waiting.reverse(), ...arrived.reverse()];
}

export function MyCards({ activity }) {
  const { room } = useHere();
  const mine = room.mine.value;
  const all = myCards(mine, room.outbox.value, activity);
  // After the reveal mine stand on the board with the others; here only what is still on its way, hidden or refused.
  const own = activity.revealed ? all.filter(({ card, item }) => item || card.state === "hidden") : all;
  return html`<${CardList} own=${own} side=${mine.seat.side} open=${!activity.revealed} />`;
}

/** Where the cards of every step stand together: those of mine that were taken off the wall, with the reason. */
export function HiddenCards() {
  const { cards = [], seat } = useHere().room.mine.value;
  const hidden = cards.filter(({ state }) => state === "hidden").map((card) => ({ key: card.id, card }));
  return html`<${CardList} own=${hidden} side=${seat.side} open=${false} />`;
}

function CardList({ own, side, open }) {
  if (!own.length) return null;
  const tiles = own.map(({ key, card, item }) => html`<li key=${key}><${MyCard} card=${card} item=${item} side=${side} open=${open} /></li>`);
  return html`<section class="stack stack-s"><h2 class="eyebrow">${gettext("My cards")}</h2><ul class="stack stack-s">${tiles}</ul></section>`;
}

function MyCard({ card, item, side, open }) {
  const { room, toast } = useHere();
  const [editing, setEditing] = useState(false);
  const { text, lang } = item?.name === "card.edit" ? item.data : card;
  const row = { ...room.tables.value.cards?.[card.id], ...card, text, lang, side, translations: {} };
  const refused = item?.state === "refused" ? item : null;
  if (editing) return html`<${CardEditor} card=${row} refused=${refused} onDone=${() => setEditing(false)} />`;
  if (refused) return html`<${RefusedCard} item=${item} row=${row} onEdit=${() => setEditing(true)} />`;
  const state = item ? stateOf(item, room.connection.value.name === "online") : "received";
  const withdraw = async () => {
    const answer = await room.send("card.withdraw", { card: card.id });
    if (!answer.ok) toast(answer.reason, true);
  };
  const buttons = open && card.id && !item ? html`<${Buttons} onEdit=${() => setEditing(true)} onWithdraw=${withdraw} />` : null;
  const hidden = card.state === "hidden" ? html`<${Notice} kind="refusal" title=${gettext("The facilitator has hidden this card")}><p dir="auto">${card.reason}</p><//>` : null;
  return html`<${Tile} card=${row} state=${state}>${buttons}${hidden}<//>`;
}

function Buttons({ onEdit, onWithdraw }) {
  return html`<button type="button" class="button button-quiet button-small" onClick=${onEdit}><${Icon} name="edit" /> ${gettext("Change")}</button>
    <button type="button" class="button button-quiet button-small" onClick=${onWithdraw}><${Icon} name="close" /> ${gettext("Take back")}</button>`;
}

// The text of a refused card can be changed and sent again, too.
function RefusedCard({ item, row, onEdit }) {
  const change = item.name === "card.withdraw" ? null : html`<button type="button" class="button button-quiet button-small" onClick=${onEdit}>${gettext("Change and send again")}</button>`;
  return html`<${Tile} card=${row} state="refused" reason=${item.reason}>${change}<${Again} item=${item} /><//>`;
}

// Changing a card that was sent or refused: the same field, in the card's place.
/** `card` is my row (with `id`) or a refused one without id, whose new text goes out as a new card; `refused` the item it replaces. */
export function CardEditor({ card, refused, onDone }) {
  const { room } = useHere();
  const id = useId();
  const field = useRef(null);
  const [text, setText] = useState(card.text);
  useEffect(() => field.current.focus(), []);

  const save = (event) => {
    event.preventDefault();
    const words = text.trim();
    if (!words) return;
    if (refused) room.dismiss(refused.ref);
    if (card.id) room.send("card.edit", { card: card.id, text: words, lang: card.lang });
    else room.send("card.add", { activity: card.activity, text: words, lang: card.lang });
    onDone();
  };
  return html`<form class="composer" onSubmit=${save}><div class="field"><label class="field-label" for=${id}>${gettext("Change your card")}</label>
    <textarea class="field-input" id=${id} ref=${field} lang=${card.lang} dir="auto" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></div>
    <div class="row"><button class="button button-small">${gettext("Save")}</button>
      <button type="button" class="button button-quiet button-small" onClick=${onDone}>${gettext("Leave it as it was")}</button></div></form>`;
}
