// A textarea and its text: carets, composed words, what was typed before the line was there.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { useWords } from "../../../static/js/core/words.js";
import { bindField } from "../../../static/js/writing/field.js";
import { together } from "../../../static/js/writing/form.js";
import { Doc, applyUpdate, encodeStateAsUpdate } from "../../../static/js/writing/yjs.js";
import { pageOf, textarea } from "./helpers.js";

function bound({ words = "", page = words, typed = page } = {}) {
  const doc = new Doc(), text = doc.getText("what"), area = textarea(page);
  area.value = typed;
  text.insert(0, words);
  const holds = [], places = [];
  const field = bindField({ area, text, page: pageOf(area), onHold: (yes) => holds.push(yes), onPlace: (at) => places.push(at) });
  field.begin();
  const theirs = (change) => {
    const other = new Doc();
    applyUpdate(other, encodeStateAsUpdate(doc));
    change(other.getText("what"));
    applyUpdate(doc, encodeStateAsUpdate(other), "line");
  };
  return { area, text, field, holds, places, theirs };
}

test("what is typed, deleted and replaced is in the text", () => {
  const { area, text } = bound({ words: "Una piazza 🌳" });
  area.select(4);
  area.type("bella ");
  area.select(0, 3);
  area.type("Una nuova");
  equal(text.toString(), "Una nuova bella piazza 🌳");
  area.select(area.value.length - 2, area.value.length);
  area.type("🌲نعم");
  equal(text.toString(), "Una nuova bella piazza 🌲نعم");
});

test("what others type leaves caret and selection in their words", () => {
  const { area, theirs } = bound({ words: "one two three" });
  area.select(4, 7);
  theirs((text) => text.insert(0, "😀 "));
  deepEqual([area.value, area.value.slice(area.selectionStart, area.selectionEnd)], ["😀 one two three", "two"]);
  theirs((text) => text.delete(0, 3));
  deepEqual([area.value, area.selectionStart, area.selectionEnd], ["one two three", 4, 7]);
});

test("what was typed before the text had come is not lost", () => {
  const { area, text } = bound({ words: "Others: Una piazza", page: "Una piazza", typed: "Una piazza verde" });
  deepEqual([text.toString(), area.value], ["Others: Una piazza verde", "Others: Una piazza verde"]);
});

test("a page that is older than the text shows the text and changes nothing", () => {
  const { area, text } = bound({ words: "new words", page: "old words" });
  deepEqual([text.toString(), area.value], ["new words", "new words"]);
});

test("lines that end strangely keep their places", () => {
  const { area, text } = bound({ words: "a\r\nb\rc", page: "" });
  equal(area.value, "a\n\nb\nc");
  area.select(area.value.length);
  area.type("d");
  equal(text.toString(), "a\r\nb\rcd");
});

test("a composed word holds the others until it is done or left", () => {
  const { area, text, holds } = bound({ words: "" });
  area.fire("compositionstart");
  area.type("に");
  area.fire("compositionend");
  deepEqual([text.toString(), holds], ["に", [true, false]]);
  area.fire("compositionstart");
  area.fire("blur");
  deepEqual(holds, [true, false, true, false]);
});

test("where the caret is is told while it is in the textarea", () => {
  const { area, places } = bound({ words: "abc" });
  area.select(2);
  area.fire("focus");
  area.fire("blur");
  deepEqual(places, [2, null]);
});

test("after the end nothing is bound any more", () => {
  const { area, text, field, theirs } = bound({ words: "abc" });
  field.end();
  area.type("x");
  equal(text.toString(), "abc");
  theirs((other) => other.insert(0, "y"));
  equal(area.value, "xabc");
});

test("who writes here is a sentence, each person once", () => {
  useWords({}, "en");
  deepEqual([together([]), together(["Amina", "Amina"]), together(["Amina", "Luca"])], ["", "Amina is writing here.", "Writing here: Amina, Luca."]);
});
