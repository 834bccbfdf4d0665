// Turnout and tallies of a poll as both bars need them. Nothing here counts votes: the server did.
import { gettext, interpolate, say } from "../../core/words.js";

export const pollSides = (poll) =>
  ["resident", "official", "civil"].filter((side) => side !== "civil" || poll.eligible?.civil);

/** {sides: [{side, voted, eligible}], voted, eligible}; after closing the final numbers. */
export function turnout(poll, live) {
  const running = live?.voted?.[poll.id] ?? {};
  const sides = pollSides(poll).map((side) => ({
    side,
    voted: poll.result?.counts?.[side]?.cast ?? running[side] ?? 0,
    eligible: poll.eligible?.[side] ?? 0,
  }));
  const sum = (key) => sides.reduce((total, side) => total + side[key], 0);
  return { sides, voted: sum("voted"), eligible: sum("eligible") };
}

/** How many ballots make the quorum of a side: docs/deciding.md. */
export const quorumNeeded = (eligible, [top, bottom]) => Math.min(eligible, Math.max(3, Math.ceil((top * eligible) / bottom)));

/** The sides with a say in the outcome that have too few ballots so far: [{side, needed}]. */
export function lackingQuorum(poll, live) {
  const { consenting = [], quorum = [1, 2] } = poll.params ?? {};
  return turnout(poll, live).sides
    .map(({ side, voted, eligible }) => ({ side, voted, needed: quorumNeeded(eligible, quorum) }))
    .filter(({ side, voted, needed }) => consenting.includes(side) && voted < needed)
    .map(({ side, needed }) => ({ side, needed }));
}

export const turnoutSentence = ({ voted, eligible }) =>
  interpolate(gettext("%(voted)s of %(eligible)s have voted"), { voted, eligible });

/** What stands for "in favour" in the method's counts. */
const IN_FAVOUR = { "double-majority": ["yes"], consent: ["agree", "reservation"] };
const AGAINST = { "double-majority": ["no"], consent: ["aside", "object"] };

const sum = (counts, keys) => keys.reduce((total, key) => total + (counts?.[key] ?? 0), 0);

/**
 * Both bars of a closed poll: [{side, yes, no, abstain, cast, eligible, parts, carried, suppressed}].
 * `yes` against `no` is what the dashed line at half is about; a suppressed side has only `carried`.
 */
export function bars(poll) {
  const { counts = {}, carried = {}, suppressed = [] } = poll.result ?? {};
  return pollSides(poll).map((side) => ({
    side,
    yes: sum(counts[side], IN_FAVOUR[poll.method] ?? ["yes"]),
    no: sum(counts[side], AGAINST[poll.method] ?? ["no"]),
    abstain: counts[side]?.abstain ?? 0,
    cast: counts[side]?.cast ?? 0,
    eligible: counts[side]?.eligible ?? poll.eligible?.[side] ?? 0,
    parts: counts[side] ?? {},
    carried: carried[side] ?? null,
    suppressed: suppressed.includes(side),
  }));
}

/** Options of a dot vote in the order of the result: [{id, title, lang, dots: {resident, official}, rank, kept, added}]; dots null: not published. */
export function dotRows(poll) {
  const { order = [], counts = {}, totals = counts, added, shortlist } = poll.result ?? {};
  const extra = new Set(typeof added === "string" ? [added] : Object.values(added ?? {}));
  const hidden = new Set(poll.result?.suppressed);
  const kept = new Set(shortlist ?? [...order.slice(0, poll.params?.shortlist ?? order.length), ...extra]);
  const place = new Map(order.map((id, index) => [id, index]));
  return [...(poll.options ?? [])]
    .sort((a, b) => (place.get(a.id) ?? 1e6) - (place.get(b.id) ?? 1e6))
    .map((option, index) => ({
      id: option.id,
      title: say(option.title).text,
      lang: option.lang,
      dots: Object.fromEntries(pollSides(poll).map((side) => [side, hidden.has(side) ? null : (totals[option.id]?.[side] ?? 0)])),
      rank: index + 1,
      kept: poll.result ? kept.has(option.id) : false,
      added: extra.has(option.id),
    }));
}

/** The longest bar of each side, {side: dots}: sides of unequal size are drawn against their own most chosen option. */
export function mostDots(rows) {
  const sides = Object.keys(rows[0]?.dots ?? {});
  return Object.fromEntries(sides.map((side) => [side, Math.max(1, ...rows.map((row) => row.dots[side]))]));
}
