// One labelled field: a line, several lines, or a choice, with the server's words about it underneath.
import { useId } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";

/** `rows` > 0 makes a text area; `error` is a sentence or a list of them; `max` is counted in sight; other properties go to the input. */
export function Field({ label, hint = null, error = null, value, onInput, rows = 0, max = null, first = false, code = false, ...rest }) {
  const id = useId();
  const words = [error ?? []].flat().join(" ");
  const described = [hint && `${id}-h`, words && `${id}-e`].filter(Boolean).join(" ") || null;
  const tag = rows ? "textarea" : "input";
  const type = rows ? {} : { type: "text" };
  return html`<div class=${words ? "field is-wrong" : "field"}>
    <label class="field-label" for=${id}>${label}</label>
    ${hint ? html`<p class="field-hint" id="${id}-h">${hint}</p>` : null}
    <${tag} ...${type} class=${code ? "field-input field-code" : "field-input"} id=${id} dir="auto" rows=${rows || null} maxlength=${max} value=${value}
      data-first=${first ? "" : null} aria-describedby=${described} aria-invalid=${words ? "true" : null}
      onInput=${(event) => onInput(event.currentTarget.value)} ...${rest} />
    ${words ? html`<p class="field-error" id="${id}-e"><${Icon} name="warning" /> ${words}</p>` : null}
    ${max && rows ? html`<p class="field-count number">${interpolate(gettext("%(n)s of %(max)s"), { n: value.length, max })}</p>` : null}
  </div>`;
}

/** `options` are `[{value, label, lang?}]`. */
export function Select({ label, hint = null, value, onChoose, options, name = null, first = false }) {
  const id = useId();
  const items = options.map((option) => html`<option value=${option.value} lang=${option.lang ?? null}>${option.label}</option>`);
  return html`<div class="field"><label class="field-label" for=${id}>${label}</label>
    ${hint ? html`<p class="field-hint" id="${id}-h">${hint}</p>` : null}
    <select class="field-input" id=${id} name=${name} value=${value} data-first=${first ? "" : null} aria-describedby=${hint ? `${id}-h` : null}
      onChange=${(event) => onChoose(event.currentTarget.value)}>${items}</select></div>`;
}
