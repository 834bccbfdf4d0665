// Whether this screen still hears the room, and if not, why. Unlike a phone it keeps nothing to send later, so its words differ.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { CONNECTION_LOOKS, waitingWords } from "../../parts/connection.js";

/** `connection` is the signal's value `{name, reason}`; `note` stands after the words while everything is well; it is not spoken. */
export function LinkState({ connection, note = "" }) {
  const more = note && connection.name === "online" ? html`<span class="connection-note number">· ${note}</span>` : null;
  return html`<p class=${`connection ${CONNECTION_LOOKS[connection.name]}`}><span class="connection-dot"></span> <span role="status">${linkWords(connection)}</span> ${more}</p>`;
}

function linkWords({ name, reason }) {
  if (name === "online") return gettext("Connected");
  if (name === "connecting") return waitingWords(reason);
  if (name === "gone") return gettext("This room can no longer be seen here");
  return reason === "network" ? gettext("No network: this may be old") : gettext("The room does not answer: this may be old");
}
