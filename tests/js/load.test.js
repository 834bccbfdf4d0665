// A large snapshot by HTTP: only from here, through the browser's cache, called off when it is not wanted any more.
import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { mock, test } from "node:test";
import { loadSnapshot, ownPath } from "../../static/js/core/load.js";

const place = { origin: "https://hall.example" };
const PATH = "/api/room/r1?seat=s1";
const SNAPSHOT = { seq: 900, epoch: 1, tables: { cards: {} } };
const asked = [];
const answering = (answer) => ({ place, fetch: async (...what) => { asked.push(what); return answer; } });

test("only addresses of this site are asked", () => {
  equal(ownPath(PATH, place), PATH);
  for (const address of ["https://else.example/x", "//else.example/x", "/\\else.example/x", "javascript:1", "api/room"]) throws(() => ownPath(address, place));
});

test("it is asked with the same cookies, and the browser's own copy is asked after", async () => {
  deepEqual(await loadSnapshot(PATH, null, answering({ ok: true, json: async () => SNAPSHOT })), SNAPSHOT);
  const [path, { credentials, cache, redirect }] = asked.at(-1);
  deepEqual([path, credentials, cache, redirect], [PATH, "same-origin", "no-cache", "error"]);
});

test("a refusal and anything else than a snapshot are failures", async () => {
  await rejects(loadSnapshot(PATH, null, answering({ ok: false, status: 503 })), /503/);
  for (const odd of [null, [], "x", { seq: "9", tables: {} }, { seq: 1 }, { seq: 1, tables: null }])
    await rejects(loadSnapshot(PATH, null, answering({ ok: true, json: async () => odd })));
  await rejects(loadSnapshot("//else.example/", null, answering({ ok: true, json: async () => SNAPSHOT })));
});

test("it is called off from outside, and by itself after half a minute", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const hanging = { place, fetch: (path, { signal }) => new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("off")))) };
  const wish = new AbortController();
  const first = loadSnapshot(PATH, wish.signal, hanging);
  wish.abort();
  await rejects(first, /off/);
  const second = loadSnapshot(PATH, null, hanging);
  mock.timers.tick(30_000);
  await rejects(second, /off/);
  mock.timers.reset();
});
