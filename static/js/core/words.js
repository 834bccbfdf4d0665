// The interface's words: Django's JSON catalogue, inlined in the page, and texts that arrive in several languages.
import { pluralRule } from "./plural.js";

let catalogue = {};
let pluralOf = pluralRule("n != 1");
let reader = "it";
let later = "";
let coming = null;

/**
 * Loads `{catalog, plural}` (Django's JSONCatalog) and the reader's language tag; `later`: the address of the sentences of later screens,
 * "" when all are here. The page does it by itself, tests by hand.
 */
export function useWords({ catalog = {}, plural = null, later: address = "" } = {}, language = reader) {
  catalogue = catalog;
  later = address;
  pluralOf = pluralRule(plural);
  reader = language;
}

/** The reader's language tag, e.g. "ar". */
export const readerLanguage = () => reader;

/** Promise of the sentences of later screens, fetched once however many wait; rejects when they do not come, and can be asked again. */
export async function moreWords({ fetch = globalThis.fetch } = {}) {
  if (!later) return;
  coming ||= fetched(fetch).finally(() => { coming = null; });
  await coming;
}

async function fetched(fetch) {
  const answer = await fetch(later, { credentials: "omit", redirect: "error" });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  catalogue = { ...catalogue, ...(await answer.json()) };
  later = "";
}

/** The sentence in the reader's language; the English sentence itself when nobody has translated it. */
export function gettext(message) {
  const found = catalogue[message];
  if (Array.isArray(found)) return found[0] || message;
  return found || message;
}

/** As gettext, choosing the form for `count` by the catalogue's own rule. */
export function ngettext(singular, plural, count) {
  const forms = catalogue[singular];
  if (!Array.isArray(forms)) return count === 1 ? singular : plural;
  return forms[pluralOf(Math.abs(Math.trunc(count)))] || forms[forms.length - 1] || plural;
}

/** Puts values in `%(name)s`. A name without value stays as it is, so that the mistake shows. */
export function interpolate(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** One of a dict of languages, in the reader's: `{it: "…", ar: "…"}` → `{text, lang}`. A plain string has lang "". */
export function say(texts) {
  if (texts == null) return { text: "", lang: "" };
  if (typeof texts === "string") return { text: texts, lang: "" };
  const order = [reader, reader.split("-")[0], "it", "en", ...Object.keys(texts)];
  const lang = order.find((tag) => texts[tag]);
  return lang ? { text: texts[lang], lang } : { text: "", lang: "" };
}

/**
 * What a person wrote, for this reader: `{text, lang, by, original}`. `by` names who translated, null for the text itself;
 * `original` is `{text, lang}` when a translation is shown, else null.
 */
export function reading({ text, lang, translations }) {
  const base = reader.split("-")[0];
  const found = translations && (translations[reader] || translations[base]);
  if (!found || (lang || "").split("-")[0] === base) return { text, lang, by: null, original: null };
  return { text: found.text, lang: translations[reader] ? reader : base, by: found.by, original: { text, lang } };
}

/** The JSON of `<script type="application/json" id="…">`, or null. */
export function inlined(id) {
  const element = typeof document === "undefined" ? null : document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

if (typeof document !== "undefined") useWords(inlined("words") || {}, document.documentElement.lang || "it");
