// What came out of a choice among options, as deliberation/queries/choices.py draws it: for every option a bar of each side.
import { money } from "../core/format.js";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext, say } from "../core/words.js";
import { Icon } from "./icon.js";
import { sideName, SideTag } from "./side.js";

const GRADES = () => [gettext("to reject"), gettext("poor"), gettext("passable"), gettext("good"), gettext("very good"), gettext("excellent")];

/** Options in the order of the result: `[{id, title, lang, place, chosen, note, bars: [{side, parts, text}]}]`. */
export function choiceRows(poll) {
  const { order = [], winners = [], details = {}, counts = {} } = poll.result;
  const flat = order.flat();
  const named = new Map(poll.options.map((option) => [option.id, option]));
  const ids = [...new Set([...winners, ...flat, ...named.keys()])].filter((id) => named.has(id));
  const known = Object.keys(details).length > 0;
  return ids.map((id, index) => {
    const { text, lang } = say(named.get(id).title);
    return {
      id, title: text, lang, place: flat.includes(id) ? index + 1 : null, chosen: winners.includes(id),
      note: known ? note(poll.method, details, id) : "", bars: known ? BARS[poll.method](details, id, counts) : [],
    };
  });
}

/** The figure. `big`: on the projector, without notes. */
export function ChoiceBars({ poll, rows = choiceRows(poll), big = false }) {
  const about = poll.method === "schulze" && !big ? html`<p class="meta">${gettext("The bars show how many prefer an option to leaving things as they are.")}</p>` : null;
  return html`${about}<ol class=${big ? "bars among among-big" : "bars among"}>${rows.map((row) => html`<li class="bars-option" key=${row.id}><p class="bars-option-title">
      ${row.place ? html`<span class="number">${row.place}.</span> ` : null}<bdi lang=${row.lang}>${row.title}</bdi>
      ${row.chosen ? html` <span class="chip is-ok"><${Icon} name="check" /> ${gettext("Chosen")}</span>` : null}</p>
    ${row.bars.map((bar) => html`<${Bar} key=${bar.side} ...${bar} />`)}${row.note && !big ? html`<p class="meta">${row.note}</p>` : null}</li>`)}</ol>`;
}

function Bar({ side, parts, text }) {
  const label = side ? html`<span class="bar-label"><${SideTag} side=${side} /></span>` : null;
  return html`<div class="bar">${label}<span class="bar-track" aria-hidden="true"><svg class=${`choice-bar choice-${side || "all"}`} viewBox="0 0 100 10" preserveAspectRatio="none">
      ${parts.map(({ key, x, width }) => html`<rect key=${key} class=${key} x=${x} width=${width} height="10" />`)}</svg></span><span class="bar-value number">${text}</span></div>`;
}

const BARS = {
  "majority-judgment": ({ profiles, grades }, id, counts) => voting(profiles[id], counts).map(([side, profile]) => ({
    side, parts: stacked(profile), text: grades[id][side] === null ? gettext("no grades") : GRADES()[grades[id][side]],
  })),
  score: ({ marks }, id, counts) => voting(marks[id], counts).map(([side, people]) => ({ side, parts: stacked(people), text: mean(people) })),
  schulze: ({ sides, status_quo: quo }, id, counts) => (id === quo ? [] : voting(sides, counts).map(([side, duels]) => share(side, duels[id][quo] ?? 0, counts[side].cast, gettext("%(n)s of %(all)s")))),
  "equal-shares": supported,
  approval: supported,
  stv: ({ rounds = [] }, id) => {
    const told = rounds.filter(({ votes }) => id in votes);
    if (!told.length) return [];
    const most = Math.max(1, ...rounds.flatMap(({ votes }) => Object.values(votes).map(Number)));
    const last = told.at(-1).votes[id];
    return [{ side: "", parts: [{ key: "for", x: 0, width: (100 * Number(last)) / most }], text: last.replace(/\.00000$/, "") }];
  },
};

function supported({ support }, id, counts) {
  return voting(support[id], counts).map(([side, people]) => share(side, people, counts[side].cast, gettext("%(n)s of %(all)s want it")));
}

const voting = (sides, counts) => Object.entries(sides).filter(([side]) => counts[side]?.eligible);

const share = (side, n, all, words) => ({ side, parts: [{ key: "for", x: 0, width: all ? (100 * n) / all : 0 }], text: interpolate(words, { n, all }) });

function stacked(profile) {
  const whole = profile.reduce((sum, n) => sum + n, 0) || 1;
  let at = 0;
  return profile.map((n, grade) => ({ n, grade })).reverse().filter(({ n }) => n).map(({ n, grade }) => {
    const part = { key: `grade-${grade}`, x: (100 * at) / whole, width: (100 * n) / whole };
    at += n;
    return part;
  });
}

const mean = (people) => (people.reduce((sum, n, mark) => sum + n * mark, 0) / (people.reduce((sum, n) => sum + n, 0) || 1)).toFixed(1);

function note(method, details, id) {
  if (method === "equal-shares") {
    const cost = interpolate(gettext("It costs %(cost)s."), { cost: money(details.costs[id]) });
    const more = details.lacking?.[id];
    return more ? `${cost} ${interpolate(ngettext("%(n)s more supporter was needed.", "%(n)s more supporters were needed.", more), { n: more })}` : cost;
  }
  const why = details.why_not?.[id];
  if (!why) return "";
  if (method === "schulze") return interpolate(gettext("%(who)s do not prefer it to leaving things as they are."), { who: sideName(why) });
  const words = why[0] === "few" ? gettext("%(who)s: fewer than half gave it a grade.") : gettext("%(who)s: not passable.");
  return interpolate(words, { who: sideName(why[1]) });
}
