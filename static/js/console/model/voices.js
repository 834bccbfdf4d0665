// Voice balance: who is in the room, how much each side has said, who has not written. Counts only, never names.
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { rows, sidesPresent, theRoom } from "./tables.js";

/** [{side, cards, people, perPerson, share}]: cards per person present, `share` of the balance bar 0…1 (empty while nobody wrote). */
export function balance(tables, activity) {
  const present = theRoom(tables)?.present ?? {};
  const cards = rows(tables, "cards").filter((card) => !activity || card.activity === activity.id);
  const sides = sidesPresent(present).map((side) => {
    const written = cards.filter((card) => card.side === side).length;
    const people = present[side] ?? 0;
    return { side, cards: written, people, perPerson: people ? written / people : 0 };
  });
  const sum = sides.reduce((total, side) => total + side.perPerson, 0);
  return sides.map((side) => ({ ...side, share: sum ? side.perPerson / sum : 0 }));
}

/** "Residents write more: 1.4 cards each, officials 0.6" as data: the louder side, or null when within a fifth of each other. */
export function louder(sides) {
  const [first, second] = [...sides].sort((a, b) => b.perPerson - a.perPerson);
  if (!second || !first.perPerson) return null;
  return first.perPerson > second.perPerson * 1.2 ? first.side : null;
}

export const presentTotal = (tables) => {
  const present = theRoom(tables)?.present ?? {};
  return Object.values(present).reduce((sum, count) => sum + count, 0);
};

/** The sentence of who has not written, or null outside an activity that collects. */
export function silentSentence(live, activity) {
  const silent = live?.silent?.[activity?.id];
  if (activity?.kind !== "cards" || silent === undefined) return null;
  if (silent === 0) return gettext("Everybody has written.");
  return interpolate(ngettext("%(n)s person has not written yet.", "%(n)s people have not written yet.", silent), { n: silent });
}

/** How many are writing a card for this activity right now; never who. */
export const writingNow = (live, activity) => live?.doing?.writing?.[activity?.id] ?? 0;

export const writingSentence = (writing) => interpolate(ngettext("%(n)s person is writing now.", "%(n)s people are writing now.", writing), { n: writing });

/** {cards, people}: the two big numbers before the reveal. */
export function written(tables, live, activity) {
  const cards = rows(tables, "cards").filter((card) => card.activity === activity.id && card.state === "shown").length;
  return { cards, people: live?.written?.[activity.id] ?? 0 };
}
