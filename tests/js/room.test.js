// The room as screens see it: signals follow frames, commands are answered, a cut loses nothing.
import "./helpers/names.js";
import { deepEqual, equal } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { fakeStorage, socketClass } from "./helpers/fake_socket.js";

const { openRoom, roomUrl } = await import("../../static/js/core/room.js");
const SNAPSHOT = { seq: 1, epoch: 1, now: 5000, audience: "participant", tables: { cards: {} }, mine: {}, live: {} };
const CARD = { activity: "a", text: "ciao", lang: "it" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

function begin(storage = fakeStorage()) {
  const Socket = socketClass();
  const room = openRoom({ url: "ws://hall/", snapshot: SNAPSHOT, seat: "r.s", Socket, storage });
  const letIn = () => {
    Socket.last.open();
    Socket.last.say({ live: {}, seq: room.state.value.seq, now: 6000 });
  };
  const said = (what) => Socket.last.sent.filter((frame) => what in frame);
  return { Socket, room, storage, letIn, said, items: () => room.outbox.value.map(({ state }) => state) };
}

test("the address of a room", () => {
  const place = { protocol: "http:", host: "10.0.0.2:8000" };
  deepEqual([roomUrl("r1", {}, place), roomUrl("r1", { seat: "s1" }, place), roomUrl("r1", { as: "screen" }, { protocol: "https:", host: "x.it" })],
    ["ws://10.0.0.2:8000/ws/room/r1/", "ws://10.0.0.2:8000/ws/room/r1/?seat=s1", "wss://x.it/ws/room/r1/?as=screen"]);
});

test("the inlined snapshot is there before the network, and only what is missing is asked for", () => {
  const { Socket, room } = begin();
  deepEqual([room.state.value.seq, room.connection.value, room.now()], [1, { name: "connecting", reason: null }, 5000]);
  Socket.last.open();
  deepEqual(Socket.last.sent, [{ since: 1, epoch: 1 }]);
  room.close();
});

test("a card survives a cut network, acts once, is received, and then stands in my own part", async () => {
  const { Socket, room, letIn, said, items } = begin();
  const answer = room.send("card.add", CARD);
  deepEqual(items(), ["saved"]);
  letIn();
  const [sent] = said("do");
  Socket.last.drop();
  deepEqual([items(), room.connection.value.name], [["saved"], "connecting"]);
  mock.timers.tick(500);
  letIn();
  Socket.last.say({ seq: 2, event: "card.added", set: { cards: { c: { id: "c" } } } });
  deepEqual(said("do"), [sent]);
  Socket.last.say({ ref: sent.ref, ok: 2, data: { card: "c" } });
  deepEqual([await answer, items()], [{ ok: true, seq: 2, data: { card: "c" } }, ["received"]]);
  Socket.last.say({ mine: { cards: [{ id: "c" }] } });
  deepEqual([room.tables.value.cards, room.mine.value, items()], [{ c: { id: "c" } }, { cards: [{ id: "c" }] }, []]);
  room.close();
});

test("a card waits through a reload of the page", () => {
  const first = begin();
  first.room.send("card.add", CARD);
  const { ref } = first.room.outbox.value[0];
  first.room.close();
  const second = begin(first.storage);
  deepEqual(second.items(), ["saved"]);
  second.letIn();
  deepEqual(second.said("do"), [{ do: "card.add", with: CARD, ref }]);
  second.room.close();
});

test("nothing is sent before this phone is let in", () => {
  const { Socket, room, said } = begin();
  room.send("card.add", CARD);
  room.writing("a");
  Socket.last.open();
  deepEqual([said("do"), said("doing")], [[], []]);
  room.close();
});

test("writing is told while it lasts, and told anew after a cut", () => {
  const { Socket, room, letIn, said } = begin();
  letIn();
  room.writing("a");
  room.writing("a");
  deepEqual(said("doing"), [{ doing: { writing: "a" } }]);
  Socket.last.drop();
  mock.timers.tick(500);
  letIn();
  room.writing("a");
  room.writing(null);
  deepEqual(said("doing"), [{ doing: { writing: "a" } }, { doing: {} }]);
  room.close();
});

test("a live frame does not touch the tables", () => {
  const { Socket, room, letIn } = begin();
  letIn();
  const before = room.tables.value;
  Socket.last.say({ live: { online: 9, here: { resident: 9 } }, seq: 1, now: 6000 });
  equal(room.tables.value, before);
  deepEqual(room.live.value, { online: 9, here: { resident: 9 } });
  room.close();
});

test("drafts stay on the device and are forgotten when empty", () => {
  const { room, storage } = begin();
  equal(room.draft("card.a", "mezza frase"), true);
  equal(room.draft("card.a"), "mezza frase");
  room.draft("card.a", "");
  deepEqual([room.draft("card.a"), storage.values.size], ["", 0]);
  storage.full = true;
  equal(room.draft("card.a", "x"), false);
  room.close();
});
