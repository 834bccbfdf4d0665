// In which language something was written: each language by its own name, the room's languages first.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { spoken } from "../model/territory.js";
import { Select } from "./field.js";

const OFTEN = ["it", "en", "fr", "es", "ro", "ar", "sq", "uk", "bn", "ur", "pa", "zh-Hans", "ru", "bg", "pt", "fil", "wo", "ti", "so", "bm"];

/** A language's own name; the tag itself where the browser does not know it. */
export function ownName(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The room's languages first, then those often spoken, each once. */
export const languageChoices = (languages = []) =>
  [...new Set([...languages, ...OFTEN])].map((tag) => ({ value: tag, label: ownName(tag), lang: tag }));

export function LanguageField({ label = gettext("Written in"), value, onChoose }) {
  const { theRoom } = useDesk();
  return html`<${Select} name="lang" label=${label} value=${value} onChoose=${onChoose} options=${languageChoices([...theRoom.value.languages, ...spoken()])} />`;
}
