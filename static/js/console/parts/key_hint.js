// The key that does the same, shown on the button while single-letter keys are on.
import { html } from "../../core/html.js";
import { useDesk } from "../desk.js";

export function KeyHint({ letter }) {
  if (!useDesk().letters.value) return null;
  return html` <kbd aria-hidden="true">${letter}</kbd>`;
}
