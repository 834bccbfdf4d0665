// What changed in a textarea, and where a caret goes: in any script, never half a sign.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { difference, moved, parts } from "../../../static/js/writing/difference.js";

const done = (before, { at, remove, insert }) => before.slice(0, at) + insert + before.slice(at + remove);

test("the change that is found makes the one text of the other", () => {
  let seed = 7;
  const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const signs = ["a", "b", " ", "ن", "😀", "👍🏽", "👍", "\n"];
  const text = () => Array.from({ length: random(8) }, () => signs[random(signs.length)]).join("");
  for (let turn = 0; turn < 3000; turn++) {
    const before = text(), after = text(), change = difference(before, after, random(after.length + 1));
    equal(done(before, change), after);
    equal((before.slice(change.at, change.at + change.remove) + change.insert).isWellFormed?.() ?? true, true);
    equal(before.slice(0, change.at).isWellFormed?.() ?? true, true);
  }
});

test("of several letters alike, the one before the caret is new", () => {
  deepEqual(difference("aa", "aaa", 1), { at: 0, remove: 0, insert: "a" });
  deepEqual(difference("aa", "aaa", 3), { at: 2, remove: 0, insert: "a" });
});

test("an emoji that becomes another with the same first half is replaced whole", () => {
  deepEqual(difference("x😀y", "x😁y", 3), { at: 1, remove: 2, insert: "😁" });
});

test("a caret stays where it was in the words", () => {
  const cases = [
    [[{ insert: "abc" }], 5, 8], [[{ retain: 5 }, { insert: "abc" }], 5, 5], [[{ retain: 6 }, { insert: "abc" }], 5, 5],
    [[{ delete: 3 }], 5, 2], [[{ retain: 4 }, { delete: 9 }], 5, 4], [[{ retain: 1 }, { delete: 1 }, { insert: "xyz" }], 5, 7],
  ];
  deepEqual(cases.map(([delta, at]) => moved(at, delta)), cases.map(([, , there]) => there));
});

test("a long paste goes in parts that are whole", () => {
  const text = "a" + "😀".repeat(10_000);
  const found = parts(text);
  equal(found.join(""), text);
  deepEqual([found.every((each) => each.length <= 8_000), found.every((each) => each.isWellFormed?.() ?? true)], [true, true]);
});
