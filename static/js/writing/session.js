// One text that is being written: its document, its line, what is on its way, who else is there. Knows no page.
import { awarenessMessage, lackingMessage, stateMessage, updateMessage } from "./messages.js";
import { openDrawer } from "./drawer.js";
import { openLine } from "./line.js";
import { createSending, parcels } from "./sending.js";
import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from "./yjs.js";

const LINE = "from the line", DRAWER = "from the drawer";
const KEEP_AFTER = 400; // ms: what is stored by then was never written to the device
const SLOW = 300; // ms after which "saving" is worth a word
const PLACE_EVERY = 1_000; // ms between two words about where the caret is
const PLACE_AGAIN = 15_000; // ms; the server forgets it after 30 s
const MOST = 40_000; // bytes of an answer to what the server lacks; more goes in parcels

/**
 * `onText()` once the text has come, `onState({name, sentence})` with name `connecting | saved | saving | kept | open | refused | reading | gone`
 * (kept: on this device, not connected; open: only this page remembers it), `onWriters([{field, at, name}])`.
 * Returns `{doc, hold(yes), place(field | null, at), flush(), close()}`.
 */
export function openSession({ url, text, seat, onText, onState, onWriters, storage, Socket, random = Math.random, page = globalThis }) {
  const doc = new Doc();
  const drawer = openDrawer({ text, seat, page: String(doc.clientID), ...(storage && { storage }) });
  const sending = createSending({ write: (update) => line.send(updateMessage(update)), onChange: changed, onRefused, random });
  let connected = false, synced = false, gone = null, may = "read", refusal = null, slow = false, keptHere = true, held = null;
  let keeping = null, slowing = null, clock = 0, where = null, told = null, placing = null, renewing = null, shown = {};
  let found = []; // pages that left something in the drawer, until it is stored
  const left = drawer.others();

  doc.on("update", (update, origin) => {
    if (origin === LINE || origin === DRAWER) return;
    refusal = null;
    sending.add(update);
  });
  for (const { page: name, updates } of left) {
    found.push(name);
    for (const update of updates) bring(update);
  }

  function bring(update) {
    try {
      applyUpdate(doc, update, DRAWER);
      sending.add(update);
    } catch {
      // not an update, whatever lay there
    }
  }

  function onMessage({ state, update, whole, awareness, told: said }) {
    if (said) hear(said);
    else if (state) answer(state);
    else if (awareness) onWriters(others(awareness));
    else if (update) arrived(update, whole);
  }

  function hear({ may: right, stored, no, code, update }) {
    if (right) may = right;
    if (right === "write") sending.opened();
    if (stored) sending.stored(stored);
    if (no && update) sending.refused({ update, no, code });
    show();
  }

  function answer(state) {
    if (may !== "write") return;
    const lacking = encodeStateAsUpdate(doc, state);
    // Usually it is what waits anyway; after the server was set back to an older day it is more.
    if (lacking.length > 2 && lacking.length <= MOST && !sending.waiting() && synced) sending.add(lacking);
  }

  function arrived(update, whole) {
    if (held) {
      held.push([update, whole]);
      return;
    }
    applyUpdate(doc, update, LINE);
    if (synced || !whole) return;
    synced = true;
    onText();
    show();
  }

  function changed() {
    clearTimeout(slowing);
    slow = slow && sending.waiting();
    if (sending.waiting()) {
      slowing = setTimeout(() => { slow = true; show(); }, SLOW);
      keeping ??= setTimeout(flush, connected ? KEEP_AFTER : 0);
    } else {
      if (found.length) found.forEach(drawer.drop);
      found = [];
      flush();
    }
    show();
  }

  /** Puts what is not stored yet on the device, now. */
  function flush() {
    clearTimeout(keeping);
    keeping = null;
    keptHere = drawer.keep(parcels(sending.all()).map((each) => each.update));
    show();
  }

  function onRefused({ no }) {
    refusal = no;
  }

  function onLost(why) {
    connected = false;
    gone = why;
    told = null;
    sending.lost();
    onWriters([]);
    show();
  }

  function onOpen() {
    connected = true;
    line.send(stateMessage(encodeStateVector(doc)));
    sayPlace();
  }

  function show() {
    const name = stateName();
    const sentence = name === "refused" ? refusal : null;
    if (shown.name === name && shown.sentence === sentence) return;
    shown = { name, sentence };
    onState(shown);
  }

  function stateName() {
    if (gone) return "gone";
    if (refusal) return "refused";
    if (!connected && synced && sending.waiting()) return keptHere ? "kept" : "open";
    if (!connected || !synced) return "connecting";
    if (may === "read") return "reading";
    return sending.waiting() ? (slow || shown.name !== "saved" ? "saving" : "saved") : "saved";
  }

  /** While a word is composed, what others write waits. */
  function hold(yes) {
    if (yes) {
      held ??= [];
      return;
    }
    const waiting = held ?? [];
    held = null;
    for (const [update, whole] of waiting) arrived(update, whole);
  }

  function place(field, at) {
    where = field === null ? null : { field, at };
    placing ??= setTimeout(sayPlace, PLACE_EVERY);
  }

  function sayPlace() {
    clearTimeout(placing);
    clearTimeout(renewing);
    placing = null;
    if (!where && !told) return;
    if (line.send(awarenessMessage(doc.clientID, ++clock, where))) told = where;
    if (where) renewing = setTimeout(sayPlace, PLACE_AGAIN);
  }

  const others = (states) => [...states].filter(([client, state]) => state && client !== doc.clientID).map(([, state]) => state);

  function close() {
    flush();
    [keeping, slowing, placing, renewing].forEach(clearTimeout);
    page.removeEventListener?.("pagehide", flush);
    line.close();
  }

  page.addEventListener?.("pagehide", flush);
  const line = openLine({ url, onOpen, onMessage, onLost, random, page, ...(Socket && { Socket }) });
  show();
  return { doc, hold, place, flush, close };
}
