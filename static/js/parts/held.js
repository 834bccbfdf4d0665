// A button that says why it cannot be used now, instead of going grey and silent.
import { useId } from "preact";
import { html } from "../core/html.js";
import { Icon } from "./icon.js";

/** `why` is the reason (a sentence) or nothing; `class` after "button"; other properties go to the button. */
export function Held({ why = null, class: extra = "", onClick, type = "button", children, ...rest }) {
  const id = useId();
  const look = `button ${extra}`.trim();
  if (!why) return html`<button type=${type} class=${look} onClick=${onClick} ...${rest}>${children}</button>`;
  return html`<span class="held"><button type="button" class=${look} aria-disabled="true" aria-describedby=${id} ...${rest}>${children}</button>
    <span class="why" id=${id}><${Icon} name="info" /> ${why}</span></span>`;
}
