// Closing the room is final.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { isRead } from "../model/closing.js";
import { FormDialog } from "../parts/form_dialog.js";

export function CloseRoomDialog() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const unread = !isRead(room) ? html`<${Notice} kind="warn"><p>${gettext("The official has not confirmed reading the commitment aloud.")}</p><//>` : null;
  const fields = () => html`${unread}<p>${gettext("People can no longer write or vote here. Unused tickets become void. The minutes, the slips and every result stay.")}</p>`;
  return html`<${FormDialog} title=${gettext("Close the room?")} danger fields=${fields} send=${() => desk.room.send("room.close", { room: room.id })}
      go=${gettext("Close the room")} />`;
}
