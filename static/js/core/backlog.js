// Frames that wait for a snapshot which is still being fetched: pure, in order, bounded.

export const LIMIT = 500;

export const NOTHING = Object.freeze({ frames: [], rest: null });

/**
 * (backlog, frame) → backlog. Answers are always kept. Above the limit everything else leaves only its mark: the highest number
 * (the hole is asked for later), the latest live values, the latest own part.
 */
export function kept({ frames, rest }, frame) {
  if (frames.length < LIMIT || frame.ref) return { frames: [...frames, frame], rest };
  return { frames, rest: marked(rest || {}, frame) };
}

/** The frames to reduce once the snapshot is there, in order. */
export const released = ({ frames, rest }) => (rest ? [...frames, rest] : frames);

function marked(rest, { seq, ask, live, mine }) {
  const next = { ...rest, ask: Math.max(rest.ask ?? 0, seq ?? 0, ask ?? 0) };
  if (live) next.live = { ...rest.live, ...live };
  if (mine) next.mine = mine;
  return next;
}
