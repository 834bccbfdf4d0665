// The new code of a seat, shown once: the same person, on another phone.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { QrCode } from "../../parts/qr_code.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { Dialog } from "../parts/dialog.js";

/** `secret` opens the ticket's address; it stands after #, so no server ever sees it. */
export const ticketAddress = (secret, place = location) => `${place.origin}/t/#${secret}`;

export function SeatCodeDialog({ person, code, secret }) {
  const desk = useDesk();
  return html`<${Dialog} title=${gettext("New code")} onLeave=${desk.shut}>
    <p>${gettext("Show this only to the person:")} <bdi>${person.nickname}</bdi></p>
    <div class="seat-code"><${QrCode} text=${ticketAddress(secret)} label=${gettext("QR code with the address")} />
      <p class="seat-code-typed"><span class="meta">${gettext("or typed at the door page")}</span><b class="number" dir="ltr">${code}</b></p></div>
    <${Notice} kind="warn"><p>${gettext("It is shown once. The old phone is shut out.")}</p><//>
    <button type="button" class="button" data-first="" onClick=${desk.shut}>${gettext("Done")}</button><//>`;
}
