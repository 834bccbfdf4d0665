// The projector's choices: one scene at a time, and pages that a row ten can read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chunked, dotsOnAPage, pageAt, pagesOfCards, pagesOfColumns, pagesOfText, slices, wallFor, weight } from "../../static/js/screen/model/pages.js";
import { sceneOf } from "../../static/js/screen/model/scene.js";

const WALL = { columns: 2, signs: 10, lines: 6 };
const card = (id, text = "0123456789") => ({ id, text });

const table = (rows) => Object.fromEntries(rows.map((row) => [row.id, row]));
const tables = (kind, more = {}, room = {}) => ({
  room: { r: { id: "r", state: "open", activity: "a", ...room } },
  activities: { a: { id: "a", position: 1, kind, revealed: false, state: "running" } },
  cards: {}, groups: {}, polls: {}, proposals: {}, ...more,
});

test("a card weighs its lines, its translation's lines and its frame", () => {
  assert.deepEqual([weight(card("a"), WALL), weight({ text: "01234567890", original: { text: "x" } }, WALL)], [1.7, 3.7]);
});

test("a card that came on paper weighs the line that says so", () => {
  assert.deepEqual([weight({ text: "a" }, WALL), weight({ text: "a", channel: "paper" }, WALL)], [1.7, 2.7]);
});

test("a long group is continued, with its whole count on every part", () => {
  const parts = slices({ id: "g", cards: ["a", "b", "c", "d"].map((id) => card(id)) }, WALL);
  assert.deepEqual(parts.map(({ cards, count, part, parts: all }) => [cards.map(({ id }) => id), count, part, all]), [[["a", "b", "c"], 4, 1, 2], [["d"], 4, 2, 2]]);
});

test("columns are shown two by two when two fit", () => {
  const pages = pagesOfColumns(["x", "y", "z"].map((id) => ({ id, cards: [card(id)] })), WALL);
  assert.deepEqual(pages.map((page) => page.map(({ id }) => id)), [["x", "y"], ["z"]]);
});

test("loose cards fill the shortest column, then the next page, and none is lost", () => {
  const pages = pagesOfCards(["a", "b", "c", "d", "e", "f", "g"].map((id) => card(id)), WALL);
  assert.deepEqual(pages.map((page) => page.map((column) => column.map(({ id }) => id))), [[["a", "c", "e"], ["b", "d", "f"]], [["g"], []]]);
});

test("a card longer than the wall still gets its page", () => {
  const pages = pagesOfCards([card("long", "x".repeat(500)), card("b")], WALL);
  assert.deepEqual(pages.map((page) => page.flat().map(({ id }) => id)), [["long", "b"]]);
});

test("every projector turns its page by the server's clock", () => {
  assert.deepEqual([pageAt(0, 3), pageAt(9_999, 3), pageAt(10_000, 3), pageAt(35_000, 3), pageAt(35_000, 1)], [0, 0, 1, 0, 0]);
});

test("no columns are one empty page", () => {
  assert.deepEqual(chunked([], 3), [[]]);
});

test("before the reveal the wall has only counts", () => {
  const cards = table([{ id: "c", number: 1, activity: "a", state: "shown", text: null }]);
  assert.deepEqual(sceneOf({ tables: tables("cards", { cards }) }), { name: "counts" });
});

test("groups stand before what nobody grouped, empty columns stay away", () => {
  const activities = table([{ id: "a", position: 2, kind: "grouping" }, { id: "k", position: 1, kind: "cards", revealed: true }]);
  const cards = table([{ id: "c1", number: 1, activity: "k", state: "shown", group: null }, { id: "c2", number: 2, activity: "k", state: "shown", group: "g1" }]);
  const groups = table([{ id: "g1", number: 1, position: 1 }, { id: "g2", number: 2, position: 2 }]);
  assert.deepEqual(sceneOf({ tables: tables("grouping", { activities, cards, groups }) }).columns.map(({ id }) => id), ["g1", "ungrouped"]);
});

test("an open poll is a vote in progress, a closed one its result, and none the prompt", () => {
  const scene = (polls) => sceneOf({ tables: tables("vote", { polls: table(polls) }) }).name;
  const poll = (number, state, method = "double-majority") => ({ id: `p${number}`, number, activity: "a", state, method });
  assert.deepEqual([scene([]), scene([poll(1, "closed"), poll(2, "open")]), scene([poll(1, "closed")]), scene([poll(1, "closed", "dots")])], ["prompt", "voting", "result", "dots"]);
});

test("before opening the wall is the door, after closing the farewell", () => {
  assert.deepEqual([sceneOf({ tables: tables("cards", {}, { state: "prepared" }) }).name, sceneOf({ tables: tables("cards", {}, { state: "closed" }) }).name], ["door", "farewell"]);
});

test("a vote on the charter takes the wall, then its result; before it stands the charter", () => {
  const scene = (polls) => sceneOf({ tables: tables("charter", { polls: table(polls) }) }).name;
  const poll = (state) => ({ id: "p", number: 1, activity: "a", state, method: "double-majority" });
  assert.deepEqual([scene([]), scene([poll("open")]), scene([poll("closed")])], ["charter", "voting", "result"]);
});

test("a long question, and lines that something else takes, leave less room for cards", () => {
  const lines = (words, options) => wallFor({ prompt: { it: words } }, options).lines;
  assert.deepEqual([lines("short"), lines("x".repeat(80)), lines("short", { taken: 2 }), lines("short", { headings: false })], [11.2, 9.7, 9.2, 13.2]);
});

test("a long text is cut between paragraphs only", () => {
  assert.deepEqual(pagesOfText("one\n\ntwo\nthree", { signs: 5, lines: 4 }), [["one", "two"], ["three"]]);
});

test("a third side, or the strip of a rehearsal, leaves room for fewer options", () => {
  assert.deepEqual([dotsOnAPage({ eligible: { civil: 0 } }, {}), dotsOnAPage({ eligible: {} }, { rehearsal: true }), dotsOnAPage({ eligible: { civil: 2 } }, {})], [4, 3, 2]);
});
