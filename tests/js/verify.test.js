// The check in the browser finds what was changed in a published record, and says nothing about what it cannot know.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { canonical, leaf } from "../../static/js/core/ballot.js";
import { sha256 } from "../../static/js/core/sha256.js";
import { leafOf, typedReceipt, verdicts } from "../../static/js/core/verify.js";

const SEED = "ab".repeat(32);

function record() {
  const opening = {
    poll: "p1", method: "double-majority", subject: "charter", question: { it: "Sì?" }, options: [], params: { quorum: [1, 2] },
    secret: { resident: true }, seed_commit: sha256(SEED),
  };
  const ballots = ["yes", "no", "yes"].map((answer, n) => {
    const ballot = { side: "resident", choice: { answer }, nonce: String(n).repeat(32) };
    return { ...ballot, leaf: leaf({ poll: "p1", ...ballot }) };
  });
  const leaves = ballots.map((each) => each.leaf).sort();
  return { ...opening, ballots, leaves, seed: SEED, opening_hash: sha256(canonical(opening)), head: sha256(leaves.map((each) => `${each}\n`).join("")), result: { suppressed: [] } };
}

test("an honest record agrees in everything", () => {
  deepEqual(verdicts(record()), { opening: true, seed: true, leaves: true, head: true });
});

test("each change is found by its own line", () => {
  const changes = {
    opening: (r) => { r.params.quorum = [1, 3]; },
    seed: (r) => { r.seed = "cd".repeat(32); },
    leaves: (r) => { r.ballots[0].choice.answer = "abstain"; },
    head: (r) => { r.head = "0".repeat(64); },
  };
  for (const [name, change] of Object.entries(changes)) {
    const changed = record();
    change(changed);
    deepEqual(Object.entries(verdicts(changed)).filter(([, verdict]) => verdict === false).map(([key]) => key), [name]);
  }
});

test("without ballots the leaves, and with a hidden side the head, are left open", () => {
  equal(verdicts({ ...record(), ballots: [] }).leaves, null);
  equal(verdicts({ ...record(), result: { suppressed: ["resident"] } }).head, null);
});

test("a receipt is found by its first eight digits, as it is read aloud, and never by fewer", () => {
  const { leaves } = record();
  const short = `${leaves[1].slice(0, 4)}·${leaves[1].slice(4, 8)}`.toUpperCase();
  equal(leafOf(leaves, typedReceipt(short)), leaves[1]);
  equal(leafOf(leaves, leaves[1].slice(0, 7)), null);
  equal(leafOf([...leaves, leaves[1]], leaves[1]), null);
});
