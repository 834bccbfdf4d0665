// Waiting before trying again: bounds of the jitter, and what each close code asks for.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { afterClose, fullJitter } from "../../static/js/core/backoff.js";

const first = () => 0;
const half = () => 0.5;
const last = () => 1;
const waits = (code, more = {}) => [first, half, last].map((random) => afterClose(code, { failed: 0, random, ...more }).wait);

test("the jitter lies anywhere between nothing and a bound that doubles up to fifteen seconds", () => {
  deepEqual([0, 1, 2, 3, 4, 5, 6, 2000].map((tries) => fullJitter(tries, { random: last })), [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  deepEqual([0, 5, 2000].map((tries) => fullJitter(tries, { random: first })), [0, 0, 0]);
  equal(fullJitter(3, { first: 1000, longest: 30_000, random: half }), 4000);
});

test("a hall of phones does not come back in step", () => {
  const all = Array.from({ length: 300 }, () => afterClose(1006, { failed: 3 }).wait);
  deepEqual([all.every((wait) => wait >= 0 && wait <= 4000), new Set(all).size > 250], [true, true]);
  const average = all.reduce((sum, wait) => sum + wait, 0) / all.length;
  equal(average > 1500 && average < 2500, true);
});

test("a line that broke, a restart and a question that came too late are tried again with jitter", () => {
  for (const code of [1006, 1001, 1009, 1011, 1012, 4002]) deepEqual([code, ...waits(code)], [code, 0, 250, 500]);
  deepEqual(afterClose(1012, { failed: 2, random: last }), { wait: 2000, reason: "restart", firm: false, failed: 3 });
  deepEqual(afterClose(4002, { failed: 2, random: last }), { wait: 2000, reason: null, firm: false, failed: 3 });
});

test("the server's goodbye is obeyed to the millisecond, whatever the code", () => {
  for (const code of [1012, 1006]) deepEqual(waits(code, { goodbye: 1234 }), [1234, 1234, 1234]);
  deepEqual(afterClose(1012, { failed: 1, goodbye: 9 }), { wait: 9, reason: "restart", firm: true, failed: 1 });
});

test("no longer allowed and nothing here are for good, also after a goodbye", () => {
  deepEqual([4003, 4004].map((code) => afterClose(code, { failed: 0, goodbye: 5 })), [{ gone: "removed" }, { gone: "missing" }]);
});

test("too slow comes back at once, and with jitter when it happens again soon", () => {
  deepEqual(afterClose(4008, { failed: 0, random: last }), { wait: 0, reason: "slow", firm: false, failed: 0 });
  deepEqual(afterClose(4008, { failed: 0, since4008: 10_000, random: last }), { wait: 500, reason: "slow", firm: false, failed: 1 });
  equal(afterClose(4008, { failed: 0, since4008: 10_001, random: last }).wait, 0);
});

test("a flood rests five to fifteen seconds", () => {
  deepEqual(waits(4009), [5000, 10_000, 15_000]);
  equal(afterClose(4009, { failed: 0 }).firm, true);
});
