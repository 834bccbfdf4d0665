// The grouping board as plain columns: what stands where, before anything is drawn.
import { activitiesOf, currentActivity, rows } from "./tables.js";

export const UNGROUPED = "ungrouped";

/** Cards of the activity, or on a grouping board of every revealed collection up to now; hidden cards only when asked for. */
export function cardsInView(tables, activity, { hidden = false } = {}) {
  if (!activity) return [];
  const sources = activity.kind === "cards" ? [activity] : collectionsUpTo(tables, activity);
  const ids = new Set([activity.id, ...sources.map((source) => source.id)]);
  return rows(tables, "cards")
    .filter((card) => ids.has(card.activity) && (hidden || card.state === "shown"))
    .sort((a, b) => a.number - b.number);
}

const collectionsUpTo = (tables, activity) =>
  activitiesOf(tables).filter((one) => one.kind === "cards" && one.revealed && one.position <= activity.position);

/** Columns of the grouping board: what is still to be put together first (it must never scroll away), then the groups in order. */
export function groupColumns(tables, activity, options) {
  const cards = cardsInView(tables, activity, options);
  const groups = rows(tables, "groups").sort((a, b) => a.position - b.position || a.number - b.number);
  const known = new Set(groups.map((group) => group.id));
  const loose = { id: UNGROUPED, group: null, cards: cards.filter((card) => !known.has(card.group)) };
  return [loose, ...groups.map((group) => ({ id: group.id, group, cards: cards.filter((card) => card.group === group.id) }))];
}

/** The same shape for a plain board: cards dealt over `count` columns row by row, so that reading order is arrow order. */
export function dealtColumns(cards, count) {
  const columns = Array.from({ length: count }, (_, index) => ({ id: `dealt-${index}`, group: null, cards: [] }));
  cards.forEach((card, index) => columns[index % count].cards.push(card));
  return columns;
}

export const groupsInView = (tables) => groupColumns(tables, currentActivity(tables)).slice(1);

/** True when the card is written in another language than the wall's and nobody has given it a line yet. */
export const wantsTranslation = (card, language) =>
  Boolean(card.text) && card.lang !== language && !card.translations?.[language];
