// One connection to a room that comes back by itself: full jitter, the server's wishes respected, silence noticed, its clock followed.
import { afterClose, fullJitter } from "./backoff.js";
import { follow } from "./follow.js";
import { loadSnapshot } from "./load.js";

const SILENCE = 20_000; // ms; the server asks about every 7 s
const PATIENCE = 2; // failed attempts before the screen says "offline"
const STEADY = 5_000; // a line that held so long is a good one: the waits begin anew

/**
 * Opens and keeps the connection. `start` is the server's time in ms from the page, if any.
 * `position()` → `{seq, epoch}` of what the client has; `behind()` → is an event missing?
 * `onFrame(frame)` for every frame, in order; `onState({name, reason})` with name `connecting | online | offline | gone` and
 * reason `restart | slow | flood` (connecting), `network` (offline), `removed | missing` (gone), or null.
 * Returns `{send(object) → was it written, now() → server's ms, check(), close()}`.
 */
export function connect({ url, start = null, position, behind, onFrame, onState, load = loadSnapshot, Socket = WebSocket, random = Math.random, page = globalThis }) {
  let socket = null, failed = 0, closed = false, goodbye = 0, offset = start ? start - Date.now() : 0;
  let retry = null, silence = null, heard = 0, onlineAt = 0, slowAt = -Infinity, notBefore = 0, shown = {}, why = null;
  const stream = follow({ write, position, behind, deliver: onFrame, load, random, onSettled: arrived });

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
    if (closed || socket) return;
    if (shown.name !== "offline" || !failed) show("connecting", why);
    const mine = (socket = new Socket(url));
    listen();
    mine.onopen = () => mine === socket && stream.opened();
    mine.onmessage = ({ data }) => mine === socket && receive(JSON.parse(data));
    mine.onclose = ({ code }) => mine === socket && lost(code);
  }

  function receive(frame) {
    heard = Date.now();
    const now = frame.snapshot ? frame.snapshot.now : frame.now;
    if (now) offset = now - Date.now();
    if (frame.goodbye !== undefined) {
      goodbye = Math.max(1, frame.goodbye);
      return;
    }
    stream.take(frame);
    arrived();
  }

  function arrived() {
    if (!socket || !stream.ready()) return;
    onlineAt ||= Date.now();
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
    if (onlineAt && Date.now() - onlineAt >= STEADY) failed = 0;
    onlineAt = 0;
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

  // Does not sit out the wait, unless the server set it.
  function comeBack(wait) {
    if (socket || closed || Date.now() < notBefore) return;
    failed = 0;
    clearTimeout(retry);
    retry = setTimeout(open, wait);
  }
  const check = () => comeBack(0);
  const back = () => comeBack(fullJitter(0, { random })); // a whole hall hears this at once
  const cut = () => abandon();
  function seen() {
    if (page.document.visibilityState !== "visible") return;
    if (socket?.readyState > 1 || Date.now() - heard > SILENCE) abandon(); // asleep in a pocket: no timer ran, no "close" was told
    check();
  }
  page.addEventListener?.("online", back);
  page.addEventListener?.("offline", cut);
  page.document?.addEventListener("visibilitychange", seen);

  function close() {
    closed = true;
    clearTimeout(retry);
    clearTimeout(silence);
    stream.lost();
    page.removeEventListener?.("online", back);
    page.removeEventListener?.("offline", cut);
    page.document?.removeEventListener("visibilitychange", seen);
    const old = socket;
    socket = null;
    old?.close();
  }

  open();
  return { send: write, now: () => Date.now() + offset, check, close };
}
