// Following a stream: holes are asked for, large snapshots fetched, and what comes meanwhile keeps its order.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { kept, LIMIT, NOTHING, released } from "../../static/js/core/backlog.js";
import { event, hall, settled, snapshot } from "./helpers/hall.js";

const FETCH = { fetch: "/api/room/r?seat=s", seq: 5, epoch: 1 };
const cards = (state) => Object.keys(state.tables.cards ?? {});

test("a hole is asked for once, and again after three seconds", () => {
  const { Socket, online, asked, tick, state, end } = hall();
  online();
  Socket.last.say(event(8));
  Socket.last.say(event(9));
  deepEqual(asked().slice(1), [{ since: 5, epoch: 1 }]);
  tick(3_000);
  equal(asked().length, 3);
  for (const seq of [6, 7, 8, 9]) Socket.last.say(event(seq));
  tick(9_000);
  deepEqual([asked().length, state().seq, cards(state())], [3, 9, ["c6", "c7", "c8", "c9"]]);
  end();
});

test("a lost last event is noticed by the next question and by the running numbers", () => {
  for (const frame of [{ ask: 6, now: 1 }, { live: {}, seq: 6, now: 1 }]) {
    const { Socket, online, asked, end } = hall();
    online();
    Socket.last.say(frame);
    deepEqual(asked().slice(1), [{ since: 5, epoch: 1 }]);
    end();
  }
});

test("doubled and old events change nothing", () => {
  const { Socket, online, asked, state, end } = hall();
  online();
  for (const seq of [6, 6, 5, 4, 7, 6]) Socket.last.say(event(seq));
  deepEqual([state().seq, cards(state()), asked().length], [7, ["c6", "c7"], 1]);
  end();
});

test("a large snapshot is fetched, and events that arrive meanwhile follow it in order", async () => {
  const { Socket, loads, states, frames, state, end } = hall();
  Socket.last.open();
  Socket.last.say(FETCH);
  for (const seq of [6, 7, 8]) Socket.last.say(event(seq));
  Socket.last.say({ ref: "r1", ok: 7, data: {} });
  Socket.last.say({ ask: 8, now: 1 });
  deepEqual([loads.map(({ address }) => address), states, state().seq], [["/api/room/r?seat=s"], ["connecting"], null]);
  deepEqual(Socket.last.sent.at(-1), { have: 0 });
  loads[0].give(snapshot(6, { tables: { cards: { c6: { id: "c6" } } } }));
  await settled();
  deepEqual([state().seq, cards(state()), states.at(-1)], [8, ["c6", "c7", "c8"], "online"]);
  deepEqual(frames.map((frame) => frame.seq ?? frame.ref ?? Object.keys(frame)[0]), ["snapshot", 6, 7, 8, "r1", "ask"]);
  end();
});

test("a room that is large in the middle of a meeting stays in sight while its snapshot comes", async () => {
  const { Socket, loads, states, online, end } = hall();
  online();
  Socket.last.say(event(9));
  Socket.last.say({ ...FETCH, seq: 9 });
  loads[0].give(snapshot(9));
  await settled();
  deepEqual(states, ["connecting", "online"]);
  end();
});

test("a fetch that fails is asked for again with jitter; answers are heard all the same", async () => {
  const { Socket, loads, asked, frames, states, state, tick, end } = hall();
  Socket.last.open();
  Socket.last.say(FETCH);
  Socket.last.say(event(6));
  Socket.last.say({ ref: "r1", no: "No.", code: "refused" });
  loads[0].fail();
  await settled();
  deepEqual([frames.map((frame) => frame.ref ?? frame.seq), states.at(-1), asked().length], [[6, "r1"], "online", 1]);
  tick(1_000);
  deepEqual(asked().slice(1), [{ since: null, epoch: null }]);
  Socket.last.say(FETCH);
  loads[1].fail();
  await settled();
  tick(1_999);
  equal(asked().length, 2);
  tick(1);
  Socket.last.say({ snapshot: snapshot(6) });
  deepEqual([asked().length, state().seq], [3, 6]);
  tick(20_000);
  equal(asked().length, 3);
  end();
});

test("a snapshot that comes after the line broke, or after a newer one, is not taken", async () => {
  const { Socket, loads, state, waited, online, end } = hall();
  Socket.last.open();
  Socket.last.say(FETCH);
  Socket.last.say({ ...FETCH, seq: 7 });
  deepEqual(loads.map(({ signal }) => signal.aborted), [true, false]);
  Socket.last.drop();
  equal(loads[1].signal.aborted, true);
  waited();
  online();
  loads.forEach(({ give }) => give(snapshot(99)));
  await settled();
  equal(state().seq, 5);
  end();
});

test("an answer that waits behind a snapshot is not lost with the line", () => {
  const { Socket, frames, end } = hall();
  Socket.last.open();
  Socket.last.say(FETCH);
  Socket.last.say(event(6));
  Socket.last.say({ ref: "r1", ok: 6, data: {} });
  Socket.last.drop();
  deepEqual(frames, [{ ref: "r1", ok: 6, data: {} }]);
  end();
});

test("what waits is bounded; above it only marks stay, and every answer", () => {
  let backlog = NOTHING;
  for (let seq = 1; seq <= LIMIT + 3; seq++) backlog = kept(backlog, event(seq));
  backlog = kept(backlog, { live: { online: 3 }, seq: 600 });
  backlog = kept(backlog, { live: { here: {} } });
  backlog = kept(backlog, { ask: 599 });
  backlog = kept(backlog, { mine: { seat: {} } });
  backlog = kept(backlog, { ref: "r", ok: 1 });
  const all = released(backlog);
  deepEqual([all.length, all.at(-2), all.at(-1)], [LIMIT + 2, { ref: "r", ok: 1 }, { ask: 600, live: { online: 3, here: {} }, mine: { seat: {} } }]);
});
