// What fits on the wall at once: cards are packed into columns and columns into pages by an estimate of their lines.

/** Signs in one line of a card, lines in one column, at 4 vh with three columns (measured at 1920×1080). */
export const WALL = { columns: 3, signs: 24, lines: 11.2 };

const QUESTION_LINE = 56; // signs of a question that fit in one line above the board

/** The room left under this activity's question; without headings (a plain board) a little more; `taken` lines are used by something else. */
export function wallFor(activity, { headings = true, taken = 0 } = {}) {
  const longest = Math.max(0, ...Object.values(activity?.prompt ?? {}).map((words) => words.length));
  const lines = WALL.lines - (longest > QUESTION_LINE ? 1.5 : 0) - taken;
  return headings ? { ...WALL, lines } : { ...WALL, signs: WALL.signs + 3, lines: lines + 2 };
}

const TITLE_LINE = 15; // signs of a group's title in one line beside its part and count
const FRAME = 0.7; // padding and gap of a card, in lines
const TALL = /[\u0600-\u06ff\u0980-\u09ff]/; // scripts that need more air between lines
const WIDE = /[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]/;

function linesOf(text, signs) {
  if (!text) return 0;
  const lines = Math.max(1, Math.ceil((text.length * (WIDE.test(text) ? 2 : 1)) / signs));
  return lines * (TALL.test(text) ? 1.25 : 1);
}

/** Lines of a card with its original and the note that it came on paper, plus its frame. */
export const weight = ({ text, original, channel }, wall = WALL) =>
  linesOf(text, wall.signs) + linesOf(original?.text, wall.signs) + (channel === "paper" ? 1 : 0) + FRAME;

/** A long column becomes several slices, each with part and parts for its heading. An empty column keeps one empty slice. */
export function slices(column, wall = WALL) {
  const room = wall.lines - ((column.group?.title ?? "").length > TITLE_LINE ? 1 : 0);
  const parts = [[]];
  let used = 0;
  for (const card of column.cards) {
    const need = weight(card, wall);
    if (used && used + need > room) {
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

const TEXT = { signs: 70, lines: 10 };

/** A long text in pages of whole paragraphs: [[paragraph, …], …]. */
export function pagesOfText(text, wall = TEXT) {
  const paragraphs = (text ?? "").split(/\n+/).filter(Boolean).map((words) => ({ text: words }));
  return slices({ cards: paragraphs }, wall).map(({ cards }) => cards.map((one) => one.text));
}

/** Options of a dot vote that fit at once: a third side takes a bar more each, the strip of a rehearsal a line. */
export function dotsOnAPage(poll, room) {
  if (poll.eligible?.civil) return 2;
  return room?.rehearsal ? 3 : 4;
}
