// Other words for a problem, with the objections in sight; the authors are asked again.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { FormDialog } from "../parts/form_dialog.js";
import { WordingFields } from "../parts/wording_fields.js";

export function RewordDialog({ problem }) {
  const desk = useDesk();
  const objections = (problem.objections ?? []).map((one, index) => html`<li key=${index} class="quoted" lang=${one.lang} dir="auto">${one.text}</li>`);
  const fields = (form) => html`${objections.length ? html`<ul class="sources">${objections}</ul>` : null}
    <${WordingFields} ...${form} titleWords=${gettext("The problem in one line")} bodyWords=${gettext("What happens, to whom, where")} />`;
  const send = ({ title, body, lang }) => desk.room.send("problem.reword", { proposal: problem.id, title, body, lang });
  return html`<${FormDialog} wide title=${gettext("Reword the problem")} start=${{ title: problem.title, body: problem.body, lang: problem.lang }} fields=${fields} send=${send}
      go=${gettext("Ask the authors again")} />`;
}
