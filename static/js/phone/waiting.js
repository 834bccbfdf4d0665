// Before and between: the room has not begun, I have gone out, my seat was taken away, what happens to what I say.
import { html } from "../core/html.js";
import { theRoom } from "../core/list.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { useHere } from "./here.js";

// Before and after: the room has not begun, I have gone out, the room is closed.
/** The room is not open yet, or nothing is being asked right now. */
export function Waiting() {
  const { room } = useHere();
  const { title, lang, process } = theRoom(room.tables.value) || {};
  const question = process?.question;
  return html`<p class="eyebrow"><bdi lang=${lang}>${title}</bdi></p>
    <h1 class="question" lang=${process?.lang} dir="auto">${question || title}</h1>
    <div class="empty"><${Icon} name="timer" class="icon-xl" /><p class="empty-title">${gettext("You are in. It begins soon.")}</p>
      <p>${gettext("This page changes by itself when the first question comes.")}</p></div>
    <${WhatHappens} />`;
}

/** I said that I am leaving, or did not answer when the room was counted. */
export function OutOfRoom() {
  const { room, page, toast } = useHere();
  const back = async () => {
    const answer = await room.send("seat.here", { room: page.id });
    if (!answer.ok) toast(answer.reason, true);
  };
  return html`<h1 class="question">${gettext("You are counted as gone")}</h1>
    <p>${gettext("When the room was counted, this phone did not answer. What you said stays. You can come back in.")}</p>
    <p><button type="button" class="button button-wide" data-act="seat.here" onClick=${back}>${gettext("I am here again")}</button></p>`;
}


// This seat is no longer in the room, or there is no such room: said plainly, with a way on.
export function Removed({ reason }) {
  const missing = reason === "missing";
  const title = missing ? gettext("This room is not here") : gettext("You are no longer in this room");
  const text = missing
    ? gettext("The address is wrong or the room was taken away. Type the code again or ask the person who leads the meeting.")
    : gettext("Your place was given back or moved to another phone. What you said stays. If you think this is a mistake, speak to the person who leads the meeting.");
  return html`<${Notice} kind="warn" live title=${title}><p>${text}</p><//>
    <p><a class="button button-wide" href="/join/">${gettext("Come in with a code")}</a></p>
    <p><a href="/voice/">${gettext("What became of what I said")}</a></p>`;
}

// "What happens to what I say", in two lines, before anything is sent.
export function WhatHappens() {
  const { room } = useHere();
  const process = theRoom(room.tables.value)?.process;
  const days = process?.commitment_signed ? process.response_days : 0;
  const then = days
    ? interpolate(ngettext("If a proposal goes through, the municipality has promised to answer within %(n)s day.",
      "If a proposal goes through, the municipality has promised to answer within %(n)s days.", days), { n: days })
    : gettext("The municipality has not promised to answer by a date.");
  return html`<${Notice} kind="say" title=${gettext("What happens to what you say")}>
    <p>${gettext("It stays in the room, without your name. Before it is published we ask you.")} ${then}</p><//>`;
}
