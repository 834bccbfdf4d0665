// The room is closed: thanks, and where what was decided can be followed.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useWall } from "../wall.js";

export function FarewellScene() {
  const { place } = useWall();
  return html`<div class="screen-big is-prompt"><p class="prompt-words">${gettext("Thank you!")}</p>
    <p>${gettext("What became of what I said:")}</p><p><strong class="farewell-link" dir="ltr">${place}/voice/</strong></p></div>`;
}
