// A question put to the vote, the charter among them: before it opens, while it is open, and what came out.
import { html } from "../core/html.js";
import { theRoom } from "../core/list.js";
import { gettext, say } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { pollOf, useHere } from "./here.js";
import { Screen } from "./screens.js";
import { WhatHappens } from "./waiting.js";

// How we work together and what happens to what we say; both sides adopt it before anything else.
export function CharterScreen({ activity }) {
  const { room } = useHere();
  const { text, lang } = say(theRoom(room.tables.value)?.process?.charter?.text);
  const points = text.split(/\n+/).filter(Boolean).map((line) => html`<p lang=${lang} dir="auto">${line.replace(/^[-•*]\s*/, "")}</p>`);
  const voting = pollOf(room.tables.value, activity);
  // While it is read, the text comes first; once it is voted on, the answers do, and the text stays one tap away.
  const first = voting ? null : html`<section class="panel stack stack-s" aria-label=${gettext("The charter")}>${points}</section><${WhatHappens} />`;
  const again = voting ? html`<details class="panel"><summary>${gettext("Read the charter again")}</summary><div class="stack stack-s">${points}</div></details>` : null;
  return html`${points.length ? first : null}${points.length ? again : null}<${PollScreen} activity=${activity} />`;
}

/** The poll of an activity. */
export function PollScreen({ activity }) {
  const { room } = useHere();
  const poll = pollOf(room.tables.value, activity);
  if (!poll) return html`<${NotYet} />`;
  if (poll.state !== "open") return html`<${Screen} key=${poll.id} kind="result" poll=${poll} />`;
  return html`<${Screen} key=${poll.id} kind=${poll.method === "dots" ? "dotting" : poll.subject === "options" ? "choosing" : "answering"} poll=${poll} />`;
}

function NotYet() {
  return html`<div class="empty"><${Icon} name="ballot" class="icon-xl" /><p class="empty-title">${gettext("The vote is not open yet")}</p>
    <p>${gettext("It opens when everyone is in. This page changes by itself.")}</p></div>`;
}
