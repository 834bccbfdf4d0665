// Words: the catalogue's own plural rule, the reader's language with honest fall-backs, Western digits everywhere.
import { deepEqual, equal, rejects } from "node:assert/strict";
import { test } from "node:test";
import { clockTime, countdown, number, shortReceipt } from "../../static/js/core/format.js";
import { pluralRule } from "../../static/js/core/plural.js";
import { gettext, interpolate, moreWords, ngettext, reading, say, useWords } from "../../static/js/core/words.js";

const ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5";

test("plural rules are those of the catalogue", () => {
  deepEqual([0, 1, 2, 3, 11, 100, 103].map(pluralRule(ARABIC)), [0, 1, 2, 3, 4, 5, 3]);
  deepEqual([0, 1, 2, 1000000].map(pluralRule("(n == 1) ? 0 : (n != 0 && n % 1000000 == 0) ? 1 : 2")), [2, 0, 2, 1]);
  deepEqual([0, 1, 2].map(pluralRule("alert(1)")), [1, 0, 1]);
});

test("a sentence nobody translated stays in plain English", () => {
  useWords({ catalog: { Yes: "Sì", "%(n)s card": ["%(n)s biglietto", "%(n)s biglietti"] }, plural: "n != 1" }, "it");
  deepEqual([gettext("Yes"), gettext("No"), ngettext("%(n)s card", "%(n)s cards", 1), ngettext("%(n)s card", "%(n)s cards", 3), ngettext("one", "many", 2)],
    ["Sì", "No", "%(n)s biglietto", "%(n)s biglietti", "many"]);
  equal(interpolate("%(n)s of %(all)s, %(none)s", { n: 3, all: 4 }), "3 of 4, %(none)s");
});

test("texts in several languages fall back and say in which language they are", () => {
  useWords({}, "ar");
  deepEqual(say({ it: "Sala", ar: "قاعة" }), { text: "قاعة", lang: "ar" });
  deepEqual(say({ it: "Sala", fr: "Salle" }), { text: "Sala", lang: "it" });
  deepEqual(say({ wo: "x" }), { text: "x", lang: "wo" });
  deepEqual([say(null), say("Mario")], [{ text: "", lang: "" }, { text: "Mario", lang: "" }]);
});

test("a card is read in the reader's language, the original kept", () => {
  useWords({}, "it");
  const row = { text: "مرحبا", lang: "ar", translations: { it: { text: "Ciao", by: "Amina" } } };
  deepEqual(reading(row), { text: "Ciao", lang: "it", by: "Amina", original: { text: "مرحبا", lang: "ar" } });
  deepEqual(reading({ text: "Ciao", lang: "it", translations: { it: { text: "no", by: "x" } } }), { text: "Ciao", lang: "it", by: null, original: null });
  deepEqual(reading({ text: "Salut", lang: "fr" }), { text: "Salut", lang: "fr", by: null, original: null });
});

test("numbers and times have Western digits in Arabic too", () => {
  useWords({}, "ar");
  equal(/[٠-٩]/.test(number(1234) + clockTime(0)), false);
  deepEqual([countdown(245), countdown(-3), countdown(59.2)], ["4:05", "0:00", "1:00"]);
  equal(shortReceipt("7f3a91c2dd"), "7f3a·91c2");
});

test("sentences of later screens come once, and can be asked again when the network failed", async () => {
  const asked = [];
  const answering = (ok) => async (address) => {
    asked.push(address);
    return { ok, status: ok ? 200 : 503, json: async () => ({ "Try again": "Riprova" }) };
  };
  useWords({ catalog: { Yes: "Sì" }, later: "/words/phone/it/0.json" }, "it");
  await rejects(moreWords({ fetch: answering(false) }), /503/);
  equal(gettext("Try again"), "Try again");
  for (const _ of [1, 2]) await Promise.all([moreWords({ fetch: answering(true) }), moreWords({ fetch: answering(true) })]);
  deepEqual([gettext("Yes"), gettext("Try again")], ["Sì", "Riprova"]);
  deepEqual(asked, ["/words/phone/it/0.json", "/words/phone/it/0.json"]);
});
