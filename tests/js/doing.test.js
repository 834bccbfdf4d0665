// What somebody does just now: told rarely, taken back, never what is written.
import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { createDoing } from "../../static/js/core/doing.js";

function begin() {
  const net = { online: true, sent: [], now: 0 };
  const doing = createDoing({ write: (frame) => net.online && Boolean(net.sent.push(frame)), now: () => net.now });
  return { net, doing, at: (now, activity) => { net.now = now; doing.writing(activity); } };
}
const WRITING = { doing: { writing: "a1" } };

test("at every key, the room hears it every four seconds", () => {
  const { net, at } = begin();
  for (let now = 0; now <= 8_000; now += 200) at(now, "a1");
  deepEqual(net.sent, [WRITING, WRITING, WRITING]);
});

test("who stops says so once", () => {
  const { net, at } = begin();
  at(0, "a1");
  at(10, null);
  at(20, null);
  deepEqual(net.sent, [WRITING, { doing: {} }]);
});

test("who has not begun says nothing", () => {
  const { net, at } = begin();
  at(0, null);
  deepEqual(net.sent, []);
});

test("another activity is told at once", () => {
  const { net, at } = begin();
  at(0, "a1");
  at(10, "a2");
  deepEqual(net.sent, [WRITING, { doing: { writing: "a2" } }]);
});

test("what could not be told is tried at the next key, and after a cut it is told anew", () => {
  const { net, doing, at } = begin();
  net.online = false;
  at(0, "a1");
  net.online = true;
  at(100, "a1");
  doing.forget();
  at(200, "a1");
  deepEqual(net.sent, [WRITING, WRITING]);
});
