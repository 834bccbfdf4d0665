// One connection to a room that comes back by itself: full jitter, catch-up after a hole, silence noticed, server's clock.

const FIRST_WAIT = 500; // ms; doubles with each failed attempt
const LONGEST_WAIT = 15_000;
const SILENCE = 25_000; // the server speaks every 10 s
const ASK_AGAIN = 3_000; // a hole that is still open after this is asked for again
const PATIENCE = 2; // failed attempts before the screen says "offline"
const TOO_SLOW = 4008;
const GONE = { 4003: "removed", 4004: "missing" };

/**
 * Opens and keeps the connection. `start` is the server's time in ms from the page, if any.
 * `position()` → `{seq, epoch}` of what the client has; `behind()` → is an event missing?
 * `onFrame(frame)` for every frame; `onState({name, reason})` with name `connecting | online | offline | gone`
 * (reason only for gone: `removed | missing`). Returns `{send(object) → was it written, now() → server's ms, check(), close()}`.
 */
export function connect({ url, start = null, position, behind, onFrame, onState, Socket = WebSocket, random = Math.random, page = globalThis }) {
  let socket = null, failed = 0, closed = false, pause = 0, offset = start ? start - Date.now() : 0;
  let retry = null, silence = null, asking = null, name = null;

  function show(next, reason = null) {
    if (name === next) return;
    name = next;
    onState({ name: next, reason });
  }

  function open() {
    clearTimeout(retry);
    retry = null;
    if (closed || socket) return;
    show(failed >= PATIENCE ? "offline" : "connecting");
    const mine = (socket = new Socket(url));
    listen();
    mine.onopen = () => mine === socket && ask();
    mine.onmessage = ({ data }) => mine === socket && receive(JSON.parse(data));
    mine.onclose = ({ code }) => mine === socket && lost(code);
  }

  function receive(frame) {
    failed = 0;
    listen();
    if (frame.goodbye !== undefined) pause = Math.max(1, frame.goodbye);
    const now = frame.snapshot ? frame.snapshot.now : frame.now;
    if (now) offset = now - Date.now();
    onFrame(frame);
    show("online");
    if (!behind()) stopAsking();
    else if (!asking) ask();
  }

  function ask() {
    const { seq, epoch } = position();
    write({ since: seq, epoch });
    stopAsking();
    asking = setTimeout(() => {
      asking = null;
      if (behind()) ask();
    }, ASK_AGAIN);
  }

  function stopAsking() {
    clearTimeout(asking);
    asking = null;
  }

  // A phone that changes network gets no "close": only silence tells.
  function listen() {
    clearTimeout(silence);
    silence = setTimeout(() => abandon(), SILENCE);
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
    stopAsking();
    if (GONE[code]) {
      closed = true;
      show("gone", GONE[code]);
      return;
    }
    const wait = pause || random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failed);
    pause = 0;
    if (code !== TOO_SLOW) failed += 1;
    show(failed > PATIENCE || page.navigator?.onLine === false ? "offline" : "connecting");
    if (!closed) retry = setTimeout(open, wait);
  }

  function write(object) {
    if (!socket || socket.readyState !== 1) return false;
    socket.send(JSON.stringify(object));
    return true;
  }

  // The network is back, or the phone was taken out of a pocket: do not sit out the wait.
  function check() {
    if (socket || closed) return;
    failed = 0;
    open();
  }
  const cut = () => abandon();
  const seen = () => page.document.visibilityState === "visible" && check();
  page.addEventListener?.("online", check);
  page.addEventListener?.("offline", cut);
  page.document?.addEventListener("visibilitychange", seen);

  function close() {
    closed = true;
    clearTimeout(retry);
    clearTimeout(silence);
    stopAsking();
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
