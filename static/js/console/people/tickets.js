// Tickets are public numbers: issued, used, void.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";

export function Tickets() {
  const desk = useDesk();
  const { issued = 0, redeemed = 0, void: voided = 0 } = desk.theRoom.value.tickets ?? {};
  const rows = [[gettext("Issued"), issued], [gettext("Used"), redeemed], [gettext("Void"), voided]];
  return html`<section class="console-section"><h2 class="eyebrow">${gettext("Tickets")}</h2>
    <dl class="present">${rows.map(([word, count]) => html`<div key=${word}><dt>${word}</dt><dd class="number">${count}</dd></div>`)}</dl>
    <${Held} class="button-quiet" why=${desk.refusal("ticket.issue")} onClick=${() => desk.open("tickets")}><${Icon} name="print" /> ${gettext("More tickets")}<//></section>`;
}
