// The opinion map of a room: fetched again when there are new answers, never more often than every few seconds.

const PAUSE = 4_000; // ms between two looks
const SPREAD = 2_000; // so that a hall of phones does not look all at once

/** Calls `onMap(map)` now and whenever `look()` was called since the last time. Returns `{look, stop}`. */
export function watchMap(url, onMap, { get = fetch, later = setTimeout, chance = Math.random } = {}) {
  let wanted = true;
  let waiting = null;
  let stopped = false;

  async function turn() {
    waiting = null;
    if (!wanted || stopped) return;
    wanted = false;
    const answer = await get(url).catch(() => null);
    if (answer?.ok && !stopped) onMap(await answer.json());
    if (!stopped) waiting = later(turn, PAUSE + chance() * SPREAD);
  }
  const look = () => {
    wanted = true;
    if (waiting === null && !stopped) waiting = later(turn, chance() * SPREAD);
  };
  turn();
  return { look, stop: () => { stopped = true; clearTimeout(waiting); } };
}

/** A number for each card and seat that everybody has in another order: what is asked first is not always answered most. */
export function orderFor(seat, ids) {
  return [...ids].sort((a, b) => mixed(seat + a) - mixed(seat + b) || (a < b ? -1 : 1));
}

function mixed(text) {
  let sum = 2166136261;
  for (const sign of text) sum = Math.imul(sum ^ sign.codePointAt(0), 16777619) >>> 0;
  return sum;
}
