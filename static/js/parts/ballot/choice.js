// The choice on a ballot among options, by method: what is empty, what is still missing, and the form in which it is sent.
import { gettext } from "../../core/words.js";

/** Methods whose ballot is a choice among options; dots and answers have their own. */
export const AMONG = ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"];

const KEYS = { "majority-judgment": "grades", score: "scores", schulze: "ranking", stv: "ranking", "equal-shares": "approve", approval: "approve" };

const isList = (method) => KEYS[method] !== "grades" && KEYS[method] !== "scores";

/** A ballot on which nothing is said yet: a list of tiers, a list of ids, or `{option: n}`. */
export const emptyChoice = (method) => (isList(method) ? [] : {});

/** The choice as it is sent and hashed: ids of one tier and of an approval in ascending order. */
export function choiceOf(method, value) {
  const key = KEYS[method];
  if (key === "ranking") return { ranking: value.map((tier) => [...tier].sort()) };
  if (key === "approve") return { approve: [...value].sort() };
  return { [key]: value };
}

/** What has to be done before it can be sent, or null. Approving of nothing is an answer too. */
export function whatIsMissing(method, value) {
  const key = KEYS[method];
  if (key === "ranking") return value.length ? null : gettext("Put at least one in the first place.");
  if (key === "approve") return null;
  return Object.keys(value).length ? null : key === "grades" ? gettext("Give at least one word.") : gettext("Show at least one hand.");
}
