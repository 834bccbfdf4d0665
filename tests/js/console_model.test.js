// The console's view models: what buttons say, how voices are weighed, what the board holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UNGROUPED, cardsInView, dealtColumns, groupColumns, wantsTranslation } from "../../static/js/console/model/board.js";
import { found, peopleRows, recount } from "../../static/js/console/model/people.js";
import { confirmSentence, heldBack, unanswered, wordingInView } from "../../static/js/console/model/proposals.js";
import { agendaRows, backStep, clockStep, nextStep, undoStep } from "../../static/js/console/model/steps.js";
import { undoWords } from "../../static/js/console/model/undo_words.js";
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
  assert.equal(undoStep({ tables: room({ state: "closed" }), mine: {} }), null);
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

test("a wording is held back with its reason in words", () => {
  const held = (conclude) => heldBack({ allowed: { conclude } });
  assert.deepEqual([held("objected"), held("unconfirmed"), held(null)], ["Somebody does not agree with the wording. Reword it first.", "None of the authors has confirmed the wording yet.", null]);
});

test("an unknown command to undo is called the last step, a sentence stays itself", () => {
  assert.deepEqual(["problem.reword", "Card 4 hidden"].map(undoWords), ["the last step", "Card 4 hidden"]);
});
