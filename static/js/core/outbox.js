// What a person sent and the room has not yet confirmed: kept on the phone under its ref, sent again until it is answered, in its order.
import { fullJitter } from "./backoff.js";
import { createShelf, isKept, isSentOnce, sound } from "./kept.js";
import { newRef } from "./random.js";
import { gettext } from "./words.js";

const GIVE_UP = 15_000; // ms that a command which is not kept waits for its answer
const UNANSWERED = 12_000; // a kept one that hears nothing on an open line is sent again
const BUSY = { first: 1_000, longest: 30_000 };
const HOLDS = 4; // tried so often, a command no longer holds up those behind it

/**
 * `storage` from deviceStorage, `write(object)` → was it written to the socket, `onChange(items)` after every change.
 * An item: `{ref, name, data, state, stored, busy, seq, answer, reason, code, fields}` with state `sending | saved | received | refused`
 * (saved: waits on this phone; `stored` false: only this open page remembers it; `busy`: the room asked to wait, it is tried again;
 * received: until `shown()`). Returns `{add, answer, shown, connected, disconnected, dismiss, items}`.
 */
export function createOutbox({ storage, write, onChange, random = Math.random }) {
  const shelf = createShelf(storage);
  let items = shelf.read();
  const waiting = new Map(); // ref → {resolve, timer}: who waits for the answer
  const tries = new Map(); // ref → {count, timer}: how it goes on this line; without timer it may be sent

  function change(next) {
    const stored = shelf.write(next);
    items = next.map((item) => (item.stored === stored ? item : { ...item, stored }));
    onChange(items);
  }

  const find = (ref) => items.find((each) => each.ref === ref && (each.state === "sending" || each.state === "saved"));
  const mend = (ref, values) => change(items.map((item) => (item.ref === ref ? { ...item, ...values } : item)));
  const open = (keep) => items.filter((item) => find(item.ref) && keep(item));
  const frame = ({ ref, name, data }) => ({ do: name, with: data, ref });

  /** Sends a command; the promise gives `{ok: true, seq, data}` or `{ok: false, reason, code, fields}` and never throws. */
  function add(name, data) {
    const item = { ref: newRef(), name, data: sound(data), state: "saved", stored: true };
    const keep = isKept(item);
    if (!keep && !write(frame(item))) return Promise.resolve(unsent());
    const answer = new Promise((resolve) => {
      const timer = keep ? null : setTimeout(() => settle(item.ref, unanswered(name)), GIVE_UP);
      waiting.set(item.ref, { resolve, timer });
    });
    change([...items, keep ? item : { ...item, state: "sending" }]);
    pump();
    return answer;
  }

  // A person's own words go out one by one: a later one must not overtake one that the room was too busy to take.
  function pump() {
    for (const item of open(isKept)) {
      const { count = 0, timer = null } = tries.get(item.ref) || {};
      if (!timer && !send(item, count)) return;
      if (count < HOLDS) return;
    }
  }

  function send(item, count) {
    if (!write(frame(item))) return false;
    again(item.ref, count + 1, UNANSWERED);
    if (item.state !== "sending") mend(item.ref, { state: "sending" });
    return true;
  }

  function again(ref, count, wait) {
    clearTimeout(tries.get(ref)?.timer);
    const timer = setTimeout(() => {
      tries.set(ref, { count });
      const item = find(ref);
      if (item && isKept(item)) pump();
      else if (item) write(frame(item));
    }, wait);
    tries.set(ref, { count, timer });
  }

  /** An answer frame of the server: `{ref, ok, data}` or `{ref, no, code, fields}`. */
  function answer({ ref, ok, data, no, code, fields }) {
    const item = find(ref);
    if (!item) return;
    if (code === "busy") {
      const { count = 0 } = tries.get(ref) || {};
      again(ref, isKept(item) ? count : count + 1, fullJitter(count, { ...BUSY, random }));
      if (!item.busy) mend(ref, { busy: true });
      return;
    }
    settle(ref, no === undefined ? { ok: true, seq: ok, data: data || {} } : { ok: false, reason: no, code, fields: fields || {} });
    pump();
  }

  function settle(ref, result) {
    const item = find(ref);
    const held = waiting.get(ref);
    waiting.delete(ref);
    clearTimeout(held?.timer);
    clearTimeout(tries.get(ref)?.timer);
    tries.delete(ref);
    if (item && !isKept(item)) change(items.filter((each) => each !== item));
    else if (item) mend(ref, { ...outcome(result), busy: false });
    held?.resolve(result);
  }

  /** My own part has come anew: what was received stands there now, and not here. */
  function shown() {
    if (items.some(({ state }) => state === "received")) change(items.filter(({ state }) => state !== "received"));
  }

  /** The socket is open and caught up: what is unanswered goes out again under its old ref, so it acts once. */
  function connected() {
    for (const item of open((each) => !isKept(each)))
      if (write(frame(item))) mend(item.ref, { state: "sending" });
    pump();
  }

  /** The socket is gone. A vote without receipt ends here, with a sentence; the rest waits. */
  function disconnected() {
    tries.forEach(({ timer }) => clearTimeout(timer));
    tries.clear();
    for (const { ref, name } of open(isSentOnce)) settle(ref, unanswered(name));
    if (items.some(({ state }) => state === "sending"))
      change(items.map((item) => (item.state === "sending" ? { ...item, state: "saved", busy: false } : item)));
  }

  /** Takes a refused (or received) item off the list. */
  const dismiss = (ref) => change(items.filter((item) => item.ref !== ref || find(ref)));

  return { add, answer, shown, connected, disconnected, dismiss, items: () => items };
}

const outcome = ({ ok, seq, data, reason, code, fields }) => (ok ? { state: "received", seq, answer: data } : { state: "refused", reason, code, fields });

const unsent = () => ({
  ok: false, code: "offline", fields: {},
  reason: gettext("There is no connection right now, so this was not sent. Try again in a moment."),
});

function unanswered(name) {
  const reason = name === "ballot.cast"
    ? gettext("The connection broke before your receipt arrived. When you are connected again, look whether your vote is marked as received; if not, vote again.")
    : gettext("The room did not answer in time. Look whether it happened before you try again.");
  return { ok: false, code: "offline", fields: {}, reason };
}
