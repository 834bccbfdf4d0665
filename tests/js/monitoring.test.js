// Measuring offline: a sheet is kept before it is sent, counts once, and what was refused stays with its reason.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { deviceStorage } from "../../static/js/core/storage.js";
import { sheetOf } from "../../static/js/monitoring/answers.js";
import { createQueue } from "../../static/js/monitoring/queue.js";
import { createPost, tokenOf } from "../../static/js/monitoring/sending.js";
import { fakeStorage } from "./helpers/fake_socket.js";

const SHEET = { once: "a1", round: "r", site: "s", values: [{ code: "ACC1", value: "1" }] };
const OK = { ok: true };
const OFF = { ok: false, reason: "", later: true };
const NO = { ok: false, reason: "This round is closed.", later: false };

/** A queue whose server gives these answers in turn; `seen` tells what was sent. */
function begin({ answers = [], raw = fakeStorage() } = {}) {
  const seen = [];
  const got = [];
  const post = async (data) => {
    seen.push(data.once);
    return answers.length > 1 ? answers.shift() : answers[0];
  };
  const queue = createQueue({ storage: deviceStorage("sheets.r.s", raw), post, onChange: () => {}, onReceived: ({ once }) => got.push(once) });
  const lying = () => JSON.parse(raw.values.get("tessera.sheets.r.s.sheets") ?? "[]").map(({ once, state }) => [once, state]);
  return { queue, seen, got, raw, lying, answers };
}

test("without a network a sheet is kept, survives a reload and goes out under the same id", async () => {
  const first = begin({ answers: [OFF] });
  await first.queue.add(SHEET);
  deepEqual([first.lying(), first.got], [[["a1", "kept"]], []]);
  const second = begin({ answers: [OK], raw: first.raw });
  await second.queue.flush();
  deepEqual([second.seen, second.got, second.lying()], [["a1"], ["a1"], []]);
});

test("sheets go out in their order, and one that has to wait holds up those behind it", async () => {
  const { queue, seen, lying, answers } = begin({ answers: [OFF] });
  await queue.add(SHEET);
  await queue.add({ ...SHEET, once: "a2" });
  deepEqual([seen, lying()], [["a1", "a1"], [["a1", "kept"], ["a2", "kept"]]]);
  answers.splice(0, 1, OK);
  await queue.flush();
  deepEqual([seen.slice(2), lying()], [["a1", "a2"], []]);
});

test("what was refused stays with its reason until somebody removes it, and holds up nothing", async () => {
  const { queue, seen, lying, answers } = begin({ answers: [NO, OK] });
  await queue.add(SHEET);
  deepEqual([lying(), queue.items()[0].reason], [[["a1", "refused"]], "This round is closed."]);
  answers.splice(0, answers.length, OK);
  await queue.add({ ...SHEET, once: "a2" });
  deepEqual([seen, lying()], [["a1", "a2"], [["a1", "refused"]]]);
  queue.remove("a1");
  deepEqual(lying(), []);
});

test("two looks at once send one sheet once", async () => {
  const { queue, seen } = begin({ answers: [OK] });
  await Promise.all([queue.add(SHEET), queue.flush(), queue.flush()]);
  deepEqual(seen, ["a1"]);
});

test("foreign rubbish on the shelf is no reason not to measure", () => {
  const raw = fakeStorage();
  raw.setItem("tessera.sheets.r.s.sheets", '{"no": 1}');
  deepEqual(begin({ raw, answers: [OK] }).queue.items(), []);
});

test("a refusal of ours is told from a server that has no time, and from no network", async () => {
  const says = (status, body) => async () => ({ ok: status < 300, status, json: async () => body });
  const post = (fetch) => createPost({ seat: "s", token: () => "t", fetch })(SHEET);
  deepEqual(await post(says(200, { ok: 1 })), OK);
  deepEqual(await post(says(422, { no: "Answer every item.", code: "invalid" })), { ok: false, reason: "Answer every item.", later: false });
  deepEqual(await post(says(503, { no: "Busy.", code: "busy" })), { ok: false, reason: "Busy.", later: true });
  deepEqual(await post(says(403, { detail: "CSRF Failed" })), { ok: false, reason: "again", later: true });
  deepEqual(await post(async () => { throw new TypeError("offline"); }), OFF);
});

test("what is sent: the id twice, the seat, the newest token, and the hour of the look", async () => {
  let asked;
  const fetch = async (address, options) => {
    asked = [address, options.headers];
    return { ok: true };
  };
  await createPost({ seat: "s1", token: () => "t1", fetch })(SHEET);
  deepEqual(asked, ["/api/do/observation.record", { "Content-Type": "application/json", "Idempotency-Key": "a1", "X-CSRFToken": "t1", "X-Seat": "s1" }]);
  equal(tokenOf(null, () => "a=b; csrftoken=xyz; c=d"), "xyz");
  const sheet = sheetOf({ once: "a1", site: "s", remark: " ", values: { ACC1: "none" } }, { round: "r", lang: "it", now: new Date(0) });
  deepEqual([sheet.observed_at, sheet.remark, sheet.values], ["1970-01-01T00:00:00.000Z", "", [{ code: "ACC1", value: "none" }]]);
});
