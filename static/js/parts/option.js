// One big choice. A radio button inside its label, so that keyboard and screen reader know it without help.
import { html } from "../core/html.js";
import { Icon } from "./icon.js";

/** `name` groups the options; `icon`, `label` and `what` (what it leads to) are shown; `onChoose(value)`. */
export function Option({ name, value, icon, label, what = "", checked, onChoose }) {
  const more = what ? html`<span class="option-what">${what}</span>` : null;
  return html`<label class="option"><input class="option-input" type="radio" name=${name} value=${value} checked=${checked}
      onChange=${() => onChoose(value)} /><${Icon} name=${icon} class="option-icon" />
    <span class="option-body"><span class="option-name">${label}</span>${more}</span></label>`;
}
