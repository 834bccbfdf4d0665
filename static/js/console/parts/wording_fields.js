// Title, text and language of a proposal: the same three fields for problems and solutions.
import { html } from "../../core/html.js";
import { Field } from "./field.js";
import { LanguageField } from "./language_field.js";

export function WordingFields({ values, set, errors, titleWords, bodyWords }) {
  return html`<${Field} name="title" label=${titleWords} first max=${200} value=${values.title} error=${errors.title} onInput=${(value) => set("title", value)} />
    <${Field} name="body" label=${bodyWords} rows=${4} max=${5000} value=${values.body} error=${errors.body} onInput=${(value) => set("body", value)} />
    <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />`;
}
