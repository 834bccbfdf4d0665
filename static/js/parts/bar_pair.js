// Both sides' bars, same size, residents first, told apart by pattern and word; the sentence before, the table after.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Icon } from "./icon.js";
import { Side, sideName } from "./side.js";

/**
 * `bars` are `[{side, share (0…1 or null when not published), value (words), carried}]`; `sentence` says the same in words;
 * `half` draws the line at one half; `small` for voice balance and turnout; `table` is `{head: [...], rows: [[...]]}` or nothing.
 */
export function BarPair({ bars, sentence = "", half = false, small = false, table = null }) {
  const caption = sentence ? html`<figcaption class="bars-sentence">${sentence}</figcaption>` : null;
  const lines = bars.map((bar) => html`<${Bar} key=${bar.side} ...${bar} half=${half} />`);
  const key = half ? html`<${HalfKey} />` : null;
  const same = table ? html`<${SameTable} ...${table} />` : null;
  return html`<figure class=${small ? "bars bars-small" : "bars"}>${caption}${lines}${key}${same}</figure>`;
}

function Bar({ side, share, value, carried = false, half }) {
  const look = ["bar", `bar-${side}`, share === null && "is-suppressed", carried && "is-carried"].filter(Boolean).join(" ");
  const width = `${Math.round(Math.min(1, Math.max(0, share || 0)) * 1000) / 10}%`;
  const line = half ? html`<span class="bar-half"></span>` : null;
  const check = carried ? html` <${Icon} name="check" />` : null;
  return html`<div class=${look}><span class="bar-label"><${Side} side=${side} /> ${sideName(side)}</span>
    <span class="bar-track" aria-hidden="true"><svg class="bar-fill" width=${width} height="100%"></svg>${line}</span>
    <span class="bar-value number">${value}${check}</span></div>`;
}

function HalfKey() {
  return html`<p class="bars-key"><span class="bar-half-key"></span> ${gettext("The dashed line is half.")}</p>`;
}

function SameTable({ head, rows }) {
  const cells = rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`);
  return html`<details class="bars-table"><summary>${gettext("The same as a table")}</summary>
    <table class="table"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${cells}</tbody></table></details>`;
}
