// The room as screens see it: signals follow frames, commands are answered, a cut loses nothing.
import "./helpers/names.js";
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { fakeStorage, socketClass } from "./helpers/fake_socket.js";

const { openRoom, roomUrl } = await import("../../static/js/core/room.js");
const SNAPSHOT = { seq: 1, epoch: 1, now: 5000, audience: "participant", tables: { cards: {} }, mine: {}, live: {} };

function begin() {
  const Socket = socketClass();
  const room = openRoom({ url: "ws://hall/", snapshot: SNAPSHOT, seat: "r.s", Socket, storage: fakeStorage() });
  return { Socket, room };
}

test("the address of a room", () => {
  const place = { protocol: "http:", host: "10.0.0.2:8000" };
  deepEqual([roomUrl("r1", {}, place), roomUrl("r1", { seat: "s1" }, place), roomUrl("r1", { as: "screen" }, { protocol: "https:", host: "x.it" })],
    ["ws://10.0.0.2:8000/ws/room/r1/", "ws://10.0.0.2:8000/ws/room/r1/?seat=s1", "wss://x.it/ws/room/r1/?as=screen"]);
});

test("the inlined snapshot is there before the network, and only what is missing is asked for", () => {
  const { Socket, room } = begin();
  deepEqual([room.state.value.seq, room.connection.value.name], [1, "connecting"]);
  Socket.last.open();
  deepEqual(Socket.last.sent, [{ since: 1, epoch: 1 }]);
  room.close();
});

test("a card survives a cut network, acts once and is received", async () => {
  const { Socket, room } = begin();
  const answer = room.send("card.add", { activity: "a", text: "ciao", lang: "it" });
  deepEqual(room.outbox.value.map(({ state }) => state), ["saved"]);
  Socket.last.open();
  Socket.last.say({ live: {}, seq: 1, now: 6000 });
  const { ref } = Socket.last.sent[1];
  Socket.last.drop();
  await new Promise((resolve) => setTimeout(resolve, 600));
  Socket.last.open();
  Socket.last.say({ seq: 2, event: "card.added", set: { cards: { c: { id: "c" } } } });
  deepEqual(Socket.last.sent[1], { do: "card.add", with: { activity: "a", text: "ciao", lang: "it" }, ref });
  Socket.last.say({ ref, ok: 2, data: { card: "c" }, mine: { cards: [{ id: "c" }] } });
  deepEqual(await answer, { ok: true, seq: 2, data: { card: "c" } });
  deepEqual([room.tables.value.cards, room.mine.value], [{ c: { id: "c" } }, { cards: [{ id: "c" }] }]);
  room.close();
});

test("a live frame does not touch the tables", () => {
  const { Socket, room } = begin();
  Socket.last.open();
  const before = room.tables.value;
  Socket.last.say({ live: { online: 9 }, seq: 1, now: 6000 });
  equal(room.tables.value, before);
  deepEqual(room.live.value, { online: 9 });
  room.close();
});

test("drafts stay on the device and are forgotten when empty", () => {
  const { room } = begin();
  room.draft("card.a", "mezza frase");
  equal(room.draft("card.a"), "mezza frase");
  room.draft("card.a", "");
  equal(room.draft("card.a"), "");
  room.close();
});
