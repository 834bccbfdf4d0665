// QR codes made on the phone are those that an independent encoder draws.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { qrCode } from "../../static/js/core/qr.js";
import { sha256 } from "../../static/js/core/sha256.js";

// Made with segno (level L, mask 0) for texts that fill versions 1 to 5 to the last byte.
const EXPECTED = [
  [17, "c3997eca046bf9b83248d5a317163fee1b7bd54efa9a54dbbfd57017b4231bbc"],
  [32, "f06f16ae1f3d06862b4279447a2b827e55b2449f5f7b1b08ab56d0d6a0881f89"],
  [53, "fd4d97986bf3e776c7d3f1da6511826e8e9a9f42bd8b6d712ff610d1d8c54e98"],
  [78, "024b394e8bca4bed8f3e4ee972dd3c6a52eacebe13c24a8019f27c3624704b23"],
  [106, "f95f3002d58813d9a53183ff18080c486935847cbc53bd16ddcbc70b328d02ee"],
];

test("the pattern is right in every version, bit by bit", () => {
  const text = (length) => `http://10.0.0.2:8000/t/#${"abcdefghij".repeat(10)}`.slice(0, length);
  const drawn = ([length]) => [length, sha256(qrCode(text(length)).map((row) => row.map(Number).join("")).join("\n"))];
  deepEqual(EXPECTED.map(drawn), EXPECTED);
});

test("a text that is too long has no code", () => {
  equal(qrCode("x".repeat(107)), null);
});
