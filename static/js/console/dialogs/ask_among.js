// A vote among several options: the method in one sentence, the question, the options, what they cost or how many seats there are.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { AMONG } from "../../parts/ballot/choice.js";
import { ruleAmong } from "../../parts/ballot/rule.js";
import { Option } from "../../parts/option.js";
import { useDesk } from "../desk.js";
import { asked, budgeted, choosable, emptyLine } from "../model/among.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { HowLong, lasting } from "../parts/how_long.js";
import { LanguageField } from "../parts/language_field.js";

const NAMES = {
  "majority-judgment": () => ["ballot", gettext("Grades in words")],
  schulze: () => ["move", gettext("Ranking")],
  "equal-shares": () => ["split", gettext("Sharing out a budget")],
  stv: () => ["people", gettext("Election")],
  approval: () => ["check", gettext("Approval")],
  score: () => ["hand", gettext("Fist of five")],
};
const MOST = 30;

export function AskAmongDialog({ activity }) {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const solutions = choosable(desk.room.tables.value);
  const start = { method: "majority-judgment", question: "", lang: room.lang, days: "", solutions: [], lines: [emptyLine(), emptyLine()], budget: "", seats: "1", costs: {} };
  const fields = (form) => html`<${Method} ...${form} />
    <${Field} label=${gettext("The question")} name="question" max=${200} first value=${form.values.question} onInput=${(value) => form.set("question", value)} />
    <${LanguageField} value=${form.values.lang} onChoose=${(value) => form.set("lang", value)} />
    <${Amounts} ...${form} />
    ${solutions.length && form.values.method !== "stv" ? html`<${Solutions} solutions=${solutions} ...${form} />` : null}
    <${Lines} ...${form} />
    <${HowLong} days=${form.values.days} error=${form.errors.days} onChange=${(value) => form.set("days", value)} />`;
  const send = (values) => desk.room.send("poll.open", { activity: activity.id, ...asked(values), ...lasting(values.days) });
  return html`<${FormDialog} wide title=${gettext("A vote among several options")} start=${start} fields=${fields} send=${send} go=${gettext("Open the vote")} />`;
}

function Method({ values, set }) {
  const items = AMONG.map((name) => {
    const [icon, label] = NAMES[name]();
    return html`<${Option} key=${name} name="method" value=${name} icon=${icon} label=${label} what=${ruleAmong({ method: name, params: { seats: 2 } })}
      checked=${values.method === name} onChoose=${(value) => set("method", value)} />`;
  });
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("How is it decided?")}</legend><div class="options options-small">${items}</div></fieldset>`;
}

function Amounts({ values, set, errors }) {
  if (budgeted(values.method))
    return html`<${Field} label=${gettext("How much money is there, in euros?")} name="budget" inputmode="decimal" value=${values.budget} error=${errors.budget} onInput=${(value) => set("budget", value)} />`;
  if (values.method !== "stv") return null;
  return html`<${Field} label=${gettext("How many seats?")} name="seats" inputmode="numeric" value=${values.seats} error=${errors.seats} onInput=${(value) => set("seats", value)} />`;
}

function Solutions({ solutions, values, set }) {
  const turn = (id) => set("solutions", values.solutions.includes(id) ? values.solutions.filter((one) => one !== id) : [...values.solutions, id]);
  const items = solutions.map(({ id, title, lang }) => {
    const on = values.solutions.includes(id);
    const cost = on && budgeted(values.method) ? html`<${Cost} value=${values.costs[id] ?? ""} of=${title} onInput=${(value) => set("costs", { ...values.costs, [id]: value })} />` : null;
    return html`<div key=${id}><label class="field-check"><input type="checkbox" checked=${on} onChange=${() => turn(id)} /><span lang=${lang} dir="auto">${title}</span></label>${cost}</div>`;
  });
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("Solutions of this process")}</legend>${items}</fieldset>`;
}

function Lines({ values, set, errors }) {
  const change = (place, key, value) => {
    const lines = values.lines.map((line, n) => (n === place ? { ...line, [key]: value } : line));
    set("lines", lines.at(-1).title && lines.length < MOST ? [...lines, emptyLine()] : lines);
  };
  const label = values.method === "stv" ? gettext("Candidate %(n)s") : gettext("Option %(n)s");
  const items = values.lines.map((line, n) => html`<div class="row row-fields" key=${n}><${Field} label=${interpolate(label, { n: n + 1 })} name=${`option-${n}`} max=${200} value=${line.title} onInput=${(value) => change(n, "title", value)} />
    ${budgeted(values.method) && line.title ? html`<${Cost} value=${line.cost} of=${line.title} onInput=${(value) => change(n, "cost", value)} />` : null}</div>`);
  const words = [errors.options ?? []].flat(2).filter((word) => typeof word === "string").join(" ");
  return html`<fieldset class="fieldset"><legend class="field-label">${values.method === "stv" ? gettext("Who can be elected") : gettext("Options")}</legend>${items}${words ? html`<p class="field-error">${words}</p>` : null}</fieldset>`;
}

const Cost = ({ value, of, onInput }) => html`<${Field} label=${interpolate(gettext("What “%(name)s” costs, in euros"), { name: of })} inputmode="decimal" value=${value} onInput=${onInput} />`;
