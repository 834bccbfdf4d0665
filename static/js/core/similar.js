// Which of the room's proposals say much the same as what somebody types: compared on this phone, nothing is asked of the server.
const LEAST = 0.35; // from here on it is worth reading both
const SMALLER = 0.75; // how much the shorter text decides
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f]/g;
const MOST = 600; // characters of a text that are compared

/** The few of `candidates` ({title, body}) that are most like `text`, best first. The measure is that of proposals/texts/similar.py. */
export function similarTo(text, candidates, limit = 3) {
  const own = trigrams(text);
  if (own.size < 4) return [];
  return candidates
    .map((each) => [each, Math.max(alike(own, trigrams(each.title)), alike(own, trigrams(`${each.title} ${each.body || ""}`)))])
    .filter(([, score]) => score >= LEAST)
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([each]) => each);
}

/** Every three letters in a row of every word, with two blanks before it and one after; short words only join others. */
export function trigrams(text) {
  const plain = String(text || "").slice(0, MOST).normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC");
  const words = plain.match(/[\p{L}\p{N}]+/gu) || [];
  const telling = words.filter((word) => word.length > 3);
  const found = new Set();
  for (const word of telling.length ? telling : words) {
    const padded = `  ${word} `;
    for (let n = 0; n + 3 <= padded.length; n += 1) found.add(padded.slice(n, n + 3));
  }
  return found;
}

function alike(a, b) {
  if (!a.size || !b.size) return 0;
  let shared = 0;
  for (const each of a) if (b.has(each)) shared += 1;
  return shared / (SMALLER * Math.min(a.size, b.size) + (1 - SMALLER) * Math.max(a.size, b.size));
}
