// Which side something comes from. Never chosen beforehand.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Side, sideName } from "../../parts/side.js";

export function SideField({ label = gettext("From which side"), value, onChoose, sides = ["resident", "official", "civil"], name = "side" }) {
  const options = sides.map((side) => html`<label class="option option-small" key=${side}>
    <input class="option-input" type="radio" name=${name} value=${side} checked=${value === side} required onChange=${() => onChoose(side)} />
    <${Side} side=${side} /><span class="option-body"><span class="option-name">${sideName(side)}</span></span></label>`);
  return html`<fieldset class="fieldset"><legend class="field-label">${label}</legend><div class="options options-row">${options}</div></fieldset>`;
}
