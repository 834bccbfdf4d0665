// What a room looks like after each frame from the server: pure, no page, no clock. Nothing is ever counted up, only assigned.

/** The state before anything arrived. `seen` is the highest number heard of; above `seq` it means that something is missing. */
export const EMPTY = Object.freeze({ seq: null, seen: null, epoch: null, audience: null, tables: {}, mine: {}, live: {} });

/**
 * (state, frame) → state. Frames that change nothing return the very same object. Understands
 * `{snapshot}`, `{seq, event, set}`, `{live, seq}`, `{ask}` (the server's number), `{mine}` and the `mine` of an answer; other keys are
 * left alone, `{fetch}` whole: its snapshot comes by another way.
 */
export function reduce(state, frame) {
  if (frame.snapshot) return fromSnapshot(frame.snapshot);
  if (frame.fetch !== undefined) return state;
  let next = state;
  if (Number.isInteger(frame.ask)) next = heard(next, frame.ask);
  if (frame.live) next = withLive(next, frame);
  else if (Number.isInteger(frame.seq)) next = withEvent(next, frame);
  if (frame.mine) next = { ...next, mine: frame.mine };
  return next;
}

/** Is an event known to be missing? Then the client asks with `{since: state.seq, epoch: state.epoch}`. */
export const isBehind = (state) => state.seq !== null && state.seen > state.seq;

function fromSnapshot({ seq, epoch, audience, tables, mine, live }) {
  return { seq, seen: seq, epoch, audience, tables: tables || {}, mine: mine || {}, live: live || {} };
}

function withEvent(state, { seq, set }) {
  if (state.seq === null) return state;
  if (seq <= state.seq) return state;
  if (seq > state.seq + 1) return heard(state, seq);
  return { ...state, seq, seen: Math.max(state.seen, seq), tables: set ? assign(state.tables, set) : state.tables };
}

function withLive(state, { live, seq }) {
  const next = { ...state, live: { ...state.live, ...live } };
  return Number.isInteger(seq) ? heard(next, seq) : next;
}

function heard(state, seq) {
  if (state.seq === null || seq <= state.seen) return state;
  return { ...state, seen: seq };
}

// Rows keep their identity when they did not change, so that screens redraw only what did.
function assign(tables, set) {
  const result = { ...tables };
  for (const [name, rows] of Object.entries(set)) {
    const table = { ...result[name] };
    for (const [id, row] of Object.entries(rows)) {
      if (row === null) delete table[id];
      else table[id] = row;
    }
    result[name] = table;
  }
  return result;
}
