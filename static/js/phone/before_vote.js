// What stands around a vote: secret or open, what will be published, whether it counts, and afterwards the receipt.
import { shortReceipt } from "../core/format.js";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { AMONG } from "../parts/ballot/choice.js";
import { ruleAmong } from "../parts/ballot/rule.js";
import { Notice } from "../parts/notice.js";
import { standing } from "./here.js";

/** "Secret vote · you can change it until it closes". */
export function secrecyWords(poll, side) {
  return poll.secret?.[side]
    ? gettext("Secret vote · you can change it until it closes")
    : gettext("Open vote · you can change it until it closes");
}

export function BeforeVote({ poll, mine }) {
  const side = mine.seat.side;
  const asOpinion = standing(mine, poll) === "opinion" ? html`<${Opinion} />` : null;
  return html`<p class="eyebrow line"><${Icon} name=${poll.secret?.[side] ? "lock" : "eye"} /> <span>${secrecyWords(poll, side)}</span></p>
    ${asOpinion}<details><summary>${gettext("How it is counted, and what will be published")}</summary>
      <div class="stack stack-s"><p>${rule(poll)}</p><p>${published(poll, side)}</p></div></details>`;
}

function Opinion() {
  return html`<${Notice} kind="info" title=${gettext("Your opinion is asked, it is not a vote")}>
    <p>${gettext("This question is addressed to your office. Your answer stands with your reason beside the result, and is not counted.")}</p><//>`;
}

/** Each method in one sentence. */
export function rule(poll) {
  if (AMONG.includes(poll.method)) return ruleAmong(poll);
  if (poll.method === "consent") return gettext("Adopted together if on each side nobody objects and more people go along than stand aside. An objection needs a reason.");
  if (poll.method === "double-majority") return gettext("Adopted together if on each side there are more yes than no, and at least one person in five says yes. What only residents carry goes to the office all the same.");
  const { shortlist = 3 } = poll.params || {};
  return interpolate(ngettext("Residents choose %(n)s topic; if the first choice of the officials is not it, it is added.",
    "Residents choose %(n)s topics; if the first choice of the officials is not among them, it is added.", shortlist), { n: shortlist });
}

function published(poll, side) {
  const statistics = poll.published?.includes("statistics");
  const open = statistics && poll.secret?.[side]
    ? gettext("When the vote closes, what the result is counted from is published for each side, and the receipts of all ballots; not the ballots, because a rare answer could give somebody away.")
    : poll.secret?.[side]
    ? gettext("When the vote closes, all ballots are published without names and in random order, with how many people of each side could vote and did. Nobody can then link a ballot to a person.")
    : gettext("Your side votes openly: the ballots are published, and those in the room can know how each person voted.");
  const reasons = poll.method === "dots" || poll.subject === "options" ? "" : gettext("Reasons are shown with the side, without the name.");
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

/** Why a ballot was not taken. */
export function Problem({ error }) {
  return error ? html`<${Notice} kind="error"><p>${error}</p><//>` : null;
}
