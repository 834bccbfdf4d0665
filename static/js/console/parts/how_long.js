// How long a vote lasts: in the room until it is closed there, or wherever people are until a day.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Option } from "../../parts/option.js";
import { Field } from "./field.js";

/** `days` is what was typed: "" in the room only. */
export function HowLong({ days, onChange, error = null }) {
  const outside = days !== "";
  const field = outside
    ? html`<${Field} label=${gettext("For how many days?")} hint=${gettext("Everybody who takes part in the process may vote, from home too. It closes by itself then, and nobody can close it before.")}
        name="days" inputmode="numeric" value=${days} error=${error} onInput=${(value) => onChange(value || "0")} />`
    : null;
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("Who votes, and until when?")}</legend><div class="options options-small">
    <${Option} name="lasting" value="here" icon="hand" label=${gettext("Who is in the room, now")} what=${gettext("until I close the vote")} checked=${!outside} onChoose=${() => onChange("")} />
    <${Option} name="lasting" value="outside" icon="clock" label=${gettext("Everybody in the process, online too")} what=${gettext("for some days")} checked=${outside} onChoose=${() => onChange(days || "14")} />
  </div></fieldset>${field}`;
}

/** The part of `poll.open` that says it. */
export const lasting = (days) => (days === "" ? {} : { days: Number.parseInt(days, 10) || 0 });
