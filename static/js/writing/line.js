// The line to a text's table: binary messages, comes back by itself with full jitter, notices silence.
import { afterClose, fullJitter } from "../core/backoff.js";
import { understand } from "./messages.js";

const SILENCE = 20_000; // ms; the server says every 8 s that it is there
const STEADY = 5_000; // a line that held so long is a good one: the waits begin anew

/**
 * `onOpen()` when it can be written to, `onMessage(message)` for what is understood, `onLost(gone)` when it broke: `gone` is
 * "removed" or "missing" when it will not come back, else null. Returns `{send(bytes) → was it written, close()}`.
 */
export function openLine({ url, onOpen, onMessage, onLost, Socket = WebSocket, random = Math.random, page = globalThis }) {
  let socket = null, retry = null, silence = null, failed = 0, goodbye = 0, openedAt = 0, slowAt = -Infinity, closed = false;

  function open() {
    clearTimeout(retry);
    if (closed || socket) return;
    const mine = (socket = new Socket(url));
    mine.binaryType = "arraybuffer";
    listen();
    mine.onopen = () => {
      if (mine !== socket) return;
      openedAt = Date.now();
      onOpen();
    };
    mine.onmessage = ({ data }) => mine === socket && receive(data);
    mine.onclose = ({ code }) => mine === socket && lost(code);
  }

  function receive(data) {
    listen();
    const message = typeof data === "string" ? null : understand(new Uint8Array(data));
    if (message?.told?.goodbye) goodbye = message.told.goodbye;
    if (message) onMessage(message);
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(abandon, SILENCE);
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
    if (openedAt && Date.now() - openedAt >= STEADY) failed = 0;
    openedAt = 0;
    const plan = afterClose(code, { failed, goodbye, since4008: Date.now() - slowAt, random });
    if (plan.reason === "slow") slowAt = Date.now();
    goodbye = 0;
    closed = closed || Boolean(plan.gone);
    onLost(plan.gone ?? null);
    if (closed) return;
    failed = plan.failed;
    retry = setTimeout(open, plan.wait);
  }

  function back() {
    if (socket || closed) return;
    clearTimeout(retry);
    retry = setTimeout(open, fullJitter(0, { random })); // everybody in the house hears at once that the network is back
  }

  function send(bytes) {
    if (!socket || socket.readyState !== 1) return false;
    socket.send(bytes);
    return true;
  }

  function close() {
    closed = true;
    clearTimeout(retry);
    clearTimeout(silence);
    page.removeEventListener?.("online", back);
    page.removeEventListener?.("offline", abandon);
    const old = socket;
    socket = null;
    old?.close();
  }

  page.addEventListener?.("online", back);
  page.addEventListener?.("offline", abandon); // a phone that loses its network gets no "close"
  open();
  return { send, close };
}
