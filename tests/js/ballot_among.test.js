// Ballots among options: ties, places, amounts, and the form in which a choice is sent and hashed.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { asked, cents } from "../../static/js/console/model/among.js";
import { AMONG, choiceOf, emptyChoice, whatIsMissing } from "../../static/js/parts/ballot/choice.js";
import { apart, levelled, moved, stepped, without } from "../../static/js/parts/ballot/tiers.js";

test("an option moves one place up or down, and no farther than the ends", () => {
  const tiers = [["a"], ["b"], ["c"]];
  deepEqual(stepped(tiers, "b", -1), [["b"], ["a"], ["c"]]);
  deepEqual(stepped(tiers, "b", 1), [["a"], ["c"], ["b"]]);
  deepEqual(stepped(tiers, "a", -1), tiers);
  deepEqual(stepped(tiers, "c", 1), tiers);
  deepEqual(moved(tiers, "c", 0), [["c"], ["a"], ["b"]]);
  deepEqual(without(tiers, "b"), [["a"], ["c"]]);
});

test("two options become level, and apart again", () => {
  const level = levelled([["a"], ["b"], ["c"]], "b");
  deepEqual(level, [["a", "b"], ["c"]]);
  deepEqual(levelled(level, "c"), [["a", "b", "c"]]);
  deepEqual(apart(level, "b"), [["a"], ["b"], ["c"]]);
  deepEqual(stepped(level, "b", -1), [["b"], ["a"], ["c"]]);
  deepEqual(stepped(level, "a", 1), [["b"], ["a"], ["c"]]);
  deepEqual(levelled(level, "a"), level);
});

test("what is sent is in the canonical order, whatever the order of the taps", () => {
  deepEqual(choiceOf("schulze", [["b", "a"], ["c"]]), { ranking: [["a", "b"], ["c"]] });
  deepEqual(choiceOf("equal-shares", ["b", "a"]), { approve: ["a", "b"] });
  deepEqual(choiceOf("majority-judgment", { a: 0 }), { grades: { a: 0 } });
  deepEqual(choiceOf("score", { a: 5 }), { scores: { a: 5 } });
});

test("an empty ballot waits, except one that approves of nothing", () => {
  const waits = Object.fromEntries(AMONG.map((method) => [method, whatIsMissing(method, emptyChoice(method)) !== null]));
  deepEqual(waits, { "majority-judgment": true, schulze: true, "equal-shares": false, stv: true, approval: false, score: true });
});

test("amounts are read as they are written here and elsewhere", () => {
  const typed = { "1.500,50": 150050, "1500.5": 150050, "1 500": 150000, "12": 1200, "0,5": 50, "1.500": 150000, "€ 20": 2000, "": null, "ten": null };
  deepEqual(Object.fromEntries(Object.keys(typed).map((text) => [text, cents(text)])), typed);
});

test("a vote is opened with what its method needs and nothing else", () => {
  const values = { method: "stv", question: " Chi? ", lang: "it", solutions: ["s1"], lines: [{ title: " Amina ", cost: "" }, { title: "", cost: "" }], budget: "", seats: "2", costs: {} };
  deepEqual(asked(values), { method: "stv", question: { it: "Chi?" }, options: [{ title: "Amina", lang: "it" }], seats: 2 });
  const money = { ...values, method: "equal-shares", question: "", budget: "1.000", costs: { s1: "300" }, lines: [{ title: "Corsi", cost: "50,5" }] };
  deepEqual(asked(money), { method: "equal-shares", options: [{ proposal: "s1", cost: 30000 }, { title: "Corsi", lang: "it", cost: 5050 }], budget: 100000 });
  equal(asked({ ...money, budget: "" }).budget, 0);
});
