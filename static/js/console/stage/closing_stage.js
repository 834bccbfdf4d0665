// Closing: the official reads the commitment and the date aloud; everybody leaves with a way to see what becomes of it.
import { day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { answerDue, isRead } from "../model/closing.js";
import { LeaveLinks } from "./leave_links.js";

export function ClosingStage() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const { process } = room;
  const read = isRead(room);
  const due = answerDue(desk.room.tables.value);
  return html`<div class="stage-list">
    <section class="panel stack"><p class="eyebrow">${gettext("To be read aloud by the official")}</p>
      ${process.commitment_signed ? html`<blockquote class="read-aloud" lang=${process.lang} dir="auto">${process.commitment}</blockquote>` : html`<p class="read-aloud">${gettext("The municipality has taken no commitment for this process.")}</p>`}
      ${due ? html`<p class="read-date"><${Icon} name="clock" /> ${interpolate(gettext("Answer by %(date)s"), { date: day(due) })}</p>` : null}
      <p class=${read ? "chip is-ok" : "chip is-warn"} role="status"><${Icon} name=${read ? "check" : "speaker"} /> ${read ? gettext("The official has confirmed: read aloud.") : gettext("Not confirmed yet: the official presses “I have read it” on the phone.")}</p>
    </section>
    <${Notice} kind="info" title=${gettext("Before people leave")}>
      <p>${gettext("Phones show a link to what becomes of their words. Whoever has no phone takes a printed slip.")}</p><//>
    <${LeaveLinks} />
  </div>`;
}
