// What anybody can compute again of a closed vote from its published record, as docs/deciding.md lays it down.
import { canonical, leaf } from "./ballot.js";
import { sha256 } from "./sha256.js";

const OPENING = ["poll", "method", "subject", "question", "options", "params", "secret", "seed_commit"];

/**
 * `{opening, seed, leaves, head}`: true when it agrees, false when not, null where the record does not hold enough
 * (no ballots are published, or those of one side are held back).
 */
export function verdicts(record) {
  const opening = Object.fromEntries(OPENING.map((key) => [key, record[key]]));
  const { poll, ballots, leaves, result } = record;
  const made = ballots.map(({ side, choice, nonce }) => leaf({ poll, side, choice, nonce })).sort();
  return {
    opening: sha256(canonical(opening)) === record.opening_hash,
    seed: sha256(record.seed) === record.seed_commit,
    leaves: ballots.length ? made.join() === [...leaves].sort().join() : null,
    head: result.suppressed.length ? null : sha256([...leaves].sort().map((each) => `${each}\n`).join("")) === record.head,
  };
}

/** What was typed of a receipt: small hexadecimal digits without spaces and points. */
export const typedReceipt = (text) => text.toLowerCase().replace(/[\s·.-]/g, "");

/** The one leaf that begins like this (8 digits or more), or null. */
export function leafOf(leaves, typed) {
  const ours = typed.length >= 8 ? leaves.filter((each) => each.startsWith(typed)) : [];
  return ours.length === 1 ? ours[0] : null;
}
