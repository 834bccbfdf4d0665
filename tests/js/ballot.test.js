// Receipts computed on the phone are the ones the counting package computes.
import { deepEqual, equal, match, throws } from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { canonical, leaf, newBallot } from "../../static/js/core/ballot.js";
import { choiceOfForm } from "../../static/js/core/ballot_form.js";
import { newRef } from "../../static/js/core/random.js";
import { sha256 } from "../../static/js/core/sha256.js";

const NONCE = "00112233445566778899aabbccddeeff";

// Made with deliberation/counting/sealed.py.
const VECTORS = [
  { poll: "p1", side: "resident", choice: {"answer": "yes"},
    expected: "8b13529d2b93d3609bf5fc37f9ebc5b38ea63253a53140b78b6b5b30d8941470" },
  { poll: "k3x9", side: "official", choice: {"answer": "object"},
    expected: "9ac95a080a57bd8bc112da2ada8ee6657d022ead995bd16c5fcd12a5987fec7b" },
  { poll: "p2", side: "resident", choice: {"zz": 1, "10": 2, "9": 1},
    expected: "a6d55bb840c11e948e3c1bc6d6de8a2a0dee195cff6bcc892521156eadb9fa21" },
  { poll: "p3", side: "civil", choice: {"answer": "\u00e8 \"no\"\n\u2028\u007f"},
    expected: "6edd3a185f317d11abf2a759e280273bc5c086f80501c0f9cd344c5086b70b2c" },
];

test("the leaf is the server's leaf", () => {
  deepEqual(VECTORS.map(({ poll, side, choice }) => leaf({ poll, side, choice, nonce: NONCE })), VECTORS.map(({ expected }) => expected));
});

test("SHA-256 is SHA-256 around every block border", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000]) {
    const bytes = new Uint8Array(randomBytes(length));
    equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
  equal(sha256("perché ‏العربية"), createHash("sha256").update("perché ‏العربية").digest("hex"));
});

test("the canonical text sorts keys that look like numbers too", () => {
  equal(canonical({ b: 1, 10: 2, 9: 3, a: [true, null, "\u0001\"é"] }), '{"10":2,"9":3,"a":[true,null,"\\u0001\\"é"],"b":1}');
  for (const bad of [1.5, { é: 1 }, "\ud800", undefined]) throws(() => canonical(bad), TypeError);
});

test("a new ballot leaves empty dots out and its receipt fits", () => {
  const { cast, receipt } = newBallot({ poll: "p1", side: "resident", choice: { a: 2, b: 0 } });
  deepEqual([cast.poll, cast.choice], ["p1", { a: 2 }]);
  match(cast.nonce, /^[0-9a-f]{32}$/);
  equal(receipt, leaf({ ...cast, side: "resident" }));
});

test("refs differ", () => {
  equal(new Set(Array.from({ length: 1000 }, newRef)).size, 1000);
});

test("a form says the choice that the server reads from it", () => {
  const read = (choice, fields) => choiceOfForm([["csrfmiddlewaretoken", "x"], ["choice", choice], ...fields]);
  deepEqual(read("yes", []), { answer: "yes" });
  deepEqual(choiceOfForm([["poll", "p"], ["choice.a", "2"], ["choice.b", "0"], ["choice.c", ""]]), { a: 2 });
  deepEqual(read("grades", [["choice.a", "0"], ["choice.b", ""], ["choice.c", "5"]]), { grades: { a: 0, c: 5 } });
  deepEqual(read("ranking", [["choice.a", "2"], ["choice.c", "1"], ["choice.b", "1"], ["choice.d", ""]]), { ranking: [["b", "c"], ["a"]] });
  deepEqual(read("approve", [["choice.b", "1"], ["choice.a", "1"]]), { approve: ["a", "b"] });
});
