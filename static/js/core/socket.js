// One connection to a room that comes back by itself: full jitter, the server's wishes respected, silence noticed, its clock followed.
import { afterClose } from "./backoff.js";
import { follow } from "./follow.js";
import { loadSnapshot } from "./load.js";

const SILENCE = 15_000; // ms; the server asks every 5 s
const PATIENCE = 2; // failed attempts before the screen says "offline"

/**
 * Opens and keeps the connection. `start` is the server's time in ms from the page, if any.
 * `position()` → `{seq, epoch}` of what the client has; `behind()` → is an event missing?
 * `onFrame(frame)` for every frame, in order; `onState({name, reason})` with name `connecting | online | offline | gone` and
 * reason `restart | slow | flood` (connecting), `network` (offline), `removed | missing` (gone), or null.
 * Returns `{send(object) → was it written, now() → server's ms, check(), close()}`.
 */
export function connect({ url, start = null, position, behind, onFrame, onState, load = loadSnapshot, Socket = WebSocket, random = Math.random, page = globalThis }) {
  let socket = null, failed = 0, closed = false, goodbye = 0, offset = start ? start - Date.now() : 0;
  let retry = null, silence = null, heard = 0, slowAt = -Infinity, notBefore = 0, shown = {}, why = null;
  const stream = follow({ write, position, behind, deliver: onFrame, load, random, onSettled: () => socket && show("online") });

  function show(name, reason = null) {
    if (shown.name === name && shown.reason === reason) return;
    shown = { name, reason };
    onState(shown);
  }

  function showAway() {
    const noNetwork = page.navigator?.onLine === false;
    if (failed > PATIENCE || noNetwork) show("offline", noNetwork ? "network" : null);
    else show("connecting", why);
  }

  function open() {
    clearTimeout(retry);
    retry = null;
    if (closed || socket) return;
    if (shown.name !== "offline" || !failed) show("connecting", why);
    const mine = (socket = new Socket(url));
    listen();
    mine.onopen = () => mine === socket && stream.opened();
    mine.onmessage = ({ data }) => mine === socket && receive(JSON.parse(data));
    mine.onclose = ({ code }) => mine === socket && lost(code);
  }

  function receive(frame) {
    failed = 0;
    heard = Date.now();
    if (frame.goodbye !== undefined) goodbye = Math.max(1, frame.goodbye);
    const now = frame.snapshot ? frame.snapshot.now : frame.now;
    if (now) offset = now - Date.now();
    stream.take(frame);
    if (stream.loading()) return;
    why = null;
    show("online");
  }

  // A phone that changes network gets no "close": only silence tells.
  function listen() {
    heard = Date.now();
    clearTimeout(silence);
    silence = setTimeout(judge, SILENCE);
  }

  function judge() {
    const left = heard + SILENCE - Date.now();
    if (left > 0) silence = setTimeout(judge, left);
    else abandon();
  }

  function abandon() {
    const old = socket;
    if (!old) return;
    lost(1006);
    old.close();
  }

  function lost(code) {
    socket = null;
    clearTimeout(silence);
    stream.lost();
    const plan = afterClose(code, { failed, goodbye, since4008: Date.now() - slowAt, random });
    if (plan.gone) {
      closed = true;
      show("gone", plan.gone);
      return;
    }
    if (plan.reason === "slow") slowAt = Date.now();
    goodbye = 0;
    failed = plan.failed;
    why = plan.reason ?? why;
    notBefore = plan.firm ? Date.now() + plan.wait : 0;
    showAway();
    if (!closed) retry = setTimeout(open, plan.wait);
  }

  function write(object) {
    if (!socket || socket.readyState !== 1) return false;
    socket.send(JSON.stringify(object));
    return true;
  }

  // The network is back, or the phone was taken out of a pocket: do not sit out the wait, unless the server set it.
  function check() {
    if (socket || closed || Date.now() < notBefore) return;
    failed = 0;
    open();
  }
  const cut = () => abandon();
  function seen() {
    if (page.document.visibilityState !== "visible") return;
    if (socket && Date.now() - heard > SILENCE) abandon(); // asleep in a pocket, no timer ran
    check();
  }
  page.addEventListener?.("online", check);
  page.addEventListener?.("offline", cut);
  page.document?.addEventListener("visibilitychange", seen);

  function close() {
    closed = true;
    clearTimeout(retry);
    clearTimeout(silence);
    stream.lost();
    page.removeEventListener?.("online", check);
    page.removeEventListener?.("offline", cut);
    page.document?.removeEventListener("visibilitychange", seen);
    const old = socket;
    socket = null;
    old?.close();
  }

  open();
  return { send: write, now: () => Date.now() + offset, check, close };
}
