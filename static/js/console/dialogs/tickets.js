// More tickets for one side, then printed.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { OfficeField, officeOf } from "../parts/office_field.js";
import { SideField } from "../parts/side_field.js";

export function TicketsDialog() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const fields = ({ values, set, errors }) => html`<${SideField} value=${values.side} onChoose=${(value) => set("side", value)} />
    <${Field} label=${gettext("How many")} inputmode="numeric" dir="ltr" value=${values.count} error=${errors.count} onInput=${(value) => set("count", value)} />
    ${values.side === "official" ? html`<${OfficeField} label=${gettext("Of which office?")} value=${values.office} onChoose=${(value) => set("office", value)} />` : null}
    <p class="meta">${gettext("Both hosts hand the tickets out together. Print them from the tickets page.")}</p>`;
  const send = (values) => desk.room.send("ticket.issue", { room: room.id, side: values.side, count: Number(values.count), ...(values.side === "official" ? officeOf(values) : {}) });
  return html`<${FormDialog} title=${gettext("More tickets")} start=${{ side: null, count: "10", office: "" }} fields=${fields} send=${send} go=${gettext("Make the tickets")} />`;
}
