// How long to wait before trying again: a hall of phones must never come back in step.

const FIRST = 500; // ms; doubles with each failed attempt
const LONGEST = 15_000;
const TOO_SLOW = 4008;
const FLOOD = 4009;
const FLOOD_REST = 5_000;
const FLOOD_SPREAD = 10_000;
const HASTY = 10_000; // cut as too slow twice within this: then it waits like everybody else
const GONE = { 4003: "removed", 4004: "missing" };

/** Full jitter: ms between 0 and `first`·2^tries, never above `longest`. */
export const fullJitter = (tries, { first = FIRST, longest = LONGEST, random = Math.random } = {}) => random() * Math.min(longest, first * 2 ** tries);

/**
 * What a close code asks for: `{gone: "removed" | "missing"}`, or `{wait (ms), reason, firm, failed}`. `failed` are the attempts in a row
 * that came to nothing, `goodbye` the delay the server gave (0: none), `since4008` ms since the last cut as too slow. `firm`: nothing shortens the wait.
 * `reason` for the reader: `restart`, `slow`, `flood` or null.
 */
export function afterClose(code, { failed, goodbye = 0, since4008 = Infinity, random = Math.random }) {
  if (GONE[code]) return { gone: GONE[code] };
  if (goodbye) return { wait: goodbye, reason: "restart", firm: true, failed };
  if (code === FLOOD) return { wait: FLOOD_REST + random() * FLOOD_SPREAD, reason: "flood", firm: true, failed: failed + 1 };
  if (code === TOO_SLOW && since4008 > HASTY) return { wait: 0, reason: "slow", firm: false, failed };
  const reason = code === TOO_SLOW ? "slow" : code === 1012 ? "restart" : null;
  return { wait: fullJitter(failed, { random }), reason, firm: false, failed: failed + 1 };
}
