// What changed between two states of a textarea, and where a caret goes when others change the text: pure functions.

const isLow = (code) => code >= 0xdc00 && code <= 0xdfff;

/**
 * The one change that makes `after` of `before`: `{at, remove, insert}`, counted in UTF-16 units as JavaScript does. `caret` is where the caret
 * stands after it: of "aa" and "aaa" it tells which a is new. No sign of two units (an emoji) is ever cut in halves.
 */
export function difference(before, after, caret = after.length) {
  const most = Math.min(before.length, after.length);
  const ahead = Math.max(0, after.length - caret); // what stands behind the caret was there before
  let end = 0;
  while (end < Math.min(most, ahead) && same(before, after, end)) end++;
  let start = 0;
  while (start < most - end && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  while (end < most - start && same(before, after, end)) end++;
  if (isLow(before.charCodeAt(start)) || isLow(after.charCodeAt(start))) start = Math.max(0, start - 1);
  while (end > 0 && (isLow(before.charCodeAt(before.length - end)) || isLow(after.charCodeAt(after.length - end)))) end--;
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

const same = (one, two, end) => one.charCodeAt(one.length - 1 - end) === two.charCodeAt(two.length - 1 - end);

/** Where a place is after a change by somebody else, told as a Yjs delta. What is put in exactly there comes after it. */
export function moved(place, delta) {
  let at = 0, now = place;
  for (const { retain = 0, insert = "", delete: gone = 0 } of delta) {
    at += retain;
    if (at >= now) return now;
    if (gone) now -= Math.min(gone, now - at);
    now += insert.length;
    at += insert.length;
  }
  return now;
}

/** A long text in parts that fit into one message each, never between the halves of a sign. */
export function parts(text, longest = 8_000) {
  const found = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + longest);
    if (end < text.length && isLow(text.charCodeAt(end))) end--;
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}
