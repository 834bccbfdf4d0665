// The vote on one solution: choose it, choose the method, open, watch the turnout, close, read the result.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { PollPanel } from "../poll/poll_panel.js";

export const VoteStage = ({ activity }) => html`<div class="stage-split">
  <${PollPanel} activity=${activity} go=${gettext("Open the vote")} methods=${["consent", "double-majority"]} choosing /></div>`;
