// Cards put together: three groups at a time, long ones continued on the next page.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useSqueeze } from "../fit.js";
import { pagesOfColumns, wallFor } from "../model/pages.js";
import { PageCount } from "../parts/page_count.js";
import { WallTile, wallWords } from "../parts/wall_tile.js";
import { usePage, useWall } from "../wall.js";

export function GroupsScene({ columns }) {
  const { activity } = useWall();
  const squeeze = useSqueeze(activity.id);
  const readable = columns.map((column) => ({ ...column, cards: column.cards.map(wallWords) }));
  const pages = pagesOfColumns(readable, wallFor(activity, { taken: squeeze }));
  const page = usePage(pages.length);
  const shown = pages[page] ?? [];
  return html`<div class="wall-columns">${shown.map((slice) => html`<${WallGroup} key=${`${slice.id}-${slice.part}`} slice=${slice} />`)}</div>
    <${PageCount} page=${page} pages=${pages.length} />`;
}

function WallGroup({ slice }) {
  const { group, cards, count, part, parts } = slice;
  const more = parts > 1 ? html` <span class="group-part number" dir="ltr">${part}/${parts}</span>` : null;
  return html`<section class=${group ? "group" : "group is-loose"}><header class="group-head">
      <h2 class="group-title" lang=${group?.lang ?? null} dir="auto">${group ? group.title : gettext("To be put together")}${more}</h2><span class="group-count number">${count}</span></header>
    <div class="group-cards">${cards.map((card) => html`<${WallTile} key=${card.id} card=${card} />`)}</div></section>`;
}
