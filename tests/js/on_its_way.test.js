// Where a text is on its way, as the phone and the console say it.
import "./helpers/names.js";
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

const { stateOf } = await import("../../static/js/parts/tile.js");
const { myCards } = await import("../../static/js/phone/my_cards.js");
const { elsewhere } = await import("../../static/js/phone/on_the_way.js");
const { writingNow, writingSentence } = await import("../../static/js/console/model/voices.js");
const { isConnected } = await import("../../static/js/console/model/people.js");

const ACTIVITY = { id: "a", kind: "cards" };
const item = (more = {}) => ({ ref: "r", name: "card.add", data: { activity: "a", text: "ciao", lang: "it" }, state: "saved", stored: true, busy: false, ...more });
const edit = (state, text = "new") => item({ ref: "e", name: "card.edit", data: { card: "c", text, lang: "it" }, state });
const withdraw = (state) => item({ ref: "w", name: "card.withdraw", data: { card: "c" }, state });
const mine = { cards: [{ id: "c", number: 7, activity: "a", text: "old", lang: "it" }] };

test("the states of a text: the network, the device and the room decide", () => {
  const states = [[item(), false], [item(), true], [item({ stored: false }), false], [item({ state: "sending" }), true], [item({ state: "sending", busy: true }), true],
    [withdraw("saved"), false], [item({ state: "received" }), true], [item({ state: "refused" }), true]].map(([each, online]) => stateOf(each, online));
  deepEqual(states, ["saved", "sending", "held", "sending", "busy", "leaving", "received", "refused"]);
});

test("a received card stands in my list until my own part shows it, and never twice", () => {
  const received = item({ state: "received", answer: { card: "d", number: 8 } });
  const list = (part) => myCards(part, [received], ACTIVITY).map(({ key, card, item: on }) => [key, card.number, on?.state ?? ""]);
  deepEqual(list(mine), [["r", 8, "received"], ["c", 7, ""]]);
  deepEqual(list({ cards: [...mine.cards, { id: "d", number: 8, activity: "a" }] }), [["d", 8, ""], ["c", 7, ""]]);
});

test("a card that was taken back is gone with the answer, one that will be taken back says so", () => {
  deepEqual(myCards(mine, [withdraw("received")], ACTIVITY), []);
  equal(myCards(mine, [withdraw("saved")], ACTIVITY)[0].item.name, "card.withdraw");
});

test("the latest change of a card is the one that shows", () => {
  equal(myCards(mine, [edit("refused", "one"), edit("sending", "two")], ACTIVITY)[0].item.data.text, "two");
});

test("what another step shows in its place is not shown above it; everything else is", () => {
  const items = [item(), item({ ref: "r2", data: { activity: "b", text: "x" } }), edit("saved"), item({ ref: "s", name: "solution.draft", data: { title: "t" } }),
    item({ ref: "p", name: "problem.confirm", data: { proposal: "q" } }), item({ ref: "k", name: "card.consent", data: { card: "c" } }),
    item({ ref: "n", name: "seat.leave", data: {} }), item({ ref: "d", state: "received" })];
  const above = (on, activity) => elsewhere(items, on, activity, mine).map(({ ref }) => ref).join(" ");
  deepEqual(
    [above("cards", ACTIVITY), above("grouping", { id: "g" }), above("solutions", { id: "x" }), above("problems", { id: "y" }), above("closed", null), above("waiting", null)],
    ["r2 s p", "r r2 e s p k", "r r2 e p k", "r r2 e s k", "r r2 e s p", "r r2 e s p k"],
  );
});

test("how many are writing is a number, and never for another step", () => {
  const live = { doing: { writing: { a: 3 } } };
  deepEqual([writingNow(live, ACTIVITY), writingNow(live, { id: "b" }), writingNow({}, ACTIVITY), writingNow(live, null)], [3, 0, 0, 0]);
  deepEqual([1, 3].map(writingSentence), ["1 person is writing now.", "3 people are writing now."]);
});

test("a phone is connected or not; of paper, and in a room too large for names, nothing is said", () => {
  const live = { names: ["s1"], online: 1 };
  deepEqual([{ id: "s1", channel: "phone" }, { id: "s2", channel: "phone" }, { id: "s1", channel: "paper" }].map((each) => isConnected(live, each)), [true, false, null]);
  for (const large of [{ online: 80 }, { names: ["s1"], online: 80 }]) equal(isConnected(large, { id: "s1", channel: "phone" }), null);
});
