// A group becomes a problem: a title and a wording that the authors of its cards will be asked to confirm.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { WordingFields } from "../parts/wording_fields.js";
import { OfficeField, officeOf } from "../parts/office_field.js";
import { FormDialog } from "../parts/form_dialog.js";

export function ProblemDialog({ group, cards }) {
  const desk = useDesk();
  const fields = (form) => html`<${Sources} cards=${cards} /><${WordingFields} ...${form} titleWords=${gettext("The problem in one line")} bodyWords=${gettext("What happens, to whom, where")} />
    <${OfficeField} value=${form.values.office} onChoose=${(value) => form.set("office", value)} />
    <p class="meta">${gettext("Those who wrote the cards are asked on their phones whether this is what they meant.")}</p>`;
  const send = (values) => desk.room.send("problem.draft", { group: group.id, title: values.title, body: values.body, lang: values.lang, ...officeOf(values) });
  return html`<${FormDialog} wide title=${gettext("From group to problem")} start=${{ title: group.title, body: "", lang: group.lang, office: "" }} fields=${fields} send=${send}
      go=${gettext("Ask the authors")} />`;
}

function Sources({ cards }) {
  return html`<ul class="sources">${cards.map((card) => html`<li key=${card.id} class="quoted" lang=${card.lang} dir="auto">${card.text}</li>`)}</ul>`;
}
