// The choice on a paper ballot, by method: the same words as on the phone.
import { html } from "../../core/html.js";
import { gettext, interpolate, say } from "../../core/words.js";
import { Among } from "../../parts/ballot/among.js";
import { AMONG, emptyChoice } from "../../parts/ballot/choice.js";
import { Icon } from "../../parts/icon.js";
import { Option } from "../../parts/option.js";

const ANSWERS = {
  consent: () => [["agree", gettext("Agree")], ["reservation", gettext("Agree, with a reservation")], ["aside", gettext("Stand aside")], ["object", gettext("Object")]],
  "double-majority": () => [["yes", gettext("Yes")], ["no", gettext("No")], ["abstain", gettext("Abstain")]],
};

export function choiceFields({ poll, values, set }) {
  if (AMONG.includes(poll.method))
    return html`<${Among} poll=${poll} value=${values.among ?? emptyChoice(poll.method)} onChange=${(value) => set("among", value)} />`;
  if (poll.method === "dots") return html`<${DotFields} poll=${poll} dots=${values.dots} onDots=${(dots) => set("dots", dots)} />`;
  const options = (ANSWERS[poll.method] ?? ANSWERS["double-majority"])().map(([value, label]) => html`<${Option} key=${value} name="answer" value=${value} icon=${value}
      label=${label} checked=${values.answer === value} onChoose=${(chosen) => set("answer", chosen)} />`);
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("What the ballot says")}</legend><div class="options options-small">${options}</div></fieldset>`;
}

function DotFields({ poll, dots, onDots }) {
  const { dots: each = 3, cap = 1 } = poll.params ?? {};
  const left = each - Object.values(dots).reduce((sum, n) => sum + n, 0);
  const change = (id, by) => {
    const next = (dots[id] ?? 0) + by;
    if (next >= 0 && next <= cap && left - by >= 0) onDots({ ...dots, [id]: next });
  };
  const rows = poll.options.map((option) => html`<div class="dots" key=${option.id}><span class="dots-name" lang=${option.lang} dir="auto">${say(option.title).text}</span>
    <span class="dots-count"><button type="button" class="dots-step" aria-label=${gettext("One dot less")} onClick=${() => change(option.id, -1)}><${Icon} name="minus" /></button>
      <output class="dots-value number">${dots[option.id] ?? 0}</output>
      <button type="button" class="dots-step" aria-label=${gettext("One dot more")} onClick=${() => change(option.id, 1)}><${Icon} name="plus" /></button></span></div>`);
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("What the ballot says")}</legend>${rows}
    <p class="dots-left">${interpolate(gettext("%(n)s of %(all)s dots left"), { n: left, all: each })}</p></fieldset>`;
}
