// Which side somebody sits on, told by pattern, colour and word.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { iconAddress } from "./icon.js";

/** Many people of a side: "Residents". */
export function sideName(side) {
  if (side === "official") return gettext("Officials");
  if (side === "civil") return gettext("Other organisations");
  return gettext("Residents");
}

/** One person of a side: "resident". */
export function sideWord(side) {
  if (side === "official") return gettext("official");
  if (side === "civil") return gettext("other organisation");
  return gettext("resident");
}

/** The marker alone; put a word beside it. */
export function Side({ side }) {
  return html`<svg class=${`side side-${side}`} aria-hidden="true"><use href=${iconAddress(`side-${side}`)} /></svg>`;
}

/** Marker and word together. */
export function SideTag({ side }) {
  return html`<span class="side-tag"><${Side} side=${side} /> ${sideName(side)}</span>`;
}
