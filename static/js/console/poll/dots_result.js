// Dots per group and side: two bars under each title, what was chosen first.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { Icon } from "../../parts/icon.js";
import { dotRows, mostDots } from "../model/turnout.js";
import { dotBars } from "./dot_words.js";

/** `limit` keeps a wall readable; the rest is said in a line. */
export function DotsResult({ poll, limit = Infinity }) {
  const rows = dotRows(poll);
  const most = mostDots(rows);
  const left = rows.length - limit;
  return html`<div class="dots-result">${rows.slice(0, limit).map((row) => html`<${OptionBars} key=${row.id} row=${row} most=${most} />`)}
    ${left > 0 ? html`<p class="meta">${interpolate(ngettext("and %(n)s more group", "and %(n)s more groups", left), { n: left })}</p>` : null}</div>`;
}

function OptionBars({ row, most }) {
  const mark = row.added ? html`<span class="chip">${gettext("Priority of the offices")}</span>` : row.kept ? html`<span class="chip is-ok"><${Icon} name="check" /> ${gettext("Chosen")}</span>` : null;
  return html`<section class=${row.kept ? "bars-option is-kept" : "bars-option"}><p class="row row-apart"><span class="bars-option-title" lang=${row.lang} dir="auto">${row.title}</span>${mark}</p>
    <${BarPair} bars=${dotBars(row, most)} small /></section>`;
}
