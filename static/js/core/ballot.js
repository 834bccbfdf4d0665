// A ballot made on the device: its nonce, its canonical choice, and the receipt that must come back from the room.
// Byte layout: deliberation/counting/sealed.py.
import { randomHex } from "./random.js";
import { sha256 } from "./sha256.js";

/** The one text of a choice: keys in ascending order, no spaces, integers only. Throws on what has no such text. */
export function canonical(data) {
  if (Array.isArray(data)) return `[${data.map(canonical).join(",")}]`;
  if (data !== null && typeof data === "object")
    return `{${Object.keys(data).sort().map((key) => `${ascii(key)}:${canonical(data[key])}`).join(",")}}`;
  if (typeof data === "number" && !Number.isSafeInteger(data)) throw new TypeError("only whole numbers");
  if (typeof data === "string") return whole(data);
  if (data === null || ["number", "boolean"].includes(typeof data)) return JSON.stringify(data);
  throw new TypeError("no canonical text");
}

/** SHA-256(poll LF side LF choice LF nonce), 64 hex digits: the receipt. */
export const leaf = ({ poll, side, choice, nonce }) => sha256([poll, side, canonical(choice), nonce].join("\n"));

/** A ballot ready to be cast: `{cast: {poll, choice, nonce}, receipt}`. Dots without a dot are left out. */
export function newBallot({ poll, side, choice }) {
  const nonce = randomHex(16);
  const clean = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== 0));
  return { cast: { poll, choice: clean, nonce }, receipt: leaf({ poll, side, choice: clean, nonce }) };
}

function ascii(key) {
  if (!/^[ -~]*$/.test(key)) throw new TypeError("keys are printable ASCII");
  return JSON.stringify(key);
}

function whole(text) {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError("half a character");
  return JSON.stringify(text);
}
