// One textarea bound to one Y.Text: what is typed goes in as the one change it is, what others type leaves the caret where it was.
import { difference, moved, parts } from "./difference.js";

const HERE = "typed here";

// A textarea makes one line end of any two signs that end a line: then places would no longer agree.
const shown = (text) => text.toString().replace(/\r/g, "\n");

/**
 * `onHold(yes)`: while a word is being composed nothing from others may be applied to the document, for a textarea that changes
 * then loses the word. `onPlace(at | null)`: where the caret is, null when it is not in here. Returns `{begin(), end()}`.
 */
export function bindField({ area, text, onHold, onPlace, page = document }) {
  let seen = null; // what the textarea shows, once it is bound

  /** The text has come: shows it, with what was typed into the page before. */
  function begin() {
    if (seen !== null) return;
    const early = difference(area.defaultValue, area.value);
    seen = shown(text);
    if (area.value !== area.defaultValue && area.value !== seen) put(within(early, difference(area.defaultValue, seen), seen));
    show(area.selectionStart, area.selectionEnd);
    text.observe(theirs);
    for (const [name, run] of Object.entries(events)) area.addEventListener(name, run);
    page.addEventListener("selectionchange", place);
  }

  function put({ at, remove, insert }) {
    if (remove) text.doc.transact(() => text.delete(at, remove), HERE);
    let where = at;
    for (const part of parts(insert)) {
      text.doc.transact(() => text.insert(where, part), HERE);
      where += part.length;
    }
    seen = shown(text);
  }

  function typed() {
    if (area.value !== seen) put(difference(seen, area.value, area.selectionEnd));
    place();
  }

  function theirs({ delta }, transaction) {
    if (transaction.origin === HERE) return;
    show(moved(area.selectionStart, delta), moved(area.selectionEnd, delta));
  }

  function show(start, end) {
    const { scrollTop, selectionDirection } = area;
    seen = shown(text);
    if (area.value === seen) return;
    area.value = seen;
    area.setSelectionRange(start, end, selectionDirection);
    area.scrollTop = scrollTop;
  }

  const place = () => page.activeElement === area && onPlace(area.selectionEnd);
  const events = {
    input: typed,
    compositionstart: () => onHold(true),
    compositionend() {
      typed();
      onHold(false);
    },
    focus: place,
    blur() {
      onHold(false);
      onPlace(null);
    },
  };

  function end() {
    text.unobserve(theirs);
    for (const [name, run] of Object.entries(events)) area.removeEventListener(name, run);
    page.removeEventListener("selectionchange", place);
  }

  return { begin, end };
}

/** Somebody's change to an old text, put where it belongs in the text as others have left it; of theirs nothing is taken away. */
function within(mine, theirs, now) {
  if (mine.at + mine.remove <= theirs.at) return mine;
  const at = mine.at >= theirs.at + theirs.remove ? mine.at + theirs.insert.length - theirs.remove : theirs.at + theirs.insert.length;
  return { at: Math.min(at, now.length), remove: mine.at >= theirs.at + theirs.remove ? mine.remove : 0, insert: mine.insert };
}
