// Whether this phone is connected, and if not, why: always in sight, in a sentence, spoken politely when it changes.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";

export const CONNECTION_LOOKS = { online: "is-online", connecting: "is-waiting", offline: "is-offline", gone: "is-offline" };

/**
 * `connection` is the signal's value `{name, reason}`; `kept` false where this phone does not let us save; `note` (text or element) stands
 * after the words while connected, e.g. how many are here. It changes often and is not spoken.
 */
export function Connection({ connection, kept = true, note = null }) {
  return html`<p class=${`connection ${CONNECTION_LOOKS[connection.name]}`}><span class="connection-dot"></span>
    <span role="status">${connectionWords(connection, kept)}</span> ${connection.name === "online" ? note : null}</p>`;
}

function connectionWords({ name, reason }, kept) {
  if (name === "online") return gettext("Connected");
  if (name === "connecting") return waitingWords(reason);
  if (name === "gone") return gettext("Not in the room");
  if (!kept) return gettext("No connection: keep this page open");
  return reason === "network" ? gettext("No network: kept on this phone") : gettext("The room does not answer: kept on this phone");
}

/** Why it comes back in a moment: the reasons of core/socket.js. */
export function waitingWords(reason) {
  if (reason === "restart") return gettext("The room starts again. One moment…");
  if (reason === "slow") return gettext("Slow network. Catching up…");
  if (reason === "flood") return gettext("Too much at once. A short pause…");
  return gettext("Connecting…");
}
