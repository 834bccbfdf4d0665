// The console was taken away (the room was handed over, or does not exist): said once, in the middle.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";

export const Gone = () => html`<${Notice} kind="error" title=${gettext("You no longer lead this room")}>
  <p>${gettext("Nothing is lost: what was written and decided is kept. Ask whoever leads it now to share the console with you.")}</p><//>`;
