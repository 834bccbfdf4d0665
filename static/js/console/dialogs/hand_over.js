// A second facilitator gets the same console.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function HandOverDialog() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const fields = ({ values, set, errors }) => html`<p>${gettext("A facilitator of this territory can lead the room with you, or in your place. Nobody who leads votes.")}</p>
    <${Field} label=${gettext("E-mail of the facilitator")} name="email" first type="email" dir="ltr" autocomplete="off" value=${values.email} error=${errors.email}
        onInput=${(value) => set("email", value)} />`;
  const after = (answer, { email }) => {
    desk.tell(interpolate(gettext("%(name)s can lead the room now."), { name: answer.data.name ?? email }));
    desk.shut();
  };
  return html`<${FormDialog} title=${gettext("Share the console")} start=${{ email: "" }} fields=${fields}
      send=${({ email }) => desk.room.send("room.hand_over", { room: room.id, email })} after=${after} go=${gettext("Share it")} />`;
}
