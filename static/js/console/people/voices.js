// Voice balance: cards per person on each side, in the activity that collects, and how many have not written.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { Notice } from "../../parts/notice.js";
import { sideName } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { balance, louder, silentSentence } from "../model/voices.js";
import { lastOfKind } from "../model/tables.js";

const oneDigit = (value) => new Intl.NumberFormat(document.documentElement.lang || "it", { maximumFractionDigits: 1, numberingSystem: "latn" }).format(value);

export function Voices() {
  const desk = useDesk();
  const tables = desk.room.tables.value;
  const activity = lastOfKind(tables, "cards");
  if (!activity) return null;
  const sides = balance(tables, activity);
  const loud = louder(sides);
  const silent = silentSentence(desk.room.live.value, desk.activity.value);
  const bars = sides.map(({ side, share, perPerson }) => ({ side, share, value: interpolate(gettext("%(n)s each"), { n: oneDigit(perPerson) }) }));
  return html`<section class="console-section"><h2 class="eyebrow">${gettext("Balance of voices: cards per person")}</h2>
    <${BarPair} bars=${bars} small />
    ${loud ? html`<p class="meta">${interpolate(gettext("%(side)s write more."), { side: sideName(loud) })}</p>` : null}
    ${silent ? html`<${Notice} kind=${desk.room.live.value.silent[desk.activity.value.id] ? "warn" : "ok"} live icon="hand"><p>${silent}</p><//>` : null}
  </section>`;
}
