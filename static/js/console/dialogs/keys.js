// All keys on one sheet, and the switch that turns single letters off.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { keyHelp } from "../model/keys.js";
import { Dialog } from "../parts/dialog.js";

export function KeysDialog() {
  const desk = useDesk();
  const rows = keyHelp();
  return html`<${Dialog} title=${gettext("Keys")} onLeave=${desk.shut} wide>
    <div class="keys-columns"><${KeyList} title=${gettext("Anywhere")} rows=${rows.filter(({ where }) => where === "room")} />
      <${KeyList} title=${gettext("On the board")} rows=${rows.filter(({ where }) => where === "board")} /></div>
    <label class="field-check"><input type="checkbox" name="letters" checked=${desk.letters.value} onChange=${(event) => desk.useLetters(event.currentTarget.checked)} />
      <span>${gettext("Use single letters as keys. Turn this off if you speak to your computer.")}</span></label>
  <//>`;
}

function KeyList({ title, rows }) {
  return html`<section><h3 class="eyebrow">${title}</h3><dl class="keys">${rows.map(({ action, keys, does }) => html`<${KeyRow} key=${action} keys=${keys} does=${does} />`)}</dl></section>`;
}

function KeyRow({ keys, does }) {
  return html`<dt>${keys.map((key) => html`<kbd dir="ltr">${key}</kbd> `)}</dt><dd>${does}</dd>`;
}
