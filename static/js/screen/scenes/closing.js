// Closing: the commitment as it is read aloud, the date, and where to look later.
import { day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { answerDue } from "../../console/model/closing.js";
import { useWall } from "../wall.js";

export function ClosingScene() {
  const { row, tables, place } = useWall();
  const { process } = row;
  const due = answerDue(tables);
  return html`<div class="closing-wall">
    ${process.commitment_signed ? html`<blockquote class="closing-words" lang=${process.lang} dir="auto">${process.commitment}</blockquote>` : html`<p class="closing-words">${gettext("The municipality has taken no commitment for this process.")}</p>`}
    ${due ? html`<p class="closing-date"><${Icon} name="clock" /> ${interpolate(gettext("Answer by %(date)s"), { date: day(due) })}</p>` : null}
    <p class="closing-link">${gettext("What became of what I said:")} <b dir="ltr">${place}/voice/</b></p></div>`;
}
