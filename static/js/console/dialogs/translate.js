// One line of translation by a person: it stands on the wall and on the phones under the original.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";

export function TranslateDialog({ card }) {
  const desk = useDesk();
  const into = card.lang === desk.theRoom.value.lang ? (desk.theRoom.value.languages.find((tag) => tag !== card.lang) ?? "en") : desk.theRoom.value.lang;
  const fields = ({ values, set, errors }) => html`<blockquote class="quoted" lang=${card.lang} dir="auto">${card.text}</blockquote>
    <${LanguageField} label=${gettext("Translated into")} value=${values.lang} onChoose=${(lang) => { set("lang", lang); set("text", card.translations?.[lang]?.text ?? ""); }} />
    <${Field} label=${gettext("One line")} hint=${gettext("As it would be said aloud. An empty line takes the translation away.")} name="text" first lang=${values.lang}
        max=${1000} value=${values.text} error=${errors.text} onInput=${(value) => set("text", value)} />`;
  const send = ({ lang, text }) => desk.room.send("card.translate", { card: card.id, lang, text });
  const title = interpolate(gettext("Translate card %(number)s"), { number: card.number });
  return html`<${FormDialog} title=${title} start=${{ lang: into, text: card.translations?.[into]?.text ?? "" }} fields=${fields} send=${send} done=${gettext("The line is kept.")}
      go=${gettext("Keep the line")} />`;
}
