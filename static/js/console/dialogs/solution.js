// A solution written for somebody, or its text mended: which problems it answers comes first.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { proposalsOf } from "../model/tables.js";
import { FormDialog } from "../parts/form_dialog.js";
import { OfficeField, officeOf } from "../parts/office_field.js";
import { WordingFields } from "../parts/wording_fields.js";

export function SolutionDialog({ solution = null }) {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const problems = proposalsOf(desk.room.tables.value, "problem").filter(({ state }) => state === "confirmed");
  const start = { title: solution?.title ?? "", body: solution?.body ?? "", lang: solution?.lang ?? room.lang, problems: solution?.answers ?? [], office: solution?.office?.id ?? "" };
  const fields = (form) => html`${solution ? null : html`<${Problems} problems=${problems} ...${form} />`}
    <${WordingFields} ...${form} titleWords=${gettext("The solution in one line")} bodyWords=${gettext("What is done, by whom, for whom")} />
    <${OfficeField} label=${gettext("Which office would answer?")} value=${form.values.office} onChoose=${(value) => form.set("office", value)} />`;
  const send = (values) => {
    const text = { title: values.title, body: values.body, lang: values.lang, ...officeOf(values) };
    return solution ? desk.room.send("solution.edit", { proposal: solution.id, ...text }) : desk.room.send("solution.draft", { room: room.id, problems: values.problems, ...text });
  };
  return html`<${FormDialog} wide title=${solution ? gettext("Mend the text") : gettext("Write a solution for somebody")} start=${start} fields=${fields} send=${send}
      go=${solution ? gettext("Keep the text") : gettext("Put it with the solutions")} />`;
}

function Problems({ problems, values, set }) {
  const choose = (id, on) => set("problems", on ? [...values.problems, id] : values.problems.filter((one) => one !== id));
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("Which problems does it answer?")}</legend>
    ${problems.map((problem) => html`<label class="field-check" key=${problem.id}><input type="checkbox" checked=${values.problems.includes(problem.id)}
        onChange=${(event) => choose(problem.id, event.currentTarget.checked)} />
      <span lang=${problem.lang} dir="auto">${problem.title}</span></label>`)}</fieldset>`;
}
