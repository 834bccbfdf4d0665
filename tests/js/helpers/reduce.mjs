// Reads [{before, frames, after}] from standard input, reduces with the room's real store, says "same" or what differs.
import { readFileSync } from "node:fs";
import { deepStrictEqual } from "node:assert";
import { EMPTY, reduce } from "../../../static/js/core/store.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
for (const { before, frames, after } of cases) {
  let state = reduce(EMPTY, { snapshot: { ...before, now: 0, mine: {}, live: {} } });
  for (const frame of frames) state = reduce(state, frame);
  deepStrictEqual(state.tables, after);
}
console.log("same");
