// What is printed and read after the meeting: slips, minutes.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";

export function LeaveLinks() {
  const room = useDesk().theRoom.value;
  return html`<div class="row">
    <a class="button button-quiet" href="/rooms/${room.id}/slips/" target="_blank" rel="noopener"><${Icon} name="print" /> ${gettext("Print the slips")}</a>
    <a class="button button-quiet" href="/rooms/${room.id}/minutes/" target="_blank" rel="noopener"><${Icon} name="search" /> ${gettext("Read the minutes")}</a></div>`;
}
