// Whether this device is connected, always in sight and spoken politely when it changes.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";

const LOOKS = { online: "is-online", connecting: "is-waiting", offline: "is-offline", gone: "is-offline" };

/** `connection` is the signal's value `{name}`; `note` (text or element) stands after the word while connected, e.g. how many are here. */
export function Connection({ connection, note = null }) {
  const words = connectionWord(connection.name);
  return html`<p class=${`connection ${LOOKS[connection.name]}`} role="status"><span class="connection-dot"></span> ${words} ${connection.name === "online" ? note : null}</p>`;
}

export function connectionWord(name) {
  if (name === "online") return gettext("Connected");
  if (name === "connecting") return gettext("Connecting…");
  if (name === "offline") return gettext("No connection: kept on this phone");
  return gettext("Not in the room");
}
