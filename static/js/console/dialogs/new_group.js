// A new group, from the chosen cards or empty.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { clear } from "../board/deeds.js";
import { useDesk } from "../desk.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";

export function NewGroupDialog({ cards }) {
  const desk = useDesk();
  const words = interpolate(ngettext("With %(n)s card.", "With %(n)s cards.", cards.length), { n: cards.length });
  const fields = ({ values, set, errors }) => html`<p class="meta">${cards.length ? words : gettext("Empty; cards can be moved into it.")}</p>
    <${Field} label=${gettext("Name of the group")} hint=${gettext("Short, in the words of the cards.")} name="title" first max=${160} value=${values.title} error=${errors.title}
        onInput=${(value) => set("title", value)} />
    <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />`;
  const send = ({ title, lang }) => desk.room.send("group.create", { activity: desk.activity.value.id, title, lang, cards: cards.map(({ id }) => id) });
  const after = () => {
    clear(desk);
    desk.shut();
    desk.finished(gettext("The group is on the wall."));
  };
  return html`<${FormDialog} title=${gettext("New group")} start=${{ title: "", lang: desk.theRoom.value.lang }} fields=${fields} send=${send} after=${after}
      go=${gettext("Make the group")} />`;
}
