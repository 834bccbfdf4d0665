// The outbox: words wait and act once, votes never wait.
import { deepEqual, equal, match } from "node:assert/strict";
import { mock, test } from "node:test";
import { createOutbox } from "../../static/js/core/outbox.js";
import { deviceStorage } from "../../static/js/core/storage.js";
import { fakeStorage } from "./helpers/fake_socket.js";

function begin({ online = true, raw = fakeStorage() } = {}) {
  const net = { online, sent: [] };
  const write = (frame) => net.online && Boolean(net.sent.push(frame));
  const outbox = createOutbox({ storage: deviceStorage("r.s", raw), write, onChange: () => {} });
  return { net, raw, outbox, states: () => outbox.items().map(({ state }) => state) };
}
const CARD = { activity: "a", text: "ciao", lang: "it" };

test("a card is sending, then received with its number", async () => {
  const { net, outbox, states } = begin();
  const answer = outbox.add("card.add", CARD);
  deepEqual(states(), ["sending"]);
  deepEqual(net.sent, [{ do: "card.add", with: CARD, ref: outbox.items()[0].ref }]);
  outbox.answer({ ref: net.sent[0].ref, ok: 412, data: { card: "c" } });
  deepEqual(await answer, { ok: true, seq: 412, data: { card: "c" } });
  deepEqual(outbox.items().map(({ state, seq }) => [state, seq]), [["received", 412]]);
});

test("a card written without network is saved, survives a reload and goes out under the same ref", () => {
  const first = begin({ online: false });
  first.outbox.add("card.add", CARD);
  deepEqual(first.outbox.items().map(({ state, stored }) => [state, stored]), [["saved", true]]);
  const second = begin({ raw: first.raw });
  second.outbox.connected();
  deepEqual(second.net.sent, [{ do: "card.add", with: CARD, ref: first.outbox.items()[0].ref }]);
  second.outbox.answer({ ref: second.net.sent[0].ref, ok: 3 });
  equal(first.raw.values.size, 0);
});

test("an unanswered card is sent again after a cut with its old ref", () => {
  const { net, outbox, states } = begin();
  outbox.add("card.add", CARD);
  outbox.disconnected();
  deepEqual(states(), ["saved"]);
  outbox.connected();
  deepEqual([states(), net.sent[1]], [["sending"], net.sent[0]]);
});

test("a refused card keeps its text, also after a reload", async () => {
  const { net, raw, outbox } = begin();
  const answer = outbox.add("card.add", CARD);
  outbox.answer({ ref: net.sent[0].ref, no: "Troppo lungo.", code: "invalid", fields: { text: ["…"] } });
  deepEqual(await answer, { ok: false, reason: "Troppo lungo.", code: "invalid", fields: { text: ["…"] } });
  const later = begin({ raw });
  later.outbox.connected();
  deepEqual([later.net.sent, later.outbox.items()[0].data.text, later.outbox.items()[0].reason], [[], "ciao", "Troppo lungo."]);
  later.outbox.dismiss(later.outbox.items()[0].ref);
  equal(raw.values.size, 0);
});

test("a vote is not sent later: without network it is refused at once", async () => {
  const { net, outbox } = begin({ online: false });
  const answer = await outbox.add("ballot.cast", { poll: "p" });
  deepEqual([answer.ok, answer.code, net.sent, outbox.items()], [false, "offline", [], []]);
});

test("a vote whose receipt did not arrive is not repeated, and the screen says so", async () => {
  const { net, raw, outbox } = begin();
  const answer = outbox.add("ballot.cast", { poll: "p" });
  equal(raw.values.size, 0);
  outbox.disconnected();
  match((await answer).reason, /before your receipt arrived/);
  outbox.connected();
  equal(net.sent.length, 1);
});

test("a busy room is asked again with the same ref", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { net, outbox, states } = begin();
  outbox.add("card.add", CARD);
  outbox.answer({ ref: net.sent[0].ref, no: "busy", code: "busy" });
  mock.timers.tick(3000);
  deepEqual([net.sent.length, net.sent[1], states()], [2, net.sent[0], ["sending"]]);
  mock.timers.reset();
});

test("a step of the facilitator is given up after fifteen seconds", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { net, outbox } = begin();
  const answer = outbox.add("room.next", { room: "r" });
  outbox.disconnected();
  mock.timers.tick(15_000);
  equal((await answer).code, "offline");
  outbox.connected();
  equal(net.sent.length, 1);
  mock.timers.reset();
});

test("a phone that cannot keep things says so", () => {
  const raw = fakeStorage();
  raw.full = true;
  const { outbox } = begin({ online: false, raw });
  outbox.add("card.add", CARD);
  deepEqual(outbox.items().map(({ state, stored }) => [state, stored]), [["saved", false]]);
});
