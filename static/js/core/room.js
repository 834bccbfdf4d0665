// A room as the screens see it: signals that follow the server, and one way to send commands.
import { computed, signal } from "signals";
import { createDoing } from "./doing.js";
import { createOutbox } from "./outbox.js";
import { connect } from "./socket.js";
import { deviceStorage } from "./storage.js";
import { EMPTY, isBehind, reduce } from "./store.js";

/** The socket's address for a room; `seat` for a participant, `as: "screen"` for the projector. */
export function roomUrl(room, { seat = null, as = null } = {}, place = location) {
  const query = new URLSearchParams();
  if (seat) query.set("seat", seat);
  if (as) query.set("as", as);
  const asked = query.toString();
  return `${place.protocol === "https:" ? "wss" : "ws"}://${place.host}/ws/room/${room}/${asked ? `?${asked}` : ""}`;
}

/**
 * Joins a room. `snapshot` is the one inlined in the page (or null), `seat` names the memory on this device.
 * Returns signals `state` (see store.js), `tables`, `mine`, `live`, `connection` (`{name, reason}`), `outbox` (items), and
 * `send(name, data)` → Promise of `{ok, seq, data}` or `{ok: false, reason, code, fields}`, `dismiss(ref)`,
 * `draft(name, text?)` (text kept on the device; null forgets), `writing(activity | null)` (tells the room that somebody types here),
 * `now()` (server's ms), `close()`.
 */
export function openRoom({ url, snapshot = null, seat = "none", Socket, storage, load }) {
  const memory = deviceStorage(seat, storage);
  const state = signal(snapshot ? reduce(EMPTY, { snapshot }) : EMPTY);
  const connection = signal({ name: "connecting", reason: null });
  const items = signal([]);
  let socket = null;
  let wasOnline = false;
  const write = (frame) => connection.value.name === "online" && socket.send(frame);
  const doing = createDoing({ write });

  const outbox = createOutbox({
    storage: memory,
    write,
    onChange: (next) => { items.value = next; },
  });
  items.value = outbox.items();

  socket = connect({
    url, Socket, load,
    start: snapshot ? snapshot.now : null,
    position: () => ({ seq: state.value.seq, epoch: state.value.epoch }),
    behind: () => isBehind(state.value),
    onFrame(frame) {
      state.value = reduce(state.value, frame);
      if (frame.mine || frame.snapshot) outbox.shown();
      if (frame.ref) outbox.answer(frame);
    },
    onState(next) {
      connection.value = next;
      if (next.name === "online") outbox.connected();
      else if (wasOnline) {
        outbox.disconnected();
        doing.forget();
      }
      wasOnline = next.name === "online";
    },
  });

  return {
    state, connection,
    outbox: items,
    tables: computed(() => state.value.tables),
    mine: computed(() => state.value.mine),
    live: computed(() => state.value.live),
    send: outbox.add,
    dismiss: outbox.dismiss,
    draft(name, text) {
      if (text === undefined) return memory.read(`draft.${name}`) || "";
      return memory.write(`draft.${name}`, text || null);
    },
    writing: doing.writing,
    now: socket.now,
    close: socket.close,
  };
}
