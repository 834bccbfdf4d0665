// What came out: both bars, one sentence of what happens now, and who must explain.
import { outcomeWords } from "../console/model/outcome.js";
import { bars, pollSides } from "../console/model/turnout.js";
import { day } from "../core/format.js";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext, say } from "../core/words.js";
import { BarPair } from "../parts/bar_pair.js";
import { Change } from "../parts/change.js";
import { ChoiceBars } from "../parts/choice_bars.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { sideName, SideTag } from "../parts/side.js";
import { useHere } from "./here.js";
import { Receipt, rule } from "./before_vote.js";
import { Proposal } from "./proposals.js";

export function Result({ poll }) {
  const { room } = useHere();
  const { result } = poll;
  if (!result) return null;
  const words = outcomeWords(result, { date: result.due ? day(result.due) : "", subject: ["options", "amendment"].includes(poll.subject) ? poll.subject : "solution" });
  const proposal = room.tables.value.proposals?.[poll.proposal];
  const charter = poll.subject === "charter";
  const now = charter ? charterNow(result) : words.now;
  const explain = charter || !words.explain ? null : html`<p>${words.explain}</p>`;
  const kind = words.tone === "ok" ? "ok" : "info";
  const figures = poll.method === "dots" ? html`<${DotsResult} poll=${poll} />` : poll.subject === "options" ? html`<${ChoiceBars} poll=${poll} />` : html`<${Sides} poll=${poll} />`;
  return html`${poll.change ? html`<${Change} change=${poll.change} />` : null}${proposal ? html`<${Proposal} proposal=${proposal} />` : null}
    <${Notice} kind=${kind} title=${words.title}><p>${now}</p>${explain}<//>
    ${figures}<${Reasons} reasons=${result.reasons || []} />
    <${Receipt} receipt=${room.draft(`receipt.${poll.id}`)} voted=${false} />
    <details><summary>${gettext("How it was counted")}</summary><div class="stack stack-s"><p>${rule(poll)}</p><p><a href=${`/polls/${poll.id}/`}>${gettext("Check this result yourself")}</a></p></div></details>`;
}

function charterNow({ outcome }) {
  return outcome === "adopted" ? gettext("Both sides have adopted the charter. The work begins.") : gettext("The charter is not adopted yet. Until both sides adopt it, nothing else can be decided.");
}

function Sides({ poll }) {
  const list = bars(poll);
  const shown = list.map(({ side, yes, no, carried, suppressed }) => ({
    side, carried: Boolean(carried), share: suppressed || !(yes + no) ? (suppressed ? null : 0) : yes / (yes + no),
    value: suppressed ? gettext("fewer than five: not published") : figures(poll.method, yes, no),
  }));
  const sentence = list.filter(({ suppressed }) => !suppressed).map(({ side, cast, eligible }) => interpolate(
    gettext("%(side)s: %(cast)s of %(eligible)s voted."), { side: sideName(side), cast, eligible })).join(" ");
  return html`<${BarPair} bars=${shown} half sentence=${sentence} table=${table(poll.method, list)} />`;
}

const columns = (method) => (method === "consent"
  ? [["agree", gettext("agree")], ["reservation", gettext("with a doubt")], ["aside", gettext("aside")], ["object", gettext("object")]]
  : [["yes", gettext("yes")], ["no", gettext("no")], ["abstain", gettext("abstained")]]);

function figures(method, yes, no) {
  if (method === "consent") return interpolate(gettext("%(yes)s go along, %(no)s do not"), { yes, no });
  return interpolate(gettext("%(yes)s yes, %(no)s no"), { yes, no });
}

function table(method, list) {
  const head = [gettext("Side"), ...columns(method).map(([, word]) => word), gettext("could vote")];
  const rows = list.map(({ side, parts, eligible, suppressed }) => [sideName(side), ...columns(method).map(([key]) => (suppressed ? "–" : parts[key] ?? 0)), eligible]);
  return { head, rows };
}

function Reasons({ reasons }) {
  if (!reasons.length) return null;
  const items = reasons.map((each, index) => html`<li key=${index} class="tile"><p class="tile-head"><${SideTag} side=${each.side} /></p><p class="tile-text" lang=${each.lang} dir="auto">${each.reason}</p></li>`);
  return html`<section class="stack stack-s"><h2 class="eyebrow">${gettext("The reasons given")}</h2><ul class="stack stack-s">${items}</ul></section>`;
}

// Where the dots went, topic by topic, both sides beside each other; what was chosen stands first.
export function DotsResult({ poll }) {
  const { order = [], shortlist = [], added = {}, totals = {}, suppressed = [] } = poll.result;
  const sides = pollSides(poll);
  const most = Object.fromEntries(sides.map((side) => [side, Math.max(1, ...Object.values(totals).map((each) => each[side] ?? 0))]));
  const named = new Map(poll.options.map((option) => [option.id, option]));
  const placed = [...shortlist, ...order.filter((id) => !shortlist.includes(id))].map((id) => named.get(id)).filter(Boolean);
  const extra = added.official;
  const items = placed.map((option) => html`<li key=${option.id}><${Topic} option=${option} chosen=${shortlist.includes(option.id)} added=${option.id === extra}
    bars=${sides.map((side) => bar(side, totals[option.id] || {}, most, suppressed))} /></li>`);
  return html`<ol class="stack">${items}</ol>`;
}

function bar(side, totals, most, suppressed) {
  if (suppressed.includes(side)) return { side, share: null, value: gettext("fewer than five: not published") };
  const n = totals[side] ?? 0;
  return { side, share: n / most[side], value: interpolate(ngettext("%(n)s dot", "%(n)s dots", n), { n }) };
}

function Topic({ option, chosen, added, bars }) {
  const { text, lang } = say(option.title);
  const mark = added ? html`<p class="chip"><${Icon} name="official" /> ${gettext("First choice of the officials, added")}</p>`
    : chosen ? html`<p class="chip is-ok"><${Icon} name="check" /> ${gettext("Chosen")}</p>` : null;
  return html`<div class="panel stack stack-s"><h2 class="tile-title" lang=${lang} dir="auto">${text}</h2>${mark}<${BarPair} bars=${bars} small /></div>`;
}
