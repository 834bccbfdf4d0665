// The connection: asks, answers, waits longer and longer, notices silence, follows the server's clock.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { fakePage, hall, settled, snapshot, START } from "./helpers/hall.js";

test("the first message asks for everything, the second opening for what is missing", () => {
  const { Socket, online, asked, waited, end } = hall();
  online();
  deepEqual(Socket.last.sent, [{ since: null, epoch: null }]);
  Socket.last.drop();
  waited();
  Socket.last.open();
  deepEqual(asked(), [{ since: 5, epoch: 1 }]);
  end();
});

test("waits double up to fifteen seconds, and the screen says offline after the second failure", () => {
  const { Socket, states, online, waited, end } = hall();
  online();
  const waits = [];
  for (let attempt = 0; attempt < 7; attempt++) {
    Socket.last.drop();
    waits.push(waited());
  }
  deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  deepEqual(states, ["connecting", "online", "connecting", "offline"]);
  end();
});

test("a line that breaks again and again makes the waits longer, one that held makes them short again", () => {
  const { Socket, tick, online, waited, end } = hall();
  const after = (held) => {
    online();
    tick(held);
    Socket.last.drop();
    return waited();
  };
  deepEqual([after(0), after(100), after(4_900), after(5_000), after(0)], [500, 1000, 2000, 500, 1000]);
  end();
});

test("who is not let in is not online", () => {
  const { Socket, states, tick, asked, end } = hall({ random: () => 0.5 });
  Socket.last.open();
  Socket.last.say({ ref: null, no: "That was very fast.", code: "busy", fields: {} });
  deepEqual([states, asked().length], [["connecting"], 1]);
  tick(1_500);
  equal(asked().length, 2);
  Socket.last.say({ snapshot: snapshot() });
  tick(10_000);
  deepEqual([states, asked().length], [["connecting", "online"], 2]);
  end();
});

test("a slow server is not asked twice", () => {
  const { Socket, tick, asked, end } = hall();
  Socket.last.open();
  tick(15_000);
  equal(asked().length, 1);
  end();
});

test("every question is answered with the number that has arrived", () => {
  const { Socket, online, end } = hall();
  Socket.last.open();
  Socket.last.say({ ask: 3, now: START });
  online();
  Socket.last.say({ seq: 6 });
  Socket.last.say({ ask: 6, now: START });
  deepEqual(Socket.last.sent.filter((frame) => "have" in frame), [{ have: 0 }, { have: 6 }]);
  end();
});

test("silence longer than two questions counts as a lost connection", () => {
  const { Socket, states, tick, online, end } = hall();
  online();
  tick(15_000);
  Socket.last.say({ ask: 5, now: 1 });
  tick(19_900);
  equal(Socket.all.length, 1);
  tick(600);
  deepEqual([Socket.all.length, Socket.all[0].readyState], [2, 3]);
  deepEqual(states, ["connecting", "online", "connecting"]);
  end();
});

test("an opening that nobody answers is tried again", () => {
  const { Socket, tick, end } = hall();
  tick(20_500);
  equal(Socket.all.length, 2);
  end();
});

test("the server's clock is followed", () => {
  const { Socket, connection, tick, online, end } = hall();
  online();
  Socket.last.say({ live: {}, seq: 5, now: START + 90_000 });
  equal(connection.now(), START + 90_000);
  tick(5_000);
  equal(connection.now(), START + 95_000);
  end();
});

test("nothing is written while the socket is shut, and a closed connection stays closed", async () => {
  const page = fakePage();
  const { connection, online, Socket, tick, end } = hall({ page });
  equal(connection.send({ do: "x" }), false);
  online();
  deepEqual([connection.send({ do: "x" }), Socket.last.sent.at(-1)], [true, { do: "x" }]);
  connection.close();
  tick(60_000);
  await settled();
  deepEqual([Socket.all.length, Socket.last.readyState, page.listeners], [1, 3, {}]);
  end();
});
