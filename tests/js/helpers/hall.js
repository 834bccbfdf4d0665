// A connection with its real store and a made clock; the test plays server, network and HTTP.
import { mock } from "node:test";
import { connect } from "../../../static/js/core/socket.js";
import { EMPTY, isBehind, reduce } from "../../../static/js/core/store.js";
import { socketClass } from "./fake_socket.js";

export const START = 1_000_000; // ms

export const snapshot = (seq = 5, more = {}) => ({ seq, epoch: 1, now: START, audience: "participant", tables: { cards: {} }, mine: {}, live: {}, ...more });
export const event = (seq) => ({ seq, event: "card.added", set: { cards: { [`c${seq}`]: { id: `c${seq}` } } } });

/**
 * `states` what was shown, `frames` what reached the store, `loads` the fetches that are open (`{address, signal, give(snapshot), fail()}`);
 * `online()` opens the line and lets it in, `tick(ms)`, `end()`. `random` gives 1 unless said otherwise.
 */
export function hall({ page = {}, random = () => 1 } = {}) {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: START });
  const Socket = socketClass();
  const states = [], frames = [], loads = [];
  let state = EMPTY;
  const connection = connect({
    url: "ws://hall/ws/room/r/", Socket, random, page,
    position: () => ({ seq: state.seq, epoch: state.epoch }), behind: () => isBehind(state),
    load: (address, signal) => new Promise((give, fail) => loads.push({ address, signal, give, fail: () => fail(new Error("no")) })),
    onFrame(frame) {
      frames.push(frame);
      state = reduce(state, frame);
    },
    onState: ({ name, reason }) => states.push(reason ? `${name} ${reason}` : name),
  });
  // In small steps: a timer that a timer starts runs in its own time.
  const tick = (ms) => {
    for (let left = ms; left > 0; left -= 50) mock.timers.tick(Math.min(50, left));
    mock.timers.tick(0);
  };
  return {
    Socket, states, frames, loads, connection, tick,
    state: () => state,
    asked: () => Socket.last.sent.filter((frame) => "since" in frame),
    online() {
      Socket.last.open();
      Socket.last.say(state.seq === null ? { snapshot: snapshot() } : { live: {}, seq: state.seq, now: Date.now() });
    },
    /** ms until the next attempt, at most a minute. */
    waited() {
      const before = Socket.all.length;
      for (let ms = 0; ms <= 60_000; ms += 50) {
        if (Socket.all.length > before) return ms;
        tick(50);
      }
      return Infinity;
    },
    end() {
      connection.close();
      mock.timers.reset();
    },
  };
}

/** A page that can be told what browsers tell: `tell("online")`, `sees(true)`. */
export function fakePage() {
  const listeners = {};
  const target = { addEventListener: (name, run) => { listeners[name] = run; }, removeEventListener: (name) => { delete listeners[name]; } };
  return {
    ...target, listeners,
    navigator: { onLine: true },
    document: { ...target, visibilityState: "visible" },
    tell(name) {
      if (name !== "visibilitychange") this.navigator.onLine = name === "online";
      listeners[name]();
    },
  };
}

/** Lets promises that are settled run on. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
