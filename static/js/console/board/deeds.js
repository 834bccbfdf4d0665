// What each verb of the board does, for keys, buttons and dragging alike. A deed that cannot act says why.
import { gettext } from "../../core/words.js";
import { directionOf } from "../model/keys.js";
import { UNGROUPED } from "../model/board.js";
import { locate, step, toggled } from "../model/selection.js";
import { boardView, hasBoard, placeName } from "./view.js";

const NO_CARD = () => gettext("Choose a card first: click on it, or go there with the arrows and press Space.");
const NO_GROUP = () => gettext("Go to a group first, or choose one of its cards.");

export function focusPlace(at) {
  requestAnimationFrame(() => document.querySelector(`[data-place="${CSS.escape(placeName(at))}"]`)?.focus());
}

function walk(desk, event) {
  const { columns, at } = boardView(desk);
  if (event.target.closest?.(".console-people")) return false; // arrows scroll the list of people
  const here = desk.at.value ? step(columns, at, directionOf(event.key, { rtl: document.dir === "rtl" })) : at;
  if (!here) return false;
  desk.at.value = here;
  focusPlace(here);
  return true;
}

/** Space on a card chooses it; on a heading it chooses all cards of the column, or leaves them. */
function choose(desk, event) {
  if (!event.target.closest?.("[data-place]")) return false;
  const { columns, at, chosen } = boardView(desk);
  if (at.card) desk.chosen.value = toggled(chosen, at.card);
  else desk.chosen.value = chooseColumn(columns[locate(columns, at)[0]], chosen);
  return true;
}

function chooseColumn(column, chosen) {
  const ids = column.cards.map(({ id }) => id);
  const all = ids.every((id) => chosen.has(id));
  return new Set([...[...chosen].filter((id) => !ids.includes(id)), ...(all ? [] : ids)]);
}

export function clear(desk) {
  desk.chosen.value = new Set();
}

const withCards = (name) => (desk) => {
  const { cards } = boardView(desk);
  return cards.length ? desk.open(name, { cards }) : desk.tell(NO_CARD());
};

const withOneCard = (name) => (desk) => {
  const [card] = boardView(desk).cards;
  return card ? desk.open(name, { card }) : desk.tell(NO_CARD());
};

const withGroup = (name) => (desk) => {
  const { groups } = boardView(desk);
  return groups.length ? desk.open(name, { groups }) : desk.tell(NO_GROUP());
};

const grouping = (deed) => (desk, event) => (desk.activity.value?.kind === "grouping" ? deed(desk, event) : false);
const onBoard = (deed) => (desk, event) => (hasBoard(desk.activity.value) ? deed(desk, event) : false);

/** One deed per action of the key table. `false` leaves the key to the browser. */
export const boardDeeds = {
  walk: onBoard(walk),
  choose: onBoard(choose),
  clear: onBoard(clear),
  group: grouping((desk) => desk.open("new-group", { cards: boardView(desk).cards })),
  move: grouping(withCards("move")),
  merge: grouping(withGroup("merge")),
  rename: grouping(withGroup("rename")),
  hide: onBoard(withOneCard("hide")),
  translate: onBoard(withOneCard("translate")),
};

/** Moves cards one by one; stops at the first refusal. `column` is a group's id or the loose column. */
export async function moveCards(desk, cards, column) {
  const group = column === UNGROUPED ? null : column;
  for (const card of cards.filter((one) => (one.group ?? null) !== group)) {
    const answer = await desk.act("card.move", { card: card.id, group });
    if (!answer.ok) return answer;
  }
  clear(desk);
  desk.finished(gettext("Moved."));
  return { ok: true };
}
