// Another name for a group, or the group taken apart.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";

export function RenameDialog({ groups }) {
  const desk = useDesk();
  const [group] = groups;
  const fields = ({ values, set, errors }) => html`<${Field} label=${gettext("Name of the group")} name="title" first max=${160} value=${values.title} error=${errors.title}
      onInput=${(value) => set("title", value)} />
    <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />`;
  const apart = async () => {
    const answer = await desk.act("group.dissolve", { group: group.id }, { done: gettext("The group was taken apart.") });
    if (answer.ok) desk.shut();
  };
  const more = html`<button type="button" class="button button-ghost" onClick=${apart}><${Icon} name="split" /> ${gettext("Take the group apart")}</button>`;
  return html`<${FormDialog} title=${gettext("Rename the group")} start=${{ title: group.title, lang: group.lang }} fields=${fields}
    send=${({ title, lang }) => desk.room.send("group.rename", { group: group.id, title, lang })} done=${gettext("The group has a new name.")} go=${gettext("Rename")} more=${more} />`;
}
