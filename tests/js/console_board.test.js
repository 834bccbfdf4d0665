// The board by keyboard: cursor, choice and keys, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, directionOf, keyHelp } from "../../static/js/console/model/keys.js";
import { firstPlace, locate, settle, step, stillThere, targets, toggled, touchedGroups } from "../../static/js/console/model/selection.js";

const column = (id, ids, group = { id }) => ({ id, group, cards: ids.map((card) => ({ id: card })) });
const BOARD = [column("loose", ["a", "b"], null), column("g1", ["c"]), column("g2", [])];
const place = (column, card = null) => ({ column, card });

test("the board is entered at its first card", () => {
  assert.deepEqual(firstPlace(BOARD), place("loose", "a"));
});

test("arrows walk headings and cards and stay at the edges", () => {
  const walk = (at, ...directions) => directions.reduce((now, direction) => step(BOARD, now, direction), at);
  assert.deepEqual(walk(place("loose", "b"), "end"), place("g1", "c"));
  assert.deepEqual(walk(place("loose", "b"), "end", "end"), place("g2"));
  assert.deepEqual(walk(place("loose", "a"), "up", "up", "start"), place("loose"));
  assert.deepEqual(walk(place("loose", "b"), "down"), place("loose", "b"));
});

test("a card that moved to another group keeps the cursor", () => {
  const later = [column("loose", ["a"], null), column("g1", ["c", "b"])];
  assert.deepEqual(locate(later, place("loose", "b")), [1, 2]);
  assert.deepEqual(settle(later, place("loose", "b")), place("g1", "b"));
});

test("a card that vanished leaves the cursor at the first card, and leaves the choice", () => {
  const later = [column("loose", ["b"], null)];
  assert.deepEqual(settle(later, place("loose", "a")), place("loose", "b"));
  assert.deepEqual([...stillThere(new Set(["a", "b"]), later)], ["b"]);
});

test("choosing twice is not choosing", () => {
  assert.deepEqual([...toggled(toggled(new Set(["a"]), "b"), "a")], ["b"]);
});

test("verbs act on the choice in board order, else on the card under the cursor", () => {
  const ids = (chosen, at) => targets(BOARD, new Set(chosen), at).map(({ id }) => id);
  assert.deepEqual([ids(["c", "a"], null), ids([], place("loose", "b")), ids([], place("g2"))], [["a", "c"], ["b"], []]);
});

test("groups touched are those of the choice, else the one under the cursor", () => {
  const ids = (chosen, at) => touchedGroups(BOARD, new Set(chosen), at).map(({ id }) => id);
  assert.deepEqual([ids(["a", "c"], null), ids([], place("g2")), ids([], place("loose"))], [["g1"], ["g2"], []]);
});

const press = (key, more = {}, options) => actionOf({ key, target: { tagName: "DIV" }, ...more }, options);

test("every letter of the help does what it says", () => {
  const pressed = keyHelp().flatMap((row) => row.keys.filter((key) => key.length === 1 && /[A-Z+?]/.test(key)).map((key) => [press(key.toLowerCase()), row.action]));
  assert.deepEqual(pressed.map(([did]) => did), pressed.map(([, said]) => said));
});

test("no key acts while somebody types, while a dialog is open or together with Ctrl", () => {
  assert.deepEqual(
    [press("n", { target: { tagName: "TEXTAREA" } }), press("n", {}, { dialog: true }), press("n", { ctrlKey: true }), press("n")],
    [null, null, null, "next"],
  );
});

test("space presses a button and chooses a card", () => {
  const button = { tagName: "BUTTON", dataset: {} };
  const card = { tagName: "BUTTON", dataset: { place: "loose/a" } };
  assert.deepEqual([press(" ", { target: button }), press(" ", { target: card })], [null, "choose"]);
});

test("on an Arabic keyboard the place of the key counts", () => {
  assert.equal(press("ل", { code: "KeyG" }), "group");
});

test("single letters can be switched off, arrows stay", () => {
  assert.deepEqual([press("n", {}, { letters: false }), press("ArrowUp", {}, { letters: false })], [null, "walk"]);
});

test("left is the end of the line in Arabic", () => {
  assert.deepEqual([directionOf("ArrowLeft"), directionOf("ArrowLeft", { rtl: true }), directionOf("ArrowUp", { rtl: true })], ["start", "end", "up"]);
});
