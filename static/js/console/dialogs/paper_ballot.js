// A ballot on paper, typed in by two witnesses, one per side: side and choice, never a name.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { choiceFields, choiceOf } from "../poll/paper_choice.js";
import { pollSides } from "../model/turnout.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";
import { SideField } from "../parts/side_field.js";

const NEEDS_REASON = { object: true, no: true };

export function PaperBallotDialog({ poll }) {
  const desk = useDesk();
  const [typed, setTyped] = useState(0);
  const waiting = desk.room.live.value.paper?.[poll.id] ?? 0;
  const left = interpolate(ngettext("%(n)s ballot still to type in.", "%(n)s ballots still to type in.", waiting), { n: waiting });
  const fields = ({ values, set, errors }) => html`
    <${Notice} kind="say" icon="people" title=${gettext("Two witnesses")}><p>${gettext("One from each side reads along. Mix the ballots first; nobody knows whose each one is.")}</p><//>
    <p class="meta number" role="status">${typed ? gettext("Received.") : ""} ${left}</p>
    <${SideField} label=${gettext("Ballot of which side")} sides=${pollSides(poll)} value=${values.side} onChoose=${(value) => set("side", value)} />
    ${choiceFields({ poll, values, set })}
    ${NEEDS_REASON[values.answer] ? html`<${Field} label=${gettext("Reason written on the ballot")} rows=${2} max=${600} value=${values.reason} error=${errors.reason} onInput=${(value) => set("reason", value)} />
      <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />` : null}`;
  const send = async (values) => {
    const reason = NEEDS_REASON[values.answer] && values.reason ? { reason: values.reason, lang: values.lang } : {};
    const answer = await desk.room.send("ballot.enter", { poll: poll.id, side: values.side, choice: choiceOf(poll, values), ...reason });
    if (answer.ok) setTyped(typed + 1);
    return answer;
  };
  const start = { side: null, answer: null, dots: {}, reason: "", lang: desk.theRoom.value.lang };
  return html`<${FormDialog} key=${typed} title=${gettext("Type in a paper ballot")} start=${start} fields=${fields} send=${send} after=${() => {}} go=${gettext("Count this ballot")} />`;
}
