// What fits on the wall at once: cards are packed into columns and columns into pages by an estimate of their lines.

/** Signs that fit in one line of a card, and lines that fit in one column, at 4 vh with three columns (measured at 1920×1080). */
export const WALL = { columns: 3, signs: 26, lines: 11 };

const wide = (text) => /[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]/.test(text ?? "");
const linesOf = (text, signs) => (text ? Math.max(1, Math.ceil((text.length * (wide(text) ? 2 : 1)) / signs)) : 0);

/** Lines of a card with its translation, plus one for its frame. */
export const weight = ({ text, original }, wall = WALL) => linesOf(text, wall.signs) + linesOf(original?.text, wall.signs) + 1;

/** A long column becomes several slices, each with part and parts for its heading. An empty column keeps one empty slice. */
export function slices(column, wall = WALL) {
  const parts = [[]];
  let used = 0;
  for (const card of column.cards) {
    const need = weight(card, wall);
    if (used && used + need > wall.lines) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1).push(card);
    used += need;
  }
  return parts.map((cards, index) => ({ ...column, cards, count: column.cards.length, part: index + 1, parts: parts.length }));
}

/** Pages of columns, never empty: [[slice, slice, slice], …]. */
export function pagesOfColumns(columns, wall = WALL) {
  const all = columns.flatMap((column) => slices(column, wall));
  return chunked(all, wall.columns);
}

/** Pages of a plain board: cards dealt to the column that is shortest so far, a new page when none has room. */
export function pagesOfCards(cards, wall = WALL) {
  const pages = [];
  let page = null;
  for (const card of cards) {
    const need = weight(card, wall);
    const shortest = page && page.reduce((best, column) => (column.used < best.used ? column : best));
    if (!page || (shortest.used && shortest.used + need > wall.lines)) {
      page = Array.from({ length: wall.columns }, () => ({ used: 0, cards: [] }));
      pages.push(page);
    }
    const column = page.reduce((best, one) => (one.used < best.used ? one : best));
    column.cards.push(card);
    column.used += need;
  }
  return pages.map((columns) => columns.map(({ cards: dealt }) => dealt));
}

export function chunked(list, size) {
  if (!list.length) return [[]];
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, index * size + size));
}

export const PAGE_MS = 10_000;

/** The page on show at a server time: every projector of a room turns at the same moment. */
export const pageAt = (now, pages, every = PAGE_MS) => (pages > 1 ? Math.floor(now / every) % pages : 0);
