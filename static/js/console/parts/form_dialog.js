// A dialog with one form and one command: what was typed stays until the server has taken it, refusals stand inside.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { Dialog } from "./dialog.js";

/**
 * `start` are the first values; `fields({values, set, errors})` draws them; `send(values)` → the answer of a command (or null
 * to do nothing); `after(answer, values)` replaces closing; `go` is the button's words; `done` is said afterwards with the way to undo;
 * `danger` marks what becomes public or final.
 */
export function FormDialog({ title, start = {}, fields, send, after = null, go, danger = false, wide = false, more = null, done = null }) {
  const desk = useDesk();
  const [values, setValues] = useState(start);
  const [refused, setRefused] = useState({ reason: null, fields: {} });
  const [busy, setBusy] = useState(false);
  const set = (name, value) => setValues((now) => ({ ...now, [name]: value }));

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await send(values);
    setBusy(false);
    if (!answer) return;
    if (!answer.ok) return setRefused({ reason: answer.reason, fields: answer.fields ?? {} });
    if (after) return after(answer, values);
    desk.shut();
    if (done) desk.finished(done);
  };

  const refusal = refused.reason ? html`<${Notice} kind="error"><p>${refused.reason}</p><//>` : null;
  return html`<${Dialog} title=${title} onLeave=${desk.shut} wide=${wide}>
    <form class="stack dialog-form" onSubmit=${submit}>
      ${refusal}
      ${fields ? fields({ values, set, errors: refused.fields }) : null}
      <div class="row dialog-foot">
        <button data-act="send" class=${danger ? "button button-danger" : "button"} aria-disabled=${busy ? "true" : null}>${busy ? gettext("Sending…") : go}</button>
        <button type="button" class="button button-quiet" onClick=${desk.shut}>${gettext("Cancel")}</button>
        ${more}
      </div>
    </form>
  <//>`;
}
