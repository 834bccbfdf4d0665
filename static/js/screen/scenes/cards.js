// All cards, revealed, in pages that turn by themselves.
import { html } from "../../core/html.js";
import { useSqueeze } from "../fit.js";
import { pagesOfCards, wallFor } from "../model/pages.js";
import { PageCount } from "../parts/page_count.js";
import { WallTile, wallWords } from "../parts/wall_tile.js";
import { usePage, useWall } from "../wall.js";

export function CardsScene({ cards }) {
  const { activity } = useWall();
  const squeeze = useSqueeze(activity.id);
  const pages = pagesOfCards(cards.map(wallWords), wallFor(activity, { headings: false, taken: squeeze }));
  const page = usePage(pages.length);
  const columns = pages[page] ?? [];
  return html`<div class="wall-columns">${columns.map((column, index) => html`<div class="wall-column" key=${index}>${column.map((card) => html`<${WallTile} key=${card.id} card=${card} />`)}</div>`)}</div>
    <${PageCount} page=${page} pages=${pages.length} />`;
}
