// The whole console: top bar, agenda, board, people, the open dialog and the keyboard.
import { useEffect } from "preact";
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Toasts } from "../parts/toast.js";
import { AgendaPanel } from "./agenda/agenda_panel.js";
import { useDesk } from "./desk.js";
import { DialogHost } from "./dialogs/dialog_host.js";
import { Gone } from "./parts/gone.js";
import { listenToKeys } from "./keyboard.js";
import { PeoplePanel } from "./people/people_panel.js";
import { Stage } from "./stage/stage.js";
import { TopBar } from "./top/top_bar.js";

export function Console() {
  const desk = useDesk();
  useEffect(() => listenToKeys(desk), [desk]);
  if (!desk.theRoom.value) return html`<p class="console-wait" role="status">${gettext("Coming into the room…")}</p>`;
  return html`<div class="console">
    <${TopBar} />
    <${AgendaPanel} />
    <main class="console-board" id="main" tabindex="-1">${desk.room.connection.value.name === "gone" ? html`<${Gone} />` : html`<${Stage} />`}</main>
    <${PeoplePanel} />
    <${DialogHost} />
    <${Toasts} message=${desk.message.value} onGone=${desk.hush} />
  </div>`;
}
