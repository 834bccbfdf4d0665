// Reads [{before, frames, after}] (snapshots of one stream and audience) from standard input and reduces them with the room's real store:
// as they come; each twice; and with the first one lost, which must be noticed and healed by what is sent then. Says how many end the same.
import { readFileSync } from "node:fs";
import { deepStrictEqual } from "node:assert";
import { EMPTY, isBehind, reduce } from "../../../static/js/core/store.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
for (const { before, frames, after } of cases) {
  const start = reduce(EMPTY, { snapshot: { ...before, now: 0, mine: {}, live: {} } });
  const end = { tables: after.tables, seq: after.seq, behind: false };
  const through = (from, some) => some.reduce(reduce, from);
  const picture = (state) => ({ tables: state.tables, seq: state.seq, behind: isBehind(state) });
  deepStrictEqual(picture(through(start, frames)), end);
  deepStrictEqual(picture(through(start, frames.flatMap((frame) => [frame, frame]))), end);
  if (frames.length < 2) continue;
  const hole = through(start, frames.slice(1));
  deepStrictEqual(picture(hole), { tables: start.tables, seq: start.seq, behind: true });
  deepStrictEqual(picture(through(hole, frames)), end);
}
console.log(`${cases.length} the same`);
