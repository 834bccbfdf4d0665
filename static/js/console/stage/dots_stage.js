// Dots: choosing the groups to work on, counted per side.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { groupsInView } from "../model/board.js";
import { pollInView } from "../model/tables.js";
import { useDesk } from "../desk.js";
import { PollPanel } from "../poll/poll_panel.js";

export function DotsStage({ activity }) {
  const tables = useDesk().room.tables.value;
  const list = pollInView(tables, activity) ? null : html`<${GroupList} groups=${groupsInView(tables)} />`;
  return html`<div class="stage-split">${list}<${PollPanel} activity=${activity} go=${gettext("Open the dots")} methods=${["dots"]} /></div>`;
}

/** What can be chosen, before the dots open. */
function GroupList({ groups }) {
  return html`<ol class="choice-list" aria-label=${gettext("Groups to choose from")}>${groups.map(({ id, group, cards }) => html`<li class="choice" key=${id}>
    <span class="choice-title" lang=${group.lang} dir="auto">${group.title}</span><span class="group-count number">${cards.length}</span></li>`)}</ol>`;
}
