// The reducer: assigns, never counts, leaves holes open.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, isBehind, reduce } from "../../static/js/core/store.js";

const SNAPSHOT = {
  seq: 7, epoch: 2, now: 1000, audience: "participant",
  tables: { room: { r: { id: "r", state: "open" } }, cards: { a: { id: "a", text: null } } },
  mine: { cards: [] }, live: { online: 3 },
};
const start = () => reduce(EMPTY, { snapshot: SNAPSHOT });

test("a snapshot becomes the whole state", () => {
  deepEqual(start(), { seq: 7, seen: 7, epoch: 2, audience: "participant", tables: SNAPSHOT.tables, mine: SNAPSHOT.mine, live: SNAPSHOT.live });
});

test("an event assigns rows, null deletes, a new table appears", () => {
  const next = reduce(start(), { seq: 8, event: "x", set: { cards: { a: null, b: { id: "b", text: "t" } }, groups: { g: { id: "g" } } } });
  deepEqual(next.tables, { room: SNAPSHOT.tables.room, cards: { b: { id: "b", text: "t" } }, groups: { g: { id: "g" } } });
  equal(next.seq, 8);
});

test("an event without rows only moves the number", () => {
  const next = reduce(start(), { seq: 8 });
  equal(next.seq, 8);
  equal(next.tables, SNAPSHOT.tables);
});

test("an old event changes nothing at all", () => {
  const state = start();
  equal(reduce(state, { seq: 7, event: "x", set: { cards: { a: null } } }), state);
});

test("a hole stays open until the missing event is there", () => {
  const hole = reduce(start(), { seq: 9, event: "x", set: { cards: { z: { id: "z" } } } });
  deepEqual([hole.seq, isBehind(hole), "z" in hole.tables.cards], [7, true, false]);
  const filled = reduce(reduce(hole, { seq: 8 }), { seq: 9, event: "x", set: { cards: { z: { id: "z" } } } });
  deepEqual([filled.seq, isBehind(filled), filled.tables.cards.z], [9, false, { id: "z" }]);
});

test("a heartbeat tells that the last event was lost", () => {
  deepEqual([isBehind(reduce(start(), { live: {}, seq: 8 })), isBehind(reduce(start(), { live: {}, seq: 7 }))], [true, false]);
});

test("a question carries the server's number and touches nothing else", () => {
  const state = start();
  equal(reduce(state, { ask: 7, now: 1 }), state);
  const behind = reduce(state, { ask: 9, now: 1 });
  deepEqual([behind.seq, behind.seen, isBehind(behind), behind.tables], [7, 9, true, SNAPSHOT.tables]);
  equal(reduce(EMPTY, { ask: 9, now: 1 }), EMPTY);
});

test("the address of a snapshot is not yet a snapshot", () => {
  const state = start();
  equal(reduce(state, { fetch: "/api/room/r", seq: 99, epoch: 3 }), state);
});

test("a snapshot replaces everything, also with a lower number: a room may have been restored", () => {
  const next = reduce(start(), { snapshot: { seq: 3, epoch: 9, now: 1, audience: "screen", tables: {} } });
  deepEqual(next, { seq: 3, seen: 3, epoch: 9, audience: "screen", tables: {}, mine: {}, live: {} });
});

test("an answer with its number does not run ahead of the events", () => {
  const state = start();
  deepEqual([reduce(state, { ref: "1", ok: 12, data: {} }), reduce(state, { goodbye: 5 })], [state, state]);
});

test("live values are laid over, tables keep their identity", () => {
  const state = start();
  const next = reduce(state, { live: { voted: { p: { resident: 4 } } }, seq: 7, now: 1 });
  deepEqual(next.live, { online: 3, voted: { p: { resident: 4 } } });
  equal(next.tables, state.tables);
});

test("rows that did not change keep their identity", () => {
  const state = start();
  equal(reduce(state, { seq: 8, set: { cards: { b: { id: "b" } } } }).tables.cards.a, state.tables.cards.a);
});

test("mine is replaced whole, alone or with an answer", () => {
  deepEqual(reduce(start(), { mine: { voted: { p: true } } }).mine, { voted: { p: true } });
  deepEqual(reduce(start(), { ref: "1", ok: 9, mine: { seat: {} } }).mine, { seat: {} });
});

test("the reducer never changes what it was given", () => {
  const state = Object.freeze(structuredClone(start()));
  const before = structuredClone(state);
  reduce(state, { seq: 8, set: { cards: { a: null }, room: { r: { id: "r", state: "closed" } } } });
  deepEqual(state, before);
});

test("events before any snapshot are ignored", () => {
  equal(reduce(EMPTY, { seq: 1, set: { cards: {} } }), EMPTY);
});
