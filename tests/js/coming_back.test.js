// Coming back: what the server wished, what its close codes ask for, what the browser tells of the network.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { fakePage, hall } from "./helpers/hall.js";

test("goodbye sets the wait, and nothing shortens it", () => {
  const page = fakePage();
  const { Socket, states, tick, online, connection, end } = hall({ page });
  online();
  Socket.last.say({ goodbye: 4200 });
  Socket.last.drop(1012);
  page.tell("online");
  connection.check();
  tick(4199);
  equal(Socket.all.length, 1);
  tick(1);
  equal(Socket.all.length, 2);
  online();
  deepEqual(states, ["connecting", "online", "connecting restart", "online"]);
  end();
});

test("a removed seat and a missing room end for good", () => {
  for (const [code, word] of [[4003, "gone removed"], [4004, "gone missing"]]) {
    const { Socket, states, tick, online, connection, end } = hall();
    online();
    Socket.last.drop(code);
    connection.check();
    tick(60_000);
    deepEqual([Socket.all.length, states.at(-1)], [1, word]);
    end();
  }
});

test("cut as too slow, it comes back at once; cut again soon, with jitter", () => {
  const { Socket, states, online, waited, end } = hall();
  online();
  const cut = () => {
    Socket.last.drop(4008);
    const ms = waited();
    online();
    return ms;
  };
  deepEqual([cut() <= 50, cut()], [true, 500]);
  deepEqual(states, ["connecting", "online", "connecting slow", "online", "connecting slow", "online"]);
  end();
});

test("after a flood it rests, though the network comes back meanwhile", () => {
  const page = fakePage();
  const { Socket, states, tick, online, end } = hall({ page, random: () => 0 });
  online();
  Socket.last.drop(4009);
  page.tell("online");
  tick(4_999);
  deepEqual([Socket.all.length, states.at(-1)], [1, "connecting flood"]);
  tick(1);
  equal(Socket.all.length, 2);
  end();
});

test("the network's own words are heard: cut at once, back within half a second", () => {
  const page = fakePage();
  const { Socket, states, tick, online, end } = hall({ page });
  online();
  page.tell("offline");
  deepEqual([states.at(-1), Socket.all[0].readyState], ["offline network", 3]);
  tick(3_000);
  Socket.last.drop();
  page.tell("online");
  const before = Socket.all.length;
  tick(500);
  equal(Socket.all.length, before + 1);
  online();
  equal(states.at(-1), "online");
  end();
});

test("a phone taken out of a pocket looks whether it is still heard", () => {
  const page = fakePage();
  const { Socket, online, tick, end } = hall({ page });
  online();
  page.document.visibilityState = "hidden";
  page.tell("visibilitychange");
  page.document.visibilityState = "visible";
  page.tell("visibilitychange");
  tick(0);
  equal(Socket.all.length, 1);
  Socket.last.readyState = 3; // closed while asleep, and nobody was told
  page.tell("visibilitychange");
  tick(0);
  equal(Socket.all.length, 2);
  end();
});
