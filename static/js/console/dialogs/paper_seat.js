// Somebody without a phone comes in with a ticket: the code typed here, a nickname, and the side stands on the ticket.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function PaperSeatDialog() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const fields = ({ values, set, errors }) => html`<p>${gettext("The ticket says which side the person sits on. Cards and ballots on paper are typed in for them.")}</p>
    <${Field} label=${gettext("Code on the ticket")} name="code" first code dir="ltr" autocomplete="off" value=${values.code} error=${errors.code} onInput=${(value) => set("code", value)} />
    <${Field} label=${gettext("Nickname")} hint=${gettext("Chosen by the person. It is not shown on the wall.")} name="nickname" max=${40} value=${values.nickname} error=${errors.nickname}
        onInput=${(value) => set("nickname", value)} />`;
  return html`<${FormDialog} title=${gettext("A person without phone")} start=${{ code: "", nickname: "" }} fields=${fields}
    send=${(values) => desk.room.send("seat.paper", { room: room.id, ...values })} go=${gettext("Let them in")} />`;
}
