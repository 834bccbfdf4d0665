// What lies on the device: which commands, how, for how many pages, and only sound text.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { createShelf, isKept, isSentOnce, sound } from "../../static/js/core/kept.js";
import { deviceStorage } from "../../static/js/core/storage.js";
import { fakeStorage } from "./helpers/fake_socket.js";

const item = (ref, more = {}) => ({ ref, name: "card.add", data: { text: ref }, state: "saved", stored: true, ...more });
const shelf = (raw) => createShelf(deviceStorage("r.s", raw));
const lying = (raw) => JSON.parse(raw.values.get("tessera.r.s.outbox") ?? "[]");

test("words and signs are kept; votes and steps of the facilitator are not", () => {
  const kept = ["card.add", "card.edit", "card.withdraw", "card.consent", "problem.confirm", "problem.object", "solution.draft"];
  const others = ["ballot.cast", "ballot.enter", "room.next", "poll.close", "seat.here", "seat.leave", "undo.last", "card.enter", "toString"];
  deepEqual([kept, others].map((names) => names.map((name) => isKept({ name }))), [kept.map(() => true), others.map(() => false)]);
  deepEqual(["ballot.cast", "ballot.enter", "room.next"].map((name) => isSentOnce({ name })), [true, true, false]);
});

test("halves of signs and NUL are left out, everything else stays", () => {
  equal(sound("a\ud800b\udc00c\0d"), "abcd");
  equal(sound("🙂 مرحبا e\u0301\n\t\u200f"), "🙂 مرحبا e\u0301\n\t\u200f");
  deepEqual(sound({ a: ["\ud83d", { b: "\0x" }], n: 1, yes: true, none: null }), { a: ["", { b: "x" }], n: 1, yes: true, none: null });
});

test("what waits and what was refused lies there; what was received and what is not kept does not", () => {
  const raw = fakeStorage();
  const refused = item("r2", { state: "refused", reason: "No.", code: "refused", fields: {} });
  shelf(raw).write([item("r1", { state: "sending", busy: true }), refused, item("r3", { state: "received" }), item("r4", { name: "room.next" })]);
  deepEqual(lying(raw), [
    { ref: "r1", name: "card.add", data: { text: "r1" } },
    { ref: "r2", name: "card.add", data: { text: "r2" }, state: "refused", reason: "No.", code: "refused", fields: {} },
  ]);
  deepEqual(shelf(raw).read().map(({ ref, state, stored }) => [ref, state, stored]), [["r1", "saved", true], ["r2", "refused", true]]);
});

test("an empty shelf leaves nothing behind", () => {
  const raw = fakeStorage();
  const mine = shelf(raw);
  mine.write([item("r1")]);
  mine.write([]);
  equal(raw.values.size, 0);
});

test("two pages of one seat share the shelf without taking anything from each other", () => {
  const raw = fakeStorage();
  const one = shelf(raw), two = shelf(raw);
  one.read();
  two.read();
  one.write([item("one")]);
  two.write([item("two")]);
  deepEqual(lying(raw).map(({ ref }) => ref), ["one", "two"]);
  one.write([]);
  deepEqual(lying(raw).map(({ ref }) => ref), ["two"]);
  deepEqual(shelf(raw).read().map(({ ref }) => ref), ["two"]);
});

test("what lies there and is none of ours does not stop the room from opening", () => {
  for (const odd of ['{"a":1}', '"x"', "7", "not json", '[null, 3, {"ref":"r"}, {"ref":"r","name":"ballot.cast"}]']) {
    const raw = fakeStorage();
    raw.values.set("tessera.r.s.outbox", odd);
    deepEqual(shelf(raw).read(), []);
  }
});

test("a device that refuses to keep says so", () => {
  const full = fakeStorage();
  full.full = true;
  deepEqual([shelf(full).write([item("r1")]), shelf(null).write([item("r1")]), shelf(fakeStorage()).write([item("r1")])], [false, false, true]);
  deepEqual(shelf(null).read(), []);
});
