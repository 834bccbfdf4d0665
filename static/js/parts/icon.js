// A picture from the sprite. Always beside words, so it is hidden from screen readers.
import { html } from "../core/html.js";

// Arrows follow the line of writing: the style sheet turns these in right-to-left pages.
const DIRECTED = new Set(["next", "back", "undo", "send", "leave", "aside", "move"]);

/** The sprite's address with the picture's name. */
export const iconAddress = (name) => `${document.documentElement.dataset.icons || ""}#${name}`;

export function Icon({ name, class: extra = "" }) {
  const classes = ["icon", DIRECTED.has(name) ? "icon-dir" : "", extra].filter(Boolean).join(" ");
  return html`<svg class=${classes} aria-hidden="true"><use href=${iconAddress(name)} /></svg>`;
}
