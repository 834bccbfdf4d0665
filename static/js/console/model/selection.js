// Where the keyboard stands on the board and which cards are chosen. Places are kept by id: live changes never move the cursor to another card.

/** A column as the keyboard walks it: its heading, then its cards. */
const stops = (column) => [{ column: column.id, card: null }, ...column.cards.map((card) => ({ column: column.id, card: card.id }))];

export const samePlace = (a, b) => Boolean(a && b) && a.column === b.column && a.card === b.card;

/** [column index, row index] of a place; a card that moved is followed to its new column; null when it is gone. */
export function locate(columns, at) {
  if (!at) return null;
  for (const [x, column] of columns.entries()) {
    if (at.card === null && column.id === at.column) return [x, 0];
    const y = column.cards.findIndex((card) => card.id === at.card);
    if (at.card !== null && y >= 0) return [x, y + 1];
  }
  return null;
}

/** The first card there is, else the first heading: where Tab enters the board. */
export function firstPlace(columns) {
  const filled = columns.find((column) => column.cards.length);
  if (filled) return stops(filled)[1];
  return columns.length ? stops(columns[0])[0] : null;
}

export const settle = (columns, at) => {
  const found = locate(columns, at);
  return found ? stops(columns[found[0]])[found[1]] : firstPlace(columns);
};

const STEP = { up: [0, -1], down: [0, 1], start: [-1, 0], end: [1, 0] };

/** The place one step away: `direction` is up, down, start or end (already turned for right-to-left). At an edge it stays. */
export function step(columns, at, direction) {
  const from = locate(columns, at);
  if (!from) return firstPlace(columns);
  const [dx, dy] = STEP[direction];
  const x = Math.min(Math.max(from[0] + dx, 0), columns.length - 1);
  const lane = stops(columns[x]);
  const y = Math.min(Math.max(from[1] + dy, 0), lane.length - 1);
  return lane[y];
}

export function toggled(chosen, card) {
  const next = new Set(chosen);
  if (!next.delete(card)) next.add(card);
  return next;
}

/** Chosen cards that are still on the board: somebody else may have hidden one meanwhile. */
export function stillThere(chosen, columns) {
  const here = new Set(columns.flatMap((column) => column.cards.map((card) => card.id)));
  return new Set([...chosen].filter((card) => here.has(card)));
}

/** The cards a verb acts on: those chosen, in board order; without a choice the one under the cursor. */
export function targets(columns, chosen, at) {
  const cards = columns.flatMap((column) => column.cards);
  const picked = cards.filter((card) => chosen.has(card.id));
  return picked.length ? picked : cards.filter((card) => card.id === at?.card);
}

/** Groups touched by the choice: the columns of the chosen cards, else the column under the cursor. */
export function touchedGroups(columns, chosen, at) {
  const withChoice = columns.filter((column) => column.group && column.cards.some((card) => chosen.has(card.id)));
  if (withChoice.length) return withChoice.map((column) => column.group);
  const place = locate(columns, at);
  return place && columns[place[0]].group ? [columns[place[0]].group] : [];
}
