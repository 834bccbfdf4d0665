// After closing: the room is over, its papers stay.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { LeaveLinks } from "./leave_links.js";

export const ClosedStage = () => html`<header class="stage-head"><p class="eyebrow">${gettext("The room is closed")}</p>
    <h2 class="stage-question">${gettext("Thank you. What was decided goes on its way now.")}</h2></header>
  <${LeaveLinks} />`;
