// Hiding a card needs a reason: its author reads it.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function HideDialog({ card }) {
  const desk = useDesk();
  const fields = ({ values, set, errors }) => html`<blockquote class="quoted" lang=${card.lang} dir="auto">${card.text}</blockquote>
    <${Field} label=${gettext("Why is it hidden?")} hint=${gettext("The author reads this sentence.")} name="reason" first rows=${2} max=${300} value=${values.reason} error=${errors.reason}
        onInput=${(value) => set("reason", value)} />`;
  const send = ({ reason }) => desk.room.send("card.hide", { card: card.id, reason });
  const title = interpolate(gettext("Hide card %(number)s"), { number: card.number });
  return html`<${FormDialog} title=${title} start=${{ reason: "" }} fields=${fields} send=${send} done=${gettext("The card is hidden.")} go=${gettext("Hide the card")} />`;
}
