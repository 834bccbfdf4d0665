// Closing a vote is final: what was cast is counted, nobody can add to it.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { turnout, turnoutSentence } from "../model/turnout.js";
import { Notice } from "../../parts/notice.js";
import { FormDialog } from "../parts/form_dialog.js";

export function ClosePollDialog({ poll }) {
  const desk = useDesk();
  const live = desk.room.live.value;
  const waiting = live.paper?.[poll.id] ?? 0;
  const paper = interpolate(ngettext("%(n)s paper ballot is not typed in yet.", "%(n)s paper ballots are not typed in yet.", waiting), { n: waiting });
  const unsure = live.unsure?.[poll.id] ?? 0;
  const phones = interpolate(ngettext("%(n)s phone without a confirmed vote.", "%(n)s phones without a confirmed vote.", unsure), { n: unsure });
  const fields = () => html`<p class="running-turnout number">${turnoutSentence(turnout(poll, live))}</p>
    ${unsure ? html`<${Notice} kind="warn"><p>${phones} ${gettext("Wait a moment, or ask whether somebody still wants to vote.")}</p><//>` : null}
    ${waiting ? html`<${Notice} kind="warn"><p>${paper}</p><//>` : null}
    <p>${gettext("After closing nobody can vote or change a vote. The result is shown to everybody at once.")}</p>`;
  return html`<${FormDialog} title=${gettext("Close the vote?")} fields=${fields} send=${() => desk.room.send("poll.close", { poll: poll.id })}
      go=${gettext("Close and show the result")} />`;
}
