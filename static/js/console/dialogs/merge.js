// Two groups become one: all cards of the first go into the second.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { groupsInView } from "../model/board.js";
import { useDesk } from "../desk.js";
import { Select } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function MergeDialog({ groups }) {
  const desk = useDesk();
  const all = groupsInView(desk.room.tables.value).map(({ group }) => ({ value: group.id, label: group.title, lang: group.lang }));
  const [first, second] = groups;
  const start = { group: second?.id ?? first.id, into: second ? first.id : (all.find(({ value }) => value !== first.id)?.value ?? "") };
  const fields = ({ values, set }) => html`<${Select} label=${gettext("Put the cards of")} name="group" first value=${values.group} options=${all} onChoose=${(value) => set("group", value)} />
    <${Select} label=${gettext("into")} name="into" value=${values.into} options=${all} onChoose=${(value) => set("into", value)} />
    <p class="meta">${gettext("The first group leaves the wall. Undo brings it back as it was.")}</p>`;
  return html`<${FormDialog} title=${gettext("Merge two groups")} start=${start} fields=${fields} send=${(values) => desk.room.send("group.merge", values)}
      done=${gettext("The groups are one now.")} go=${gettext("Merge")} />`;
}
