// The end: what was promised and by when, what may be read outside, the way back to what I said; the closed room.
import { useState } from "preact";
import { day } from "../core/format.js";
import { html } from "../core/html.js";
import { theRoom } from "../core/list.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { QrCode } from "../parts/qr_code.js";
import { useHere, whyNot } from "./here.js";

// The end: what was promised and by when, what may be read outside, and the way back to what I said.
export function ClosingScreen() {
  return html`<${Commitment} /><${OwnCardsConsent} /><${ReturnSlip} />`;
}

function Commitment() {
  const { room } = useHere();
  const { process, closing } = theRoom(room.tables.value);
  if (!process.commitment_signed) return html`<${Notice} kind="warn" title=${gettext("No commitment taken")}><p>${gettext("The municipality has not promised to answer by a date.")}</p><//>`;
  const by = closing?.due ? interpolate(gettext("The answer must come by %(date)s."), { date: day(closing.due) })
    : interpolate(ngettext("The answer must come within %(n)s day.", "The answer must come within %(n)s days.", process.response_days), { n: process.response_days });
  const read = closing?.read ?? closing?.read_by_side;
  const state = read ? html`<p class="chip is-ok"><${Icon} name="check" /> ${gettext("An official has read it aloud.")}</p>` : null;
  return html`<section class="panel stack stack-s"><h2>${gettext("What the municipality has promised")}</h2>
    <p lang=${process.lang} dir="auto">${process.commitment}</p><p><strong>${by}</strong></p>${state}${read ? null : html`<${ReadAloudButton} />`}</section>`;
}

// Only somebody from the offices reads it, so only they see the button.
function ReadAloudButton() {
  const { room, page, toast } = useHere();
  const mine = room.mine.value;
  if (mine.seat?.side !== "official") return null;
  const done = async () => {
    const answer = await room.send("closing.read", { room: page.id });
    if (!answer.ok) toast(answer.reason, true);
  };
  return html`<${Held} class="button-wide" data-act="closing.read" why=${whyNot(mine, "closing.read")} onClick=${done}><${Icon} name="speaker" /> ${gettext("I have read it aloud")}<//>`;
}

// May this card be read outside the room? Asked for each card, changeable at any time.
export function OwnCardsConsent() {
  const { room } = useHere();
  const cards = room.mine.value.cards || [];
  if (!cards.length) return null;
  const items = cards.map((card) => html`<li key=${card.id}><${Asked} card=${card} /></li>`);
  return html`<section class="stack stack-s"><h2>${gettext("May your cards be read outside this room?")}</h2>
    <p>${gettext("Without your name. You can change your mind at any time.")}</p><ul class="stack stack-s">${items}</ul></section>`;
}

function Asked({ card }) {
  const { room, toast } = useHere();
  const pending = room.outbox.value.filter(({ name, data, state }) => name === "card.consent" && data.card === card.id && state !== "received" && state !== "refused").at(-1);
  const now = pending ? pending.data.publish : card.publish;
  const say = async (publish) => {
    const answer = await room.send("card.consent", { card: card.id, publish });
    if (!answer.ok) toast(answer.reason, true);
  };
  const button = (value, label) => html`<button type="button" class="chip ${now === value ? "is-on" : ""}" data-act="card.consent" value=${String(value)} aria-pressed=${String(now === value)} onClick=${() => say(value)}>${label}</button>`;
  return html`<div class="tile" role="group" aria-label=${card.text}><p class="tile-text" lang=${card.lang} dir="auto">${card.text}</p>
    <div class="tile-actions">${button(true, gettext("Yes, it may be read"))}${button(false, gettext("No, it stays here"))}</div></div>`;
}

// The way back without this phone: a personal code, drawn only when asked for.
export function ReturnSlip() {
  const { room, page, toast } = useHere();
  const [slip, setSlip] = useState(null);
  const draw = async () => {
    const answer = await room.send("seat.slip", { room: page.id });
    if (answer.ok) setSlip(answer.data);
    else toast(answer.reason, true);
  };
  const part = slip ? html`<${Slip} ...${slip} />`
    : html`<button type="button" class="button button-quiet button-wide" data-act="seat.slip" onClick=${draw}><${Icon} name="key" /> ${gettext("Show my return code")}</button>`;
  return html`<section class="panel stack stack-s"><h2>${gettext("What became of what I said")}</h2>
    <p>${gettext("On this phone the page opens by itself. On another phone you need your return code.")}</p>
    <p><a class="button button-wide" href="/voice/"><${Icon} name="journey" /> ${gettext("Open my page")}</a></p>${part}</section>`;
}

function Slip({ code, secret }) {
  const address = `${location.origin}/t/#${secret}`;
  return html`<div class="stack stack-s" role="status"><p>${gettext("Your return code. Write it down or take a picture; show it to nobody.")}</p>
    <p class="field-code" dir="ltr">${code}</p><${QrCode} text=${address} label=${gettext("QR code of your return address")} /></div>`;
}

/** The meeting is over. */
export function ClosedRoom() {
  return html`<h1 class="question">${gettext("The meeting is over. Thank you.")}</h1>
    <${Notice} kind="ok"><p>${gettext("What was said and decided is kept. You can look at any time what became of it.")}</p><//>
    <${ReturnSlip} /><${OwnCardsConsent} />`;
}
