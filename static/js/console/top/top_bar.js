// Top bar: which room, the clock, the way to the projector and the tickets, the code, the connection.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { KeyHint } from "../parts/key_hint.js";
import { LinkState } from "../parts/link_state.js";
import { ClockTools } from "./clock_tools.js";

/** "482917" → "482 917": three and three can be read aloud. */
export const spacedCode = (code = "") => code.replace(/^(.{3})(?=.)/, "$1\u202f");

export function TopBar() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const rehearsal = room.rehearsal ? html`<span class="chip is-warn">${gettext("Rehearsal")}</span>` : null;
  return html`<header class="console-top">
    <span class="console-name"><span class="console-logo" aria-hidden="true"><i></i><i></i><i></i><i></i></span>
      <h1 class="console-title" lang=${room.lang} dir="auto">${room.title}</h1>${rehearsal}</span>
    <${ClockTools} />
    <span class="console-links">
      <a class="chip" href="/rooms/${room.id}/screen/" target="_blank" rel="noopener"><${Icon} name="eye" /> ${gettext("Projector")}</a>
      <a class="chip" href="/rooms/${room.id}/tickets/" target="_blank" rel="noopener"><${Icon} name="print" /> ${gettext("Tickets")}</a>
      <span class="chip console-code"><span class="visually-hidden">${gettext("Code of the room")}</span><${Icon} name="key" /> <b class="number" dir="ltr">${spacedCode(room.code)}</b></span>
      <button type="button" class="chip" aria-keyshortcuts="?" onClick=${() => desk.open("keys")}><${Icon} name="info" /> ${gettext("Keys")}<${KeyHint} letter="?" /></button>
    </span>
    <${Received} />
  </header>`;
}

/** Connected, and up to which number everything has arrived. */
function Received() {
  const { room } = useDesk();
  return html`<${LinkState} connection=${room.connection.value} note=${String(room.state.value.seq ?? "")} />`;
}
