// Before the first activity: what to have ready, and where the large button leads.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";

export function PreparedStage() {
  const room = useDesk().theRoom.value;
  const open = room.state === "open";
  return html`<header class="stage-head"><p class="eyebrow">${open ? gettext("The room is open") : gettext("Being prepared")}</p>
      <h2 class="stage-question">${open ? gettext("People are coming in") : gettext("Before you open the room")}</h2></header>
    <ol class="ready-list">
      <${Ready} icon="qr"><a href="/rooms/${room.id}/screen/" target="_blank" rel="noopener">${gettext("Open the projector")}</a> ${gettext("It shows how to come in, and later what everybody looks at.")}<//>
      <${Ready} icon="print"><a href="/rooms/${room.id}/tickets/" target="_blank" rel="noopener">${gettext("Print the tickets")}</a> ${gettext("One for each person, handed out by both hosts; the side stands on each.")}<//>
      <${Ready} icon="next">${open ? gettext("When enough people are here, press the large button under the agenda.") : gettext("Press the large button under the agenda: from then on people can come in.")}<//>
    </ol>`;
}

function Ready({ icon, children }) {
  return html`<li class="ready"><${Icon} name=${icon} class="icon-l" /><p>${children}</p></li>`;
}
