// A question put to the vote: the charter, what must be known before, which screen belongs to the poll, the receipt.
import { shortReceipt } from "../core/format.js";
import { html } from "../core/html.js";
import { theRoom } from "../core/list.js";
import { gettext, interpolate, ngettext, say } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { Dots } from "./dots.js";
import { pollOf, standing, useHere } from "./here.js";
import { Result } from "./result.js";
import { Vote } from "./vote.js";
import { WhatHappens } from "./waiting.js";

// The charter: how we work together and what happens to what we say; both sides adopt it before anything else.
export function CharterScreen({ activity }) {
  const { room } = useHere();
  const { text, lang } = say(theRoom(room.tables.value)?.process?.charter?.text);
  const points = text.split(/\n+/).filter(Boolean).map((line) => html`<p lang=${lang} dir="auto">${line.replace(/^[-•*]\s*/, "")}</p>`);
  const charter = points.length ? html`<section class="panel stack stack-s" aria-label=${gettext("The charter")}>${points}</section>` : null;
  return html`${charter}<${WhatHappens} /><${PollScreen} activity=${activity} />`;
}

// A question put to the vote: before it opens, while it is open, and what came out.
export function PollScreen({ activity }) {
  const { room } = useHere();
  const poll = pollOf(room.tables.value, activity);
  if (!poll) return html`<${NotYet} />`;
  if (poll.state !== "open") return html`<${Result} key=${poll.id} poll=${poll} />`;
  return poll.method === "dots" ? html`<${Dots} key=${poll.id} poll=${poll} />` : html`<${Vote} key=${poll.id} poll=${poll} />`;
}

function NotYet() {
  return html`<div class="empty"><${Icon} name="ballot" class="icon-xl" /><p class="empty-title">${gettext("The vote is not open yet")}</p>
    <p>${gettext("It opens when everyone is in. This page changes by itself.")}</p></div>`;
}

// What a person must know before voting: secret or open, what will be published, whether it counts as a vote.
/** "Secret vote · you can change it until it closes". */
export function secrecyWords(poll, side) {
  return poll.secret?.[side]
    ? gettext("Secret vote · you can change it until it closes")
    : gettext("Open vote · you can change it until it closes");
}

export function BeforeVote({ poll, mine }) {
  const side = mine.seat.side;
  const asOpinion = standing(mine, poll) === "opinion" ? html`<${Opinion} />` : null;
  return html`<p class="eyebrow row"><${Icon} name=${poll.secret?.[side] ? "lock" : "eye"} /> <span>${secrecyWords(poll, side)}</span></p>
    ${asOpinion}<details><summary>${gettext("How it is counted, and what will be published")}</summary>
      <div class="stack stack-s"><p>${rule(poll)}</p><p>${published(poll, side)}</p></div></details>`;
}

function Opinion() {
  return html`<${Notice} kind="info" title=${gettext("Your opinion is asked, it is not a vote")}>
    <p>${gettext("This question is addressed to your office. Your answer stands with your reason beside the result, and is not counted.")}</p><//>`;
}

/** Each method in one sentence. */
export function rule(poll) {
  if (poll.method === "consent") return gettext("Adopted together if on each side nobody objects and more people go along than stand aside. An objection needs a reason.");
  if (poll.method === "double-majority") return gettext("Adopted together if on each side there are more yes than no, and at least one person in five says yes. What only residents carry goes to the office all the same.");
  const { shortlist = 3 } = poll.params || {};
  return interpolate(ngettext("Residents choose %(n)s topic; if the first choice of the officials is not it, it is added.",
    "Residents choose %(n)s topics; if the first choice of the officials is not among them, it is added.", shortlist), { n: shortlist });
}

function published(poll, side) {
  const open = poll.secret?.[side]
    ? gettext("When the vote closes, all ballots are published without names and in random order, with how many people of each side could vote and did. Nobody can then link a ballot to a person.")
    : gettext("Your side votes openly: the ballots are published, and those in the room can know how each person voted.");
  const reasons = poll.method === "dots" ? "" : gettext("Reasons are shown with the side, without the name.");
  return `${open} ${reasons}`;
}

// The receipt of a vote: short to read aloud, whole one tap away.
export function Receipt({ receipt, voted }) {
  if (!receipt && !voted) return null;
  const code = receipt ? html`<p>${gettext("Your receipt:")} <code class="number" dir="ltr">${shortReceipt(receipt)}</code></p>
    <details><summary>${gettext("The whole receipt")}</summary><code class="number" dir="ltr">${receipt}</code>
    <p class="meta">${gettext("After the vote closes it stands in the published list. It does not show how you voted.")}</p></details>` : null;
  return html`<div class="receipt" role="status"><${Icon} name="check" /><div><p class="receipt-title">${gettext("Received")}</p>${code}</div></div>`;
}
