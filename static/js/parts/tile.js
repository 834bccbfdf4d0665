// One card as a tile: side, number, text, where it is on its way to the room.
import { html } from "../core/html.js";
import { gettext, interpolate } from "../core/words.js";
import { Icon } from "./icon.js";
import { Side, sideWord } from "./side.js";
import { Written } from "./written.js";

/**
 * `card` is a row of `cards` or `{side, text, lang}` still on the phone; `state` is one of `stateOf()` or nothing; `reason` the sentence
 * of a refusal; `classes` more states (`is-compact`, `is-selected`); children are actions.
 */
export function Tile({ card, state = "", reason = "", classes = "", children = null }) {
  const veiled = card.text === null || card.text === undefined;
  const hidden = card.state === "hidden";
  const look = ["tile", `tile-${card.side}`, veiled && "is-veiled", hidden && "is-hidden",
    LOOKS[state] === "saved" && "is-saved", classes].filter(Boolean).join(" ");
  const number = card.number ? html`<span class="tile-number number">${card.number}</span>` : null;
  const paper = card.channel === "paper" ? html`<${Channel} />` : null;
  const text = veiled ? html`<${Veil} />` : html`<${Written} row=${card} />`;
  const actions = children ? html`<div class="tile-actions">${children}</div>` : null;
  return html`<article class=${look} data-card=${card.id}>
    <header class="tile-head"><${Side} side=${card.side} /> <span class="visually-hidden">${sideWord(card.side)}</span> ${number} ${paper}</header>
    ${text}
    <${TileState} state=${state} number=${card.number} reason=${reason} />
    ${actions}
  </article>`;
}

function Channel() {
  return html`<span class="tile-note"><${Icon} name="paper" /> ${gettext("on paper")}</span>`;
}

function Veil() {
  return html`<span class="visually-hidden">${gettext("Not shown yet")}</span>`;
}

const PICTURES = { sending: "send", busy: "timer", saved: "phone", held: "phone", leaving: "phone", received: "check", refused: "warning" };
const LOOKS = { busy: "sending", saved: "saved", held: "saved", leaving: "saved" };

/**
 * The state of an item of the outbox as its tile says it: `sending`, `busy` (the room asked to wait), `saved` on this phone, `held` by the
 * open page alone, `leaving` (a card that will be taken back), `received`, `refused`.
 */
export function stateOf({ state, stored, busy, name }, online) {
  if (state === "sending" || (state === "saved" && online)) return busy ? "busy" : "sending";
  if (state !== "saved") return state;
  if (!stored) return "held";
  return name === "card.withdraw" ? "leaving" : "saved";
}

/** Where a text is on its way, in words. */
export function TileState({ state, number = null, reason = "" }) {
  if (!state) return null;
  return html`<p class=${`tile-state is-${LOOKS[state] || state}`}><${Icon} name=${PICTURES[state]} /> ${stateSentence(state, number, reason)}</p>`;
}

function stateSentence(state, number, reason) {
  if (state === "sending") return gettext("Sending…");
  if (state === "busy") return gettext("The room has a lot to do. Sent again in a moment.");
  if (state === "saved") return gettext("Saved on this phone. It will be sent when the connection is back.");
  if (state === "held") return gettext("Waiting for the connection. Keep this page open: this phone does not let us save.");
  if (state === "leaving") return gettext("It will be taken back when the connection is back.");
  if (state === "refused") return reason || gettext("Not accepted.");
  return number ? interpolate(gettext("Received, number %(number)s"), { number }) : gettext("Received");
}
