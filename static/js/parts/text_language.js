// In which language a text is being written. Remembered on the device; it is a setting of the text, not of the person.
import { html } from "../core/html.js";
import { theRoom } from "../core/list.js";
import { gettext, readerLanguage } from "../core/words.js";

// Languages that people here write in, whether or not the interface speaks them; each is shown by its own name.
const SPOKEN = "it en ar fr es pt ro sq uk ru bg bn ur pa fil zh-hans wo ti so fa".split(" ");

/** The language this person last wrote in, else the one they read in. */
export const usualLanguage = (room) => room.draft("language") || readerLanguage();

export function TextLanguage({ room, value, onChange }) {
  const known = new Set([value, readerLanguage(), ...(theRoom(room.tables.value)?.languages || []), ...SPOKEN]);
  const options = [...known].map((code) => html`<option key=${code} value=${code} lang=${code}>${ownName(code)}</option>`);
  const choose = ({ target }) => {
    room.draft("language", target.value);
    onChange(target.value);
  };
  return html`<select class="chip" name="lang" aria-label=${gettext("Language of this text")} value=${value} onChange=${choose}>${options}</select>`;
}

function ownName(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
