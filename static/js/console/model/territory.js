// What the page knows of the territory: its offices (who would have to answer) and its languages.
import { inlined } from "../../core/words.js";

let known = null;

/** [{id, name}]. */
export function offices() {
  known ??= inlined("offices") ?? [];
  return known;
}

/** Tags of the languages spoken in the territory; the page gives a list, or a dict with names. */
export function spoken() {
  const given = inlined("languages") ?? [];
  return Array.isArray(given) ? given : Object.keys(given);
}
