// An outbox with its shelf; the test plays the line and the server.
import { createOutbox } from "../../../static/js/core/outbox.js";
import { deviceStorage } from "../../../static/js/core/storage.js";
import { fakeStorage } from "./fake_socket.js";

export const CARD = { activity: "a", text: "ciao", lang: "it" };
export const card = (text) => ({ ...CARD, text });

/** `net.sent` what was written; `say(number, answer)` answers the frame with this number; `cut()`, `back()` the line. */
export function begin({ online = true, raw = fakeStorage(), random = () => 1 } = {}) {
  const net = { online, sent: [] };
  const write = (frame) => net.online && Boolean(net.sent.push(frame));
  const outbox = createOutbox({ storage: deviceStorage("r.s", raw), write, onChange: () => {}, random });
  return {
    net, raw, outbox,
    states: () => outbox.items().map(({ state }) => state),
    texts: () => net.sent.map((frame) => frame.with.text ?? frame.do),
    refs: () => outbox.items().map(({ ref }) => ref),
    say: (number, frame) => outbox.answer({ ref: net.sent[number].ref, ...frame }),
    cut() {
      net.online = false;
      outbox.disconnected();
    },
    back() {
      net.online = true;
      outbox.connected();
    },
  };
}
