// The console's view models: what buttons say, how voices are weighed, what the board holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UNGROUPED, cardsInView, dealtColumns, groupColumns, wantsTranslation } from "../../static/js/console/model/board.js";
import { ballotOf } from "../../static/js/console/model/ballot.js";
import { answerDue, isRead } from "../../static/js/console/model/closing.js";
import { outcomeWords } from "../../static/js/console/model/outcome.js";
import { found, peopleRows, recount } from "../../static/js/console/model/people.js";
import { confirmSentence, heldBack, unanswered, wordingInView } from "../../static/js/console/model/proposals.js";
import { agendaRows, backStep, clockStep, nextStep, undoStep } from "../../static/js/console/model/steps.js";
import { undoWords } from "../../static/js/console/model/undo_words.js";
import { bars, dotRows, mostDots, turnout, turnoutSentence } from "../../static/js/console/model/turnout.js";
import { balance, louder, silentSentence } from "../../static/js/console/model/voices.js";
import { useWords } from "../../static/js/core/words.js";

useWords({}, "en");

const activity = (id, position, kind, more = {}) => ({ id, position, kind, title: { en: id }, minutes: 10, state: "waiting", revealed: false, ...more });
const card = (number, side, activity, more = {}) => ({ id: `c${number}`, number, side, activity, text: `card ${number}`, lang: "en", group: null, translations: {}, state: "shown", ...more });
const table = (rows) => Object.fromEntries(rows.map((row) => [row.id, row]));
const room = (more = {}) => ({ room: { r: { id: "r", state: "open", activity: "cards", present: { resident: 4, official: 2, civil: 0 }, ...more } } });

const AGENDA = table([activity("grouping", 3, "grouping"), activity("charter", 1, "charter", { state: "done" }), activity("cards", 2, "cards", { state: "running" })]);

test("the next button names what comes next and warns while the cards are veiled", () => {
  const step = nextStep({ tables: { ...room(), activities: AGENDA }, mine: { can: {} } });
  assert.deepEqual(step, { verb: "room.next", with: { room: "r" }, reason: null, label: "grouping", hint: "The cards have not been revealed yet.", final: false });
});

test("the next button opens a prepared room, closes after the last activity and rests in a closed room", () => {
  const label = (more) => nextStep({ tables: { ...room(more), activities: AGENDA }, mine: {} })?.verb ?? null;
  assert.deepEqual([label({ state: "prepared", activity: null }), label({ activity: null }), label({ activity: "grouping" }), label({ state: "closed" })], ["room.open", "room.next", "room.close", null]);
});

test("a step that the server would refuse carries its reason", () => {
  const mine = { can: { "room.back": "This is the first activity." }, undo: { label: "card.hide" } };
  const state = { tables: { ...room(), activities: AGENDA }, mine };
  assert.deepEqual(undoStep(state).with, { stream: "room:r" });
  assert.deepEqual([backStep(state).reason, undoStep(state).label, undoStep(state).reason], ["This is the first activity.", "Undo: the hidden card", null]);
});

test("without anything to undo the button says so", () => {
  assert.equal(undoStep({ tables: room(), mine: { undo: null } }).reason, "There is nothing to undo.");
});

test("the agenda stands in order with the running activity marked", () => {
  const rows = agendaRows({ ...room(), activities: AGENDA });
  assert.deepEqual(rows.map(({ id, number, mark }) => [id, number, mark]), [["charter", 1, "done"], ["cards", 2, "now"], ["grouping", 3, "ahead"]]);
});

test("the clock button turns with the clock", () => {
  const at = (state) => clockStep({ tables: { ...room(), activities: table([activity("cards", 1, "cards", { state })]) }, mine: {} })?.verb ?? null;
  assert.deepEqual([at("running"), at("paused"), at("waiting")], ["timer.pause", "timer.resume", null]);
});

test("voices are weighed per person present, not per card", () => {
  const cards = table([card(1, "resident", "cards"), card(2, "resident", "cards"), card(3, "official", "cards"), card(4, "official", "cards"), card(5, "official", "cards")]);
  const sides = balance({ ...room(), cards }, { id: "cards" });
  assert.deepEqual(sides.map(({ side, cards: written, perPerson, share }) => [side, written, perPerson, share]), [["resident", 2, 0.5, 0.25], ["official", 3, 1.5, 0.75]]);
  assert.equal(louder(sides), "official");
});

test("an empty room weighs both sides the same", () => {
  const sides = balance({ room: { r: { id: "r", present: {} } } }, null);
  assert.deepEqual([sides.map(({ share }) => share), louder(sides)], [[0, 0], null]);
});

test("who has not written is a number in a sentence, and only while cards are collected", () => {
  const live = { silent: { a: 8, b: 0, c: 1 } };
  const words = (id, kind = "cards") => silentSentence(live, { id, kind });
  assert.deepEqual([words("a"), words("b"), words("c"), words("a", "vote")], ["8 people have not written yet.", "Everybody has written.", "1 person has not written yet.", null]);
});

