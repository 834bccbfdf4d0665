// What was written here and is on its way: sent in order, a few at a time, held until the server says that it is stored.
import { mergeUpdates } from "./yjs.js";

const MOST = 40_000; // bytes of one message; the server takes 64 KiB
const GAP = 50; // ms between two messages: what is typed meanwhile goes together
const AGAIN = { least: 1_000, spread: 2_000 }; // ms until what the server had no time for is sent again

/**
 * `write(update) → was it written`. `onChange()` after every change; `onRefused({no, code})` when something will not be taken.
 * Returns `{add(update), stored(number), refused({update, no, code}), opened(), lost(), all(), waiting()}`.
 */
export function createSending({ write, onChange, onRefused, random = Math.random }) {
  let waiting = []; // not sent on this line yet
  let under = new Map(); // number of a message → the updates in it
  let count = 0, open = false, stuck = false, timer = null, sentAt = -Infinity;

  function add(update) {
    waiting.push(update);
    stuck = false;
    soon();
    onChange();
  }

  function soon(wait = sentAt + GAP - Date.now()) {
    if (!open || stuck || timer || !waiting.length) return;
    if (wait <= 0 && !under.size) send();
    else timer = setTimeout(fire, Math.max(GAP, wait));
  }

  function fire() {
    timer = null;
    send();
  }

  function send() {
    for (const parcel of parcels(waiting)) {
      if (!write(parcel.update)) break;
      under.set(++count, parcel.updates);
      waiting = waiting.slice(parcel.updates.length);
    }
    sentAt = Date.now();
  }

  function stored(number) {
    under.delete(number);
    soon();
    onChange();
  }

  function refused({ update: number, no, code }) {
    if (!under.has(number)) return;
    waiting = [...under.get(number), ...waiting];
    under.delete(number);
    const later = code === "busy" || code === "behind";
    if (later) soon(AGAIN.least + random() * AGAIN.spread);
    else {
      stuck = true; // the next letter tries again: a text that was too long may have become shorter
      onRefused({ no, code });
    }
    onChange();
  }

  function opened() {
    if (open) return;
    open = true;
    count = 0;
    soon(0);
  }

  function lost() {
    open = false;
    clearTimeout(timer);
    timer = null;
    waiting = all();
    under = new Map();
    onChange();
  }

  const all = () => [...[...under.values()].flat(), ...waiting];
  return { add, stored, refused, opened, lost, all, waiting: () => waiting.length + under.size > 0 };
}

/** Updates put together into messages that are not too long: `[{update, updates}]`. */
export function parcels(updates, most = MOST) {
  const found = [];
  let size = Infinity;
  for (const update of updates) {
    if (size + update.length > most) {
      found.push({ updates: [] });
      size = 0;
    }
    found.at(-1).updates.push(update);
    size += update.length;
  }
  return found.map(({ updates: some }) => ({ update: some.length > 1 ? mergeUpdates(some) : some[0], updates: some }));
}
