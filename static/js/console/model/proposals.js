// Problems and solutions as the console lists them: the state in words, who confirmed, what is still without an answer.
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { proposalsOf } from "./tables.js";

const STATES = {
  draft: () => gettext("Draft"),
  confirmed: () => gettext("Confirmed by its authors"),
  withdrawn: () => gettext("Withdrawn"),
  voting: () => gettext("Being voted on"),
  adopted: () => gettext("Adopted together"),
  supported: () => gettext("Supported by residents"),
  not_adopted: () => gettext("Not adopted"),
  accepted: () => gettext("Accepted by the office"),
  accepted_in_part: () => gettext("Accepted in part by the office"),
  not_accepted: () => gettext("Not accepted by the office"),
  rejoined: () => gettext("Its authors answered back"),
  programmed: () => gettext("Programmed"),
};

export const stateWord = (proposal) => (STATES[proposal.state] ?? STATES.draft)();

/** "3 of 4 authors confirmed the wording", with the objections when there are any. */
export function confirmSentence({ asked = 0, confirmed = 0, objected = 0 } = {}) {
  const all = asked + confirmed + objected;
  if (!all) return gettext("No author of these cards can be asked.");
  const words = interpolate(
    ngettext("%(confirmed)s of %(all)s author confirmed the wording.", "%(confirmed)s of %(all)s authors confirmed the wording.", all),
    { confirmed, all },
  );
  if (!objected) return words;
  const against = ngettext("%(n)s does not agree with it.", "%(n)s do not agree with it.", objected);
  return `${words} ${interpolate(against, { n: objected })}`;
}

const HELD = {
  objected: () => gettext("Somebody does not agree with the wording. Reword it first."),
  unconfirmed: () => gettext("None of the authors has confirmed the wording yet."),
};

/** Why a problem cannot be concluded now, in a sentence, or null. The server sends the reason as a key. */
export const heldBack = (proposal) => HELD[proposal.allowed?.conclude]?.() ?? null;

/** The problem whose wording the room looks at: the newest draft, else the newest of all. */
export function wordingInView(tables) {
  const problems = proposalsOf(tables, "problem").filter((problem) => problem.state !== "withdrawn");
  return problems.filter((problem) => problem.state === "draft").at(-1) ?? problems.at(-1) ?? null;
}

/** Confirmed problems that no solution answers yet. */
export function unanswered(tables) {
  const answered = new Set(proposalsOf(tables, "solution").flatMap((solution) => solution.answers ?? []));
  return proposalsOf(tables, "problem").filter((problem) => problem.state === "confirmed" && !answered.has(problem.id));
}

/** Solutions that can still be put to a vote. */
export const votable = (tables) =>
  proposalsOf(tables, "solution").filter((solution) => ["draft", "confirmed", "voting", "not_adopted"].includes(solution.state));
