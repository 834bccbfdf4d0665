// The outbox: words wait and act once, in their order; votes never wait.
import { deepEqual, equal, match } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { createOutbox } from "../../static/js/core/outbox.js";
import { deviceStorage } from "../../static/js/core/storage.js";
import { fakeStorage } from "./helpers/fake_socket.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function begin({ online = true, raw = fakeStorage(), random = () => 1 } = {}) {
  const net = { online, sent: [] };
  const write = (frame) => net.online && Boolean(net.sent.push(frame));
  const outbox = createOutbox({ storage: deviceStorage("r.s", raw), write, onChange: () => {}, random });
  return {
    net, raw, outbox,
    states: () => outbox.items().map(({ state }) => state),
    texts: () => net.sent.map((frame) => frame.with.text ?? frame.do),
    refs: () => outbox.items().map(({ ref }) => ref),
    say: (number, frame) => outbox.answer({ ref: net.sent[number].ref, ...frame }),
    cut() {
      net.online = false;
      outbox.disconnected();
    },
    back() {
      net.online = true;
      outbox.connected();
    },
  };
}
const CARD = { activity: "a", text: "ciao", lang: "it" };
const card = (text) => ({ ...CARD, text });
const BUSY = { no: "Wait a moment.", code: "busy", fields: {} };

test("a card is sending, then received with its number, until my own part shows it", async () => {
  const { net, outbox, states, say, refs } = begin();
  const answer = outbox.add("card.add", CARD);
  deepEqual([states(), net.sent], [["sending"], [{ do: "card.add", with: CARD, ref: refs()[0] }]]);
  say(0, { ok: 412, data: { card: "c" } });
  deepEqual(await answer, { ok: true, seq: 412, data: { card: "c" } });
  deepEqual(outbox.items().map(({ state, seq, answer: said }) => [state, seq, said]), [["received", 412, { card: "c" }]]);
  outbox.shown();
  deepEqual(outbox.items(), []);
});

test("a card written without network is saved, survives a reload and goes out under the same ref", () => {
  const first = begin({ online: false });
  first.outbox.add("card.add", CARD);
  deepEqual(first.outbox.items().map(({ state, stored }) => [state, stored]), [["saved", true]]);
  const second = begin({ raw: first.raw });
  second.outbox.connected();
  deepEqual(second.net.sent, [{ do: "card.add", with: CARD, ref: first.refs()[0] }]);
  second.say(0, { ok: 3 });
  equal(first.raw.values.size, 0);
});

test("an unanswered card is sent again after a cut, and on a silent line, with its old ref", () => {
  const { net, outbox, states, cut, back } = begin();
  outbox.add("card.add", CARD);
  cut();
  deepEqual(states(), ["saved"]);
  back();
  deepEqual([states(), net.sent[1]], [["sending"], net.sent[0]]);
  mock.timers.tick(12_000);
  deepEqual([net.sent.length, net.sent[2]], [3, net.sent[0]]);
});

test("an answer that comes twice counts once", async () => {
  const { outbox, states, say } = begin();
  const answer = outbox.add("card.add", CARD);
  say(0, { ok: 7, data: {} });
  say(0, { no: "Later.", code: "refused", fields: {} });
  outbox.answer({ ref: "of another page", ok: 9, data: {} });
  deepEqual([await answer, states()], [{ ok: true, seq: 7, data: {} }, ["received"]]);
});

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

test("a refused card keeps its text, also after a reload", async () => {
  const { raw, outbox, say } = begin();
  const answer = outbox.add("card.add", CARD);
  say(0, { no: "Troppo lungo.", code: "invalid", fields: { text: ["…"] } });
  deepEqual(await answer, { ok: false, reason: "Troppo lungo.", code: "invalid", fields: { text: ["…"] } });
  const later = begin({ raw });
  later.outbox.connected();
  deepEqual([later.net.sent, later.outbox.items()[0].data.text, later.outbox.items()[0].reason], [[], "ciao", "Troppo lungo."]);
  later.outbox.dismiss(later.refs()[0]);
  equal(raw.values.size, 0);
});

test("the same ref with other words is a conflict, and ends as a refusal", async () => {
  const { outbox, states, say } = begin();
  const answer = outbox.add("card.add", CARD);
  say(0, { no: "This was sent before with other words.", code: "conflict", fields: {} });
  deepEqual([(await answer).code, states()], ["conflict", ["refused"]]);
});

test("what is on its way cannot be thrown away", () => {
  const { outbox, states, refs } = begin({ online: false });
  outbox.add("card.add", CARD);
  outbox.dismiss(refs()[0]);
  deepEqual(states(), ["saved"]);
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

test("a page that another one of the same seat has been beside sends nothing of the other's twice", () => {
  const raw = fakeStorage();
  const one = begin({ raw, online: false }), two = begin({ raw, online: false });
  one.outbox.add("card.add", card("one"));
  two.outbox.add("card.add", card("two"));
  two.back();
  two.say(0, { ok: 1 });
  deepEqual([two.texts(), begin({ raw }).outbox.items().map(({ data }) => data.text)], [["two"], ["one"]]);
});

test("a phone that cannot keep things says so, and the open page remembers", () => {
  const raw = fakeStorage();
  raw.full = true;
  const { net, outbox, back } = begin({ online: false, raw });
  outbox.add("card.add", CARD);
  deepEqual(outbox.items().map(({ state, stored }) => [state, stored]), [["saved", false]]);
  back();
  equal(net.sent.length, 1);
});

test("halves of signs and NUL never go out", () => {
  const { net, outbox } = begin();
  outbox.add("card.add", card("ci\ud83dao\0 🙂"));
  equal(net.sent[0].with.text, "ciao 🙂");
});
