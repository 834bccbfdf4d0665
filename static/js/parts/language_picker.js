// The reader's language, each by its own name. An ordinary form: the page comes back whole in the chosen language.
import { html } from "../core/html.js";
import { gettext, readerLanguage } from "../core/words.js";
import { Icon } from "./icon.js";

const RIGHT_TO_LEFT = new Set(["ar", "ur", "fa", "ps"]);

/** `languages` are `[{code, name}]`; `action`, `token` (against forged posts) and `next` (where to come back to) are the form's. */
export function LanguagePicker({ languages, action, token, next }) {
  const now = languages.find(({ code }) => code === readerLanguage()) || languages[0];
  if (!now) return null;
  const items = languages.map(({ code, name }) => html`<button key=${code} name="language" value=${code} lang=${code}
    dir=${RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr"} class="chooser-item" aria-current=${code === now.code ? "true" : null}>${name}</button>`);
  return html`<details class="chooser"><summary class="chip"><${Icon} name="language" /> <span class="visually-hidden">${gettext("Language")}</span> ${now.name}</summary>
    <form class="chooser-list" method="post" action=${action}>
      <input type="hidden" name="csrfmiddlewaretoken" value=${token} /><input type="hidden" name="next" value=${next} />${items}</form></details>`;
}
