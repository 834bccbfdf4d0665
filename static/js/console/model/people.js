// The people of the room in the facilitator's list: order, states in words, the count that is going on.
import { gettext } from "../../core/words.js";
import { rows } from "./tables.js";

const ORDER = { in: 0, asked: 1, out: 2, removed: 3 };
const STATES = {
  in: () => gettext("in the room"),
  asked: () => gettext("asked, no answer yet"),
  out: () => gettext("out"),
  removed: () => gettext("removed"),
};
const CHANNELS = { phone: () => gettext("phone"), table: () => gettext("shared phone"), paper: () => gettext("without phone"), rehearsal: () => gettext("rehearsal") };

export const seatState = (state) => (STATES[state] ?? STATES.out)();
export const channelWord = (channel) => (CHANNELS[channel] ?? CHANNELS.phone)();

/** Those in the room first, each group by ticket number, then by nickname. */
export const peopleRows = (tables) =>
  rows(tables, "participants").sort(
    (a, b) => ORDER[a.state] - ORDER[b.state] || (a.ticket ?? Infinity) - (b.ticket ?? Infinity) || a.nickname.localeCompare(b.nickname) || 0,
  );

/** People that `words` names: by nickname, or by the number on their ticket. */
export function found(people, words) {
  const wanted = words.trim().toLocaleLowerCase();
  if (!wanted) return people;
  return people.filter(({ nickname, ticket }) => nickname.toLocaleLowerCase().includes(wanted) || String(ticket ?? "") === wanted);
}

/**
 * Is this person's phone connected right now? Null when that is not known: paper has no phone, and in a large room there are numbers only
 * (then the names are those of earlier, and fewer than are online).
 */
export function isConnected(live, { id, channel }) {
  if (!live?.names || live.names.length !== live.online || channel === "paper" || channel === "rehearsal") return null;
  return live.names.includes(id);
}

/** {answered, asked}: of those asked in a count, how many said that they are here. */
export function recount(tables) {
  const people = rows(tables, "participants").filter(({ state }) => state === "in" || state === "asked");
  return { answered: people.filter(({ state }) => state === "in").length, asked: people.length };
}
