// The charter: who takes part, which rules, who answers by when; both sides adopt it before anything else.
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { PollPanel } from "../poll/poll_panel.js";

export function CharterStage({ activity }) {
  const { process } = useDesk().theRoom.value;
  const text = say(process.charter.text);
  const paragraphs = text.text.split(/\n+/).filter(Boolean);
  return html`<div class="stage-split">
    <section class="panel prose charter" lang=${text.lang || null} dir="auto">
      ${process.charter.adopted ? html`<p class="chip is-ok"><${Icon} name="check" /> ${gettext("Adopted by both sides")}</p>` : null}
      ${paragraphs.map((words) => html`<p>${words}</p>`)}
    </section>
    <${PollPanel} activity=${activity} go=${gettext("Put the charter to the vote")} methods=${["double-majority"]} />
  </div>`;
}
