// A ballot on paper as it is sent: a secret side's ballot names no one, an open side's its seat.

import { AMONG, choiceOf as canonicalChoice, emptyChoice } from "../../parts/ballot/choice.js";

const NEEDS_REASON = new Set(["object", "no"]);

/** Answers that come with a reason. */
export const needsReason = (answer) => NEEDS_REASON.has(answer);

/** The wire's choice: `{option: n}` for dots, `{answer}` otherwise. */
export const choiceOf = (poll, { answer, dots, among }) =>
  AMONG.includes(poll.method) ? canonicalChoice(poll.method, among ?? emptyChoice(poll.method)) : poll.method === "dots" ? Object.fromEntries(Object.entries(dots).filter(([, n]) => n > 0)) : { answer };

/** The data of `ballot.enter` from what was typed: `{side, participant, answer, dots, reason, lang}`. */
export function ballotOf(poll, values) {
  const reason = needsReason(values.answer) && values.reason ? { reason: values.reason, lang: values.lang } : {};
  const open = poll.secret?.[values.side] === false;
  const whose = open ? { participant: values.participant || null } : { side: values.side };
  return { poll: poll.id, ...whose, choice: choiceOf(poll, values), ...reason };
}
