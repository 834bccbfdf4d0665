// Six words, or a hand of zero to five fingers, for every option; "I do not know" takes the answer away again.
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";

const GRADES = () => [
  [5, gettext("excellent")], [4, gettext("very good")], [3, gettext("good")], [2, gettext("passable")], [1, gettext("poor")], [0, gettext("to reject")],
];
const MARKS = () => [5, 4, 3, 2, 1, 0].map((mark) => [mark, String(mark)]);

/** `value` is `{option: n}`. */
export function Scale({ poll, value, onChange }) {
  const steps = poll.method === "score" ? MARKS() : GRADES();
  const give = (id, step) => {
    const { [id]: _before, ...others } = value;
    onChange(step === null ? others : { ...others, [id]: step });
  };
  return html`<div class="stack">${poll.options.map((option) => html`<${Line} key=${option.id} option=${option} steps=${steps} given=${value[option.id]}
      onGive=${(step) => give(option.id, step)} name=${`${poll.id}.${option.id}`} />`)}</div>`;
}

function Line({ option, steps, given, onGive, name }) {
  const { text, lang } = say(option.title);
  const step = ([n, word]) => html`<label class="grade" key=${n}><input type="radio" name=${name} value=${n} checked=${given === n} onChange=${() => onGive(n)} />
    <svg class="choice-swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class=${`grade-${n}`} width="10" height="10" /></svg> <span>${word}</span></label>`;
  return html`<fieldset class="grades"><legend class="grades-name" lang=${lang} dir="auto">${text}</legend>
    <div class="grades-row">${steps.map(step)}<label class="grade grade-none"><input type="radio" name=${name} checked=${given === undefined} onChange=${() => onGive(null)} /> <span>${gettext("I do not know")}</span></label></div></fieldset>`;
}
