// The dots: what the room works on first, both sides' bars under each title, a few at a time.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { Icon } from "../../parts/icon.js";
import { dotRows, mostDots } from "../../console/model/turnout.js";
import { dotBars } from "../../console/poll/dot_words.js";
import { chunked, dotsOnAPage } from "../model/pages.js";
import { PageCount } from "../parts/page_count.js";
import { usePage, useWall } from "../wall.js";

export function DotsScene({ poll }) {
  const { row } = useWall();
  const rows = dotRows(poll);
  const most = mostDots(rows);
  const pages = chunked(rows, dotsOnAPage(poll, row));
  const page = usePage(pages.length);
  return html`<div class="dots-wall">${pages[page].map((one) => html`<${DotLine} key=${one.id} row=${one} most=${most} />`)}</div><${PageCount} page=${page} pages=${pages.length} />`;
}

function DotLine({ row, most }) {
  const mark = row.added ? html`<span class="wall-mark">${gettext("Priority of the offices")}</span>` : row.kept ? html`<span class="wall-mark is-ok"><${Icon} name="check" /> ${gettext("Chosen")}</span>` : null;
  return html`<section class=${row.kept ? "dots-line is-kept" : "dots-line"}><div class="dots-line-head"><h2 lang=${row.lang} dir="auto">${row.title}</h2>${mark}</div><${BarPair} bars=${dotBars(row, most)} /></section>`;
}