test("the grouping board shows the revealed cards, what is loose first, then the groups in order", () => {
  const activities = table([activity("cards", 1, "cards", { revealed: true }), activity("veiled", 2, "cards"), activity("grouping", 3, "grouping")]);
  const cards = table([card(3, "resident", "cards", { group: "g1" }), card(1, "official", "cards"), card(2, "resident", "cards", { group: "gone" }), card(4, "resident", "veiled"), card(5, "resident", "cards", { state: "hidden" })]);
  const groups = table([{ id: "g2", number: 2, position: 2 }, { id: "g1", number: 1, position: 1 }]);
  const columns = groupColumns({ ...room({ activity: "grouping" }), activities, cards, groups }, activities.grouping);
  assert.deepEqual(columns.map((column) => [column.id, column.cards.map(({ number }) => number)]), [[UNGROUPED, [1, 2]], ["g1", [3]], ["g2", []]]);
});

test("hidden cards stand on the board only for those who ask for them", () => {
  const tables = { ...room(), activities: AGENDA, cards: table([card(1, "resident", "cards", { state: "hidden" })]) };
  assert.deepEqual([cardsInView(tables, AGENDA.cards).length, cardsInView(tables, AGENDA.cards, { hidden: true }).length], [0, 1]);
});

test("a plain board is dealt row by row", () => {
  const columns = dealtColumns([card(1), card(2), card(3), card(4)], 3);
  assert.deepEqual(columns.map((column) => column.cards.map(({ number }) => number)), [[1, 4], [2], [3]]);
});

test("only a visible card in another language without a line wants a translation", () => {
  const wants = (more) => wantsTranslation({ text: "x", lang: "ar", translations: {}, ...more }, "it");
  assert.deepEqual([wants({}), wants({ lang: "it" }), wants({ translations: { it: { text: "y" } } }), wants({ text: null })], [true, false, false, false]);
});

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

test("confirmations are counted in words, objections said", () => {
  assert.equal(confirmSentence({ asked: 1, confirmed: 2, objected: 1 }), "2 of 4 authors confirmed the wording. 1 does not agree with it.");
});

test("the wording in view is the newest draft; a confirmed problem without solution is listed", () => {
  const proposals = table([
    { id: "p1", number: 1, kind: "problem", state: "draft" }, { id: "p2", number: 2, kind: "problem", state: "confirmed" },
    { id: "p3", number: 3, kind: "problem", state: "confirmed" }, { id: "s1", number: 4, kind: "solution", state: "draft", answers: ["p3"] },
  ]);
  assert.deepEqual([wordingInView({ proposals }).id, unanswered({ proposals }).map(({ id }) => id)], ["p1", ["p2"]]);
});

test("people stand in the room first, then by ticket, and are found by nickname or number", () => {
  const participants = table([
    { id: "1", nickname: "Olmo", state: "out", ticket: 1 }, { id: "2", nickname: "Rondine", state: "in", ticket: 12 },
    { id: "3", nickname: "Fiume", state: "in", ticket: 2 }, { id: "4", nickname: "Grano", state: "asked", ticket: null },
  ]);
  const people = peopleRows({ participants });
  assert.deepEqual(people.map(({ nickname }) => nickname), ["Fiume", "Rondine", "Grano", "Olmo"]);
  assert.deepEqual([found(people, "ron").map(({ id }) => id), found(people, "2").map(({ id }) => id), found(people, " ").length], [["2"], ["3"], 4]);
  assert.deepEqual(recount({ participants }), { answered: 2, asked: 3 });
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

test("a wording is held back with its reason in words", () => {
  const held = (conclude) => heldBack({ allowed: { conclude } });
  assert.deepEqual([held("objected"), held("unconfirmed"), held(null)], ["Somebody does not agree with the wording. Reword it first.", "None of the authors has confirmed the wording yet.", null]);
});

test("dots of a side that is not published are not zero", () => {
  const result = { outcome: "shortlist", order: ["a"], shortlist: ["a"], added: {}, totals: { a: { resident: 9 } }, suppressed: ["official"] };
  const rows = dotRows({ ...VOTE, method: "dots", options: [{ id: "a", title: { en: "A" }, lang: "en" }], params: {}, result });
  assert.deepEqual([rows[0].dots, mostDots(rows)], [{ resident: 9, official: null }, { resident: 9, official: 1 }]);
});

test("an adopted charter is not sent to any office", () => {
  assert.deepEqual(outcomeWords({ outcome: "adopted", missing: [] }, { subject: "charter" }), { title: "The charter is adopted", tone: "ok", now: "Both sides work by it from now on.", explain: "" });
});

test("an unknown command to undo is called the last step, a sentence stays itself", () => {
  assert.deepEqual(["problem.reword", "Card 4 hidden"].map(undoWords), ["the last step", "Card 4 hidden"]);
});
