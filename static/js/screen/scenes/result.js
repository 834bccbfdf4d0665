// A result: its name, both bars with the line at half, what happens now and who must explain by when.
import { day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { Icon } from "../../parts/icon.js";
import { outcomeWords } from "../../console/model/outcome.js";
import { SideBars } from "../../console/poll/side_bars.js";

export function ResultScene({ poll }) {
  if (!poll.result) return null;
  const words = outcomeWords(poll.result, { date: poll.result.due ? day(poll.result.due) : "", subject: poll.subject });
  return html`<div class="result-wall" data-outcome=${poll.result.outcome}><p class=${`result-title is-${words.tone}`} role="status">${words.tone === "quiet" ? null : html`<${Icon} name="check" />`} ${words.title}</p>
    <${SideBars} poll=${poll} plain />
    <p class="result-now">${words.now} ${words.explain}</p></div>`;
}
