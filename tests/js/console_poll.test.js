// Polls on the console and the wall: turnout, bars, what a result means, ballots on paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ballotOf } from "../../static/js/console/model/ballot.js";
import { answerDue, isRead } from "../../static/js/console/model/closing.js";
import { outcomeWords } from "../../static/js/console/model/outcome.js";
import { bars, dotRows, mostDots, turnout, turnoutSentence } from "../../static/js/console/model/turnout.js";
import { useWords } from "../../static/js/core/words.js";

useWords({}, "en");

const VOTE = { id: "p", method: "double-majority", state: "open", eligible: { resident: 27, official: 7, civil: 0 }, result: null };

test("turnout while a vote runs comes from the running count, per side and together", () => {
  const count = turnout(VOTE, { voted: { p: { resident: 25, official: 6 } } });
  assert.deepEqual(count.sides.map(({ side, voted, eligible }) => [side, voted, eligible]), [["resident", 25, 27], ["official", 6, 7]]);
  assert.equal(turnoutSentence(count), "31 of 34 have voted");
});

test("both bars stand after closing, a suppressed side without numbers", () => {
  const result = { outcome: "supported", counts: { resident: { yes: 20, no: 4, abstain: 1, cast: 25, eligible: 27 } }, carried: { resident: true, official: false }, suppressed: ["official"] };
  assert.deepEqual(
    bars({ ...VOTE, state: "closed", result }).map(({ side, yes, no, cast, carried, suppressed }) => [side, yes, no, cast, carried, suppressed]),
    [["resident", 20, 4, 25, true, false], ["official", 0, 0, 0, false, true]],
  );
});

test("dots are listed in the order of the result with the offices' own choice marked", () => {
  const options = ["a", "b", "c"].map((id) => ({ id, title: { en: id.toUpperCase() }, lang: "en" }));
  const result = { outcome: "shortlist", order: ["b", "a", "c"], added: "c", counts: { a: { resident: 3, official: 0 }, b: { resident: 9, official: 1 }, c: { resident: 0, official: 6 } } };
  const rows = dotRows({ ...VOTE, method: "dots", options, params: { shortlist: 1 }, result });
  assert.deepEqual(rows.map(({ title, dots, kept, added }) => [title, dots.resident, dots.official, kept, added]), [["B", 9, 1, true, false], ["A", 3, 0, false, false], ["C", 0, 6, true, true]]);
});

test("supported by residents says that the office is asked all the same, by whom and by when", () => {
  const words = outcomeWords({ outcome: "supported", missing: ["official"], office: "Registry office" }, { date: "12 December 2026" });
  assert.deepEqual([words.title, words.tone, words.explain], ["Supported by residents", "supported", "Registry office must answer in writing, with reasons, by 12 December 2026."]);
});

test("without a signed commitment no date is promised", () => {
  assert.equal(outcomeWords({ outcome: "adopted", missing: [], office: null }).explain, "No commitment to a date was taken.");
});

test("a result that is not adopted names whose yes was missing", () => {
  assert.equal(outcomeWords({ outcome: "not-adopted", missing: ["resident", "official"] }).now, "The yes of these was missing: residents and officials. It can be changed and voted again.");
});

test("a paper ballot of a secret side names no one, one of an open side its seat", () => {
  const poll = { id: "p", method: "double-majority", secret: { resident: true, official: false } };
  assert.deepEqual(ballotOf(poll, { side: "resident", participant: "x", answer: "yes", reason: "left over", lang: "it" }), { poll: "p", side: "resident", choice: { answer: "yes" } });
  assert.deepEqual(ballotOf(poll, { side: "official", participant: "x", answer: "no", reason: "Too dear", lang: "it" }), { poll: "p", participant: "x", choice: { answer: "no" }, reason: "Too dear", lang: "it" });
});

test("dots on paper leave out what got none", () => {
  assert.deepEqual(ballotOf({ id: "p", method: "dots", secret: {} }, { side: "resident", dots: { a: 2, b: 0 } }).choice, { a: 2 });
});

test("no date is due where the municipality took no commitment", () => {
  const due = (signed, polls = {}) => answerDue({ room: { r: { id: "r", process: { commitment_signed: signed }, closing: { read: true, due: null } } }, polls });
  assert.deepEqual([due(true, { a: { result: { due: 9 } }, b: { result: { due: 5 } } }), due(true), due(false, { a: { result: { due: 9 } } })], [5, null, null]);
  assert.deepEqual([isRead({ closing: { read: true } }), isRead({ closing: { read_by_side: false } }), isRead({})], [true, false, false]);
});

test("dots of a side that is not published are not zero", () => {
  const result = { outcome: "shortlist", order: ["a"], shortlist: ["a"], added: {}, totals: { a: { resident: 9 } }, suppressed: ["official"] };
  const rows = dotRows({ ...VOTE, method: "dots", options: [{ id: "a", title: { en: "A" }, lang: "en" }], params: {}, result });
  assert.deepEqual([rows[0].dots, mostDots(rows)], [{ resident: 9, official: null }, { resident: 9, official: 1 }]);
});

test("an adopted charter is not sent to any office", () => {
  assert.deepEqual(outcomeWords({ outcome: "adopted", missing: [] }, { subject: "charter" }), { title: "The charter is adopted", tone: "ok", now: "Both sides work by it from now on.", explain: "" });
});
