// What every screen of the phone may ask for: the room, its page, a short message to the person, the poll that is on.
import { createContext, useContext } from "preact";
import { rows } from "../core/list.js";

// What every screen of the phone may ask for: the room, the page's addresses, a short message to the person.
export const Here = createContext(null);

/** `{room (core/room.js), page: {id, seat}, toast(text, error?)}`. */
export const useHere = () => useContext(Here);

/** Why a command cannot be given now: a sentence, or null when it can. Commands the room says nothing about can be tried. */
export const whyNot = (mine, name) => mine.can?.[name] ?? null;

// Which poll an activity is about, and this person's place in it.
/** The poll that is open in the room, else the latest one (which may go on outside it), else null. */
export function pollOf(tables, activity) {
  const polls = rows(tables.polls, "number", (poll) => poll.activity === activity.id);
  return polls.find(({ state, ends }) => state === "open" && !ends) || polls.at(-1) || null;
}

/** "vote", "opinion" (the office that is addressed: heard, not counted) or "no" (not on the roll of this poll). */
export const standing = (mine, poll) => mine.votes?.[poll.id] || "no";

/** Is my ballot in? */
export const hasVoted = (mine, poll) => Boolean(mine.voted?.[poll.id]);
