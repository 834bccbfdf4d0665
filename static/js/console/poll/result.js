// The result as the console reads it: what it means, both bars, the reasons, where to check it.
import { day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { ChoiceBars } from "../../parts/choice_bars.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { Side, sideWord } from "../../parts/side.js";
import { outcomeWords } from "../model/outcome.js";
import { DotsResult } from "./dots_result.js";
import { SideBars } from "./side_bars.js";

const LOOKS = { ok: "ok", supported: "ok", quiet: "info" };

export function Result({ poll }) {
  if (!poll.result) return null;
  const words = outcomeWords(poll.result, { date: poll.result.due ? day(poll.result.due) : "", subject: poll.subject });
  const question = say(poll.question);
  const dots = poll.method === "dots";
  return html`<section class="panel stack result" data-outcome=${poll.result.outcome}>
    <p class="eyebrow" lang=${question.lang || null} dir="auto">${question.text}</p>
    <${Notice} kind=${LOOKS[words.tone]} title=${words.title} icon=${words.tone === "quiet" ? "info" : "check"} live><p>${words.now}</p>${words.explain && !dots ? html`<p>${words.explain}</p>` : null}<//>
    ${dots ? html`<${DotsResult} poll=${poll} />` : poll.subject === "options" ? html`<${ChoiceBars} poll=${poll} />` : html`<${SideBars} poll=${poll} />`}
    <${Reasons} result=${poll.result} />
    <p><a href="/polls/${poll.id}/" target="_blank" rel="noopener"><${Icon} name="search" class="icon-line" /> ${gettext("See the whole result and check it")}</a></p>
  </section>`;
}

function Reasons({ result }) {
  const reasons = result.reasons ?? [];
  if (!reasons.length) return null;
  return html`<h3>${gettext("Reasons given")}</h3><ul class="reasons">${reasons.map(({ side, reason, lang }, index) => html`<li key=${index}>
    <${Side} side=${side} /> <span class="visually-hidden">${sideWord(side)}</span> <span lang=${lang} dir="auto">${reason}</span></li>`)}</ul>`;
}
