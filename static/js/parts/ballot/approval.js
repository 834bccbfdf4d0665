// Ticks: what I can live with; where money is shared out, what it costs and what my ticks cost together.
import { money } from "../../core/format.js";
import { html } from "../../core/html.js";
import { gettext, interpolate, say } from "../../core/words.js";

/** `value` is a list of option ids. */
export function Approval({ poll, value, onChange }) {
  const turn = (id) => onChange(value.includes(id) ? value.filter((each) => each !== id) : [...value, id]);
  const sum = poll.options.filter(({ id }) => value.includes(id)).reduce((total, { cost }) => total + (cost ?? 0), 0);
  const budget = poll.params?.budget;
  const words = interpolate(gettext("What you chose costs %(sum)s together. There are %(budget)s."), { sum: money(sum), budget: money(budget ?? 0) });
  return html`${budget ? html`<p class="dots-left number" role="status">${words}</p>` : null}
    <div class="options">${poll.options.map((option) => html`<${Tick} key=${option.id} option=${option} on=${value.includes(option.id)} onTurn=${() => turn(option.id)} />`)}</div>`;
}

function Tick({ option, on, onTurn }) {
  const { text, lang } = say(option.title);
  const cost = Number.isInteger(option.cost) ? html`<span class="option-what number">${money(option.cost)}</span>` : null;
  return html`<label class="option"><input class="option-input" type="checkbox" value=${option.id} checked=${on} onChange=${onTurn} />
    <span class="option-body"><span class="option-name" lang=${lang} dir="auto">${text}</span>${cost}</span></label>`;
}
