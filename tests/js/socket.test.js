// The connection: comes back, catches up, notices silence, knows when it is over.
import { deepEqual, equal } from "node:assert/strict";
import { mock, test } from "node:test";
import { connect } from "../../static/js/core/socket.js";
import { EMPTY, isBehind, reduce } from "../../static/js/core/store.js";
import { socketClass } from "./helpers/fake_socket.js";

const SNAPSHOT = { seq: 5, epoch: 1, now: 0, audience: "participant", tables: {}, mine: {}, live: {} };

function begin(extra = {}) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const Socket = socketClass();
  const states = [];
  let state = EMPTY;
  const connection = connect({
    url: "ws://hall/ws/room/r/", Socket, random: () => 1, page: {},
    position: () => ({ seq: state.seq, epoch: state.epoch }), behind: () => isBehind(state),
    onFrame: (frame) => { state = reduce(state, frame); },
    onState: ({ name, reason }) => states.push(reason ? `${name} ${reason}` : name), ...extra,
  });
  const online = () => {
    Socket.last.open();
    Socket.last.say({ snapshot: SNAPSHOT });
  };
  return { Socket, states, connection, online, state: () => state, end: () => { connection.close(); mock.timers.reset(); } };
}

test("the first message asks for everything, the second opening for what is missing", () => {
  const { Socket, online, end } = begin();
  online();
  deepEqual(Socket.last.sent, [{ since: null, epoch: null }]);
  Socket.last.drop();
  mock.timers.tick(500);
  Socket.last.open();
  deepEqual(Socket.last.sent, [{ since: 5, epoch: 1 }]);
  end();
});

test("waits double up to fifteen seconds, and the screen says offline after the second failure", () => {
  const { Socket, states, online, end } = begin();
  online();
  const waits = [];
  for (let i = 0; i < 7; i++) {
    Socket.last.drop();
    const before = Socket.all.length;
    let waited = 0;
    while (Socket.all.length === before) { mock.timers.tick(500); waited += 500; }
    waits.push(waited);
  }
  deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  deepEqual(states, ["connecting", "online", "connecting", "offline"]);
  end();
});

test("a hole is asked for once, and again after three seconds", () => {
  const { Socket, online, end } = begin();
  online();
  Socket.last.say({ seq: 8 });
  Socket.last.say({ seq: 9 });
  equal(Socket.last.sent.length, 2);
  deepEqual(Socket.last.sent[1], { since: 5, epoch: 1 });
  mock.timers.tick(3000);
  equal(Socket.last.sent.length, 3);
  for (const seq of [6, 7, 8, 9]) Socket.last.say({ seq });
  mock.timers.tick(9000);
  equal(Socket.last.sent.length, 3);
  end();
});

test("silence longer than two heartbeats counts as a lost connection", () => {
  const { Socket, states, online, end } = begin();
  online();
  mock.timers.tick(20_000);
  Socket.last.say({ live: {}, seq: 5, now: 1 });
  mock.timers.tick(24_000);
  equal(Socket.all.length, 1);
  mock.timers.tick(1_000);
  mock.timers.tick(500);
  equal(Socket.all.length, 2);
  deepEqual(states, ["connecting", "online", "connecting"]);
  end();
});

test("goodbye sets the wait", () => {
  const { Socket, online, end } = begin();
  online();
  Socket.last.say({ goodbye: 4200 });
  Socket.last.drop(1012);
  mock.timers.tick(4199);
  equal(Socket.all.length, 1);
  mock.timers.tick(1);
  equal(Socket.all.length, 2);
  end();
});

test("a removed seat and a missing room end for good", () => {
  for (const [code, word] of [[4003, "gone removed"], [4004, "gone missing"]]) {
    const { Socket, states, online, end } = begin();
    online();
    Socket.last.drop(code);
    mock.timers.tick(60_000);
    deepEqual([Socket.all.length, states.at(-1)], [1, word]);
    end();
  }
});

test("the server's clock is followed", () => {
  const { Socket, connection, online, end } = begin();
  online();
  Socket.last.say({ live: {}, seq: 5, now: 1_090_000 });
  equal(connection.now(), 1_090_000);
  mock.timers.tick(5_000);
  equal(connection.now(), 1_095_000);
  end();
});

test("nothing is written while the socket is shut", () => {
  const { connection, online, Socket, end } = begin();
  equal(connection.send({ do: "x" }), false);
  online();
  deepEqual([connection.send({ do: "x" }), Socket.last.sent.at(-1)], [true, { do: "x" }]);
  end();
});
