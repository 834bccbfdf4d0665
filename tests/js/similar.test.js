// Similar ones on the phone: the same sentence in another form is found, another subject is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { similarTo, trigrams } from "../../static/js/core/similar.js";

const THERE = [
  { id: "a", title: "Una scheda per ogni pratica: che cosa serve, quanto costa, quanto dura", body: "Dieci schede in parole semplici." },
  { id: "b", title: "Una corsa serale nei mesi della raccolta", body: "Una navetta alle 21.15." },
  { id: "c", title: "مترجم في المستشفى", body: "" },
];

test("finds what says much the same, whatever the case, accents and order", () => {
  assert.deepEqual(similarTo("QUANTO COSTA ogni pratica? Una schéda", THERE).map(({ id }) => id), ["a"]);
  assert.deepEqual(similarTo("corsa serale raccolta", THERE).map(({ id }) => id), ["b"]);
  assert.deepEqual(similarTo("مُترجم المستشفى", THERE).map(({ id }) => id), ["c"]);
});

test("finds nothing for other subjects, a few letters, or nothing", () => {
  assert.deepEqual(similarTo("Più verde al parco giochi", THERE), []);
  assert.deepEqual(similarTo("un", THERE), []);
  assert.deepEqual(similarTo("", THERE), []);
});

test("a text is cut before it is compared, so that a long one costs no more than a page", () => {
  const long = Array.from({ length: 20_000 }, (_, n) => `parola${n}`).join(" ");
  assert.equal(trigrams(long).size, trigrams(long.slice(0, 600)).size);
});
