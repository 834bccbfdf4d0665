// The outbox: words wait on the phone and act once.
import { deepEqual, equal } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { fakeStorage } from "./helpers/fake_socket.js";
import { begin, CARD, card } from "./helpers/sender.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

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
