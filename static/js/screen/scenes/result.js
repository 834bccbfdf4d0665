// A result: its name, both bars with the line at half, what happens now and who must explain by when.
import { day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { ChoiceBars, choiceRows } from "../../parts/choice_bars.js";
import { Icon } from "../../parts/icon.js";
import { outcomeWords } from "../../console/model/outcome.js";
import { SideBars } from "../../console/poll/side_bars.js";

const ON_THE_WALL = 2; // options: the rest stands on the result's page

export function ResultScene({ poll }) {
  if (!poll.result) return null;
  const words = outcomeWords(poll.result, { date: poll.result.due ? day(poll.result.due) : "", subject: poll.subject });
  const among = poll.subject === "options" ? choiceRows(poll) : [];
  const names = among.filter(({ chosen }) => chosen).map(({ title }) => title).join(" · ");
  return html`<div class="result-wall" data-outcome=${poll.result.outcome}><p class=${`result-title is-${words.tone}`} role="status">${words.tone === "quiet" ? null : html`<${Icon} name="check" />`} ${words.title}${names ? html`: <bdi>${names}</bdi>` : null}</p>
    ${among.length ? html`<${ChoiceBars} poll=${poll} rows=${among.slice(0, ON_THE_WALL)} big />` : html`<${SideBars} poll=${poll} plain />`}
    <p class="result-now">${words.now} ${words.explain}</p></div>`;
}
