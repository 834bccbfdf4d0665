// A vote of the room that too few people have taken part in goes on outside it, once.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function ExtendPollDialog({ poll }) {
  const desk = useDesk();
  const fields = ({ values, set, errors }) => html`<p>${gettext("Who is on the roll of this vote can go on voting, from home too. Nobody is added, and the rule stays the same. It closes by itself then.")}</p>
    <${Field} label=${gettext("For how many days?")} name="days" inputmode="numeric" first value=${values.days} error=${errors.days} onInput=${(value) => set("days", value)} />`;
  const send = ({ days }) => desk.room.send("poll.extend", { poll: poll.id, days: Number.parseInt(days, 10) || 0 });
  return html`<${FormDialog} title=${gettext("Let the vote go on online?")} start=${{ days: "7" }} fields=${fields} send=${send} go=${gettext("Let it go on")} />`;
}
