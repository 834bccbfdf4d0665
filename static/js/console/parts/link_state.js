// Whether this screen still hears the room. Unlike a phone it keeps nothing to send later, so its words differ.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";

const LOOKS = { online: "is-online", connecting: "is-waiting", offline: "is-offline", gone: "is-offline" };

/** `connection` is the signal's value; `note` stands after the word while everything is well. */
export function LinkState({ connection, note = "" }) {
  const words = {
    online: gettext("Connected"),
    connecting: gettext("Connecting…"),
    offline: gettext("No connection: this may be old"),
    gone: gettext("This room can no longer be seen here"),
  }[connection.name];
  const more = note && connection.name === "online" ? html`<span class="connection-note number">· ${note}</span>` : null;
  return html`<p class=${`connection ${LOOKS[connection.name]}`} role="status"><span class="connection-dot"></span> ${words} ${more}</p>`;
}
