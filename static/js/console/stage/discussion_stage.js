// Talking: the question is on the wall; the console only keeps the time and shows the board if there is one.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";

export const DiscussionStage = () => html`<${Notice} kind="info" title=${gettext("The room is talking")}>
  <p>${gettext("The projector shows the question in large letters. Keep the time above; look beside the board at who has not been heard.")}</p><//>`;
