// The outbox: one after the other, patient with a busy room; what must not wait is said at once.
import { deepEqual, equal, match } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { begin, CARD, card } from "./helpers/sender.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

const BUSY = { no: "Wait a moment.", code: "busy", fields: {} };

test("cards go out in the order in which they were written", () => {
  const { outbox, texts, say, cut, back } = begin();
  for (const text of ["one", "two", "three"]) outbox.add("card.add", card(text));
  deepEqual(texts(), ["one"]);
  say(0, { ok: 1 });
  deepEqual(texts(), ["one", "two"]);
  cut();
  outbox.add("card.add", card("four"));
  back();
  for (let sent = 2; sent < 5; sent++) say(sent, { ok: sent });
  deepEqual(texts(), ["one", "two", "two", "three", "four"]);
});

test("one that was refused does not hold up the others", () => {
  const { outbox, texts, states, say } = begin();
  outbox.add("card.add", card("one"));
  outbox.add("card.add", card("two"));
  say(0, { no: "Too long.", code: "invalid", fields: {} });
  deepEqual([texts(), states()], [["one", "two"], ["refused", "sending"]]);
});

test("one that is never answered holds up the others only four times", () => {
  const { outbox, texts } = begin();
  outbox.add("card.add", card("mute"));
  outbox.add("card.add", card("two"));
  mock.timers.tick(12_000);
  mock.timers.tick(12_000);
  deepEqual(texts(), ["mute", "mute", "mute"]);
  mock.timers.tick(12_000);
  mock.timers.tick(12_000);
  equal(texts().includes("two"), true);
});

test("a busy room is asked again with the same ref, each time after a longer random wait", () => {
  const { net, outbox, states, say } = begin();
  outbox.add("card.add", CARD);
  const waits = [];
  for (let tries = 0; tries < 6; tries++) {
    say(tries, BUSY);
    deepEqual([states(), outbox.items()[0].busy], [["sending"], true]);
    let ms = 0;
    for (; net.sent.length === tries + 1; ms += 500) mock.timers.tick(500);
    waits.push(ms);
  }
  deepEqual(waits, [2000, 4000, 8000, 16_000, 30_000, 30_000]);
  deepEqual(new Set(net.sent.map(({ ref }) => ref)).size, 1);
  say(6, { ok: 1, data: {} });
  deepEqual(outbox.items().map(({ state, busy }) => [state, busy]), [["received", false]]);
});

test("a vote is not sent later: without network it is refused at once", async () => {
  const { net, outbox } = begin({ online: false });
  const answer = await outbox.add("ballot.cast", { poll: "p" });
  deepEqual([answer.ok, answer.code, net.sent, outbox.items()], [false, "offline", [], []]);
});

test("a vote whose receipt did not arrive is not repeated, and the screen says so", async () => {
  const { net, raw, outbox, cut, back } = begin();
  const vote = outbox.add("ballot.cast", { poll: "p" }), paper = outbox.add("ballot.enter", { poll: "p" });
  equal(raw.values.size, 0);
  cut();
  match((await vote).reason, /before your receipt arrived/);
  match((await paper).reason, /Look whether it happened/);
  back();
  mock.timers.tick(20_000);
  equal(net.sent.length, 2);
});

test("a step of the facilitator is sent again after a short cut, under the same ref", async () => {
  const { net, outbox, states, say, cut, back } = begin();
  const answer = outbox.add("room.next", { room: "r" });
  cut();
  back();
  deepEqual([net.sent[1], states()], [net.sent[0], ["sending"]]);
  say(1, { ok: 3 });
  deepEqual([await answer, states()], [{ ok: true, seq: 3, data: {} }, []]);
});

test("a step of the facilitator is given up after fifteen seconds", async () => {
  const { net, raw, outbox, cut, back } = begin();
  const answer = outbox.add("room.next", { room: "r" });
  cut();
  mock.timers.tick(15_000);
  equal((await answer).code, "offline");
  back();
  deepEqual([net.sent.length, raw.values.size], [1, 0]);
});
