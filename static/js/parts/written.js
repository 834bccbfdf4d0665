// Text that a person wrote: in the reader's language when somebody translated it, the original one tap away.
import { useState } from "preact";
import { html } from "../core/html.js";
import { gettext, interpolate, reading } from "../core/words.js";
import { Icon } from "./icon.js";

/** `row` is `{text, lang, translations}`; `tag` the element around the text; `plain` leaves the switch out. */
export function Written({ row, tag = "p", class: extra = "tile-text", plain = false }) {
  const [asWritten, setAsWritten] = useState(false);
  const { text, lang, by, original } = reading(row);
  const shown = asWritten && original ? original : { text, lang };
  const body = html`<${tag} class=${extra} lang=${shown.lang} dir="auto">${shown.text}<//>`;
  if (!original || plain) return body;
  const label = asWritten ? gettext("See the translation") : gettext("See the original");
  const note = asWritten ? "" : interpolate(gettext("translated by %(name)s"), { name: `⁨${by || "?"}⁩` });
  return html`${body}
    <p class="tile-note"><${Icon} name="translate" /> ${note}
      <button type="button" class="button button-ghost button-small" aria-pressed=${String(asWritten)}
        onClick=${() => setAsWritten(!asWritten)}>${label}</button></p>`;
}
