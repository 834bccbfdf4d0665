// What a person sent and the room has not yet confirmed: kept on the phone under its ref, sent again until it is answered.
import { newRef } from "./random.js";
import { gettext } from "./words.js";

// These are somebody's words or signs and stay true for later, so they outlive a cut network and a closed page.
// Votes are not among them: a vote needs a receipt now. Neither are a facilitator's steps: "next" an hour later is wrong.
const KEPT = new Set(["card.add", "card.edit", "card.withdraw", "card.consent", "problem.confirm", "problem.object", "solution.draft"]);
const GIVE_UP = 15_000; // ms that a command which is not kept waits for its answer
const BUSY_WAIT = 1_500;
const SHOWN = 20; // received items that stay listed until the page is left

/**
 * `storage` from deviceStorage, `write(object)` → was it written to the socket, `onChange(items)` after every change.
 * An item: `{ref, name, data, state, stored, seq, answer, reason, fields}` with state `sending | saved | received | refused`
 * (saved: waits on this phone; `stored` false means that only this open page remembers it).
 * Returns `{add, answer, connected, disconnected, dismiss, items}`.
 */
export function createOutbox({ storage, write, onChange }) {
  let items = (storage.read("outbox") || []).map((item) => ({ state: "saved", ...item, stored: true }));
  const waiting = new Map(); // ref → {resolve, timer}

  function change(next) {
    const toKeep = next.filter(({ state, name }) => KEPT.has(name) && state !== "received").map(kept);
    const stored = storage.write("outbox", toKeep.length ? toKeep : null);
    items = next.map((item) => (item.stored === stored ? item : { ...item, stored }));
    onChange(items);
  }

  const mend = (ref, values) => change(items.map((item) => (item.ref === ref ? { ...item, ...values } : item)));
  const frame = ({ ref, name, data }) => ({ do: name, with: data, ref });

  /** Sends a command; the promise gives `{ok: true, seq, data}` or `{ok: false, reason, code, fields}` and never throws. */
  function add(name, data) {
    const item = { ref: newRef(), name, data, state: "saved", stored: true };
    const written = write(frame(item));
    if (!written && !KEPT.has(name)) return Promise.resolve(unsent());
    item.state = written ? "sending" : "saved";
    const answer = new Promise((resolve) => {
      const timer = KEPT.has(name) ? null : setTimeout(() => settle(item.ref, unanswered(name)), GIVE_UP);
      waiting.set(item.ref, { resolve, timer });
    });
    change([...items, item]);
    return answer;
  }

  /** An answer frame of the server: `{ref, ok, data}` or `{ref, no, code, fields}`. */
  function answer({ ref, ok, data, no, code, fields }) {
    const item = items.find((each) => each.ref === ref);
    if (!item) return;
    if (code === "busy") {
      setTimeout(() => items.some((each) => each.ref === ref) && write(frame(item)), BUSY_WAIT * (0.5 + Math.random()));
      return;
    }
    if (no !== undefined) settle(ref, { ok: false, reason: no, code, fields: fields || {} });
    else settle(ref, { ok: true, seq: ok, data: data || {} });
  }

  function settle(ref, result) {
    const item = items.find((each) => each.ref === ref);
    const held = waiting.get(ref);
    waiting.delete(ref);
    clearTimeout(held?.timer);
    if (item && !KEPT.has(item.name)) change(items.filter((each) => each !== item));
    else if (item && result.ok) {
      mend(ref, { state: "received", seq: result.seq, answer: result.data });
      const old = items.filter(({ state }) => state === "received").slice(0, -SHOWN);
      if (old.length) change(items.filter((each) => !old.includes(each)));
    } else if (item) mend(ref, { state: "refused", reason: result.reason, fields: result.fields });
    held?.resolve(result);
  }

  /** The socket is open and caught up: everything unanswered goes out again under its old ref, so it acts once. */
  function connected() {
    const pending = items.filter(({ state }) => state === "saved" || state === "sending");
    const sent = new Set(pending.filter((item) => write(frame(item))).map(({ ref }) => ref));
    if (sent.size) change(items.map((item) => (sent.has(item.ref) ? { ...item, state: "sending" } : item)));
  }

  /** The socket is gone. Votes without receipt end here, with a sentence; the rest waits. */
  function disconnected() {
    for (const { ref, name } of items.filter((item) => item.name === "ballot.cast")) settle(ref, unanswered(name));
    if (items.some(({ state }) => state === "sending"))
      change(items.map((item) => (item.state === "sending" ? { ...item, state: "saved" } : item)));
  }

  /** Takes a refused (or received) item off the list. */
  const dismiss = (ref) => change(items.filter((item) => item.ref !== ref || item.state === "sending" || item.state === "saved"));

  return { add, answer, connected, disconnected, dismiss, items: () => items };
}

// A refusal stays a refusal after a reload; everything else starts again as "saved".
const kept = ({ ref, name, data, state, reason, fields }) =>
  state === "refused" ? { ref, name, data, state, reason, fields } : { ref, name, data };

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
