// Left: the agenda with what is done, now and ahead, and the steps through it.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { agendaRows } from "../model/steps.js";
import { Steps } from "./steps.js";

export function AgendaPanel() {
  const { room } = useDesk();
  const rows = agendaRows(room.tables.value);
  return html`<nav class="console-agenda" aria-labelledby="agenda-title">
    <h2 class="eyebrow" id="agenda-title">${gettext("Agenda")}</h2>
    <ol class="agenda">${rows.map((row) => html`<${AgendaItem} key=${row.id} ...${row} />`)}</ol>
    <${Steps} />
  </nav>`;
}

const LOOKS = { done: "is-done", now: "is-now", paused: "is-now is-paused", ahead: "is-next" };

function AgendaItem({ number, title, minutes, mark }) {
  const now = mark === "now" || mark === "paused";
  const sign = mark === "done" ? html`<${Icon} name="check" />` : mark === "paused" ? html`<${Icon} name="pause" />` : number;
  const spoken = { done: gettext("done"), now: gettext("now"), paused: gettext("paused"), ahead: gettext("not yet") }[mark];
  return html`<li class="agenda-item ${LOOKS[mark]}" aria-current=${now ? "step" : null}>
    <span class="agenda-mark">${sign}</span>
    <span class="agenda-title">${title}<span class="visually-hidden">, ${spoken}</span></span>
    <span class="agenda-minutes number">${interpolate(gettext("%(n)s min"), { n: minutes })}</span></li>`;
}
