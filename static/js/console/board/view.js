// The board as it is drawn and walked now: columns, cursor and choice, from the room and the desk.
import { cardsInView, dealtColumns, groupColumns } from "../model/board.js";
import { settle, stillThere, targets, touchedGroups } from "../model/selection.js";

const DEALT = 3;

/** Kinds whose board has groups; a collection shows its cards dealt over columns. */
const GROUPED = new Set(["grouping", "dots", "problems"]);

/** {columns, at, chosen, cards, groups, grouped}: `cards` and `groups` are what a verb would act on. */
export function boardView(desk) {
  const tables = desk.room.tables.value;
  const activity = desk.activity.value;
  const grouped = GROUPED.has(activity?.kind);
  const columns = grouped
    ? groupColumns(tables, activity, { hidden: true })
    : dealtColumns(cardsInView(tables, activity, { hidden: true }), DEALT);
  const chosen = stillThere(desk.chosen.value, columns);
  const at = settle(columns, desk.at.value);
  return { columns, chosen, at, grouped, cards: targets(columns, chosen, at), groups: touchedGroups(columns, chosen, at) };
}

/** Is there a readable board to walk on? Before the reveal there is none. */
export const hasBoard = (activity) => Boolean(activity) && (activity.kind === "grouping" || (activity.kind === "cards" && activity.revealed));

export const placeName = ({ column, card }) => `${column}/${card ?? ""}`;
