// A ballot on paper or a raised hand, typed in. A secret side: by two witnesses, by side, never a name. An open side: under the person's seat.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { ballotOf, needsReason } from "../model/ballot.js";
import { peopleRows } from "../model/people.js";
import { pollSides } from "../model/turnout.js";
import { Field, Select } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";
import { SideField } from "../parts/side_field.js";
import { choiceFields } from "../poll/paper_choice.js";

export function PaperBallotDialog({ poll }) {
  const desk = useDesk();
  const [typed, setTyped] = useState(0);
  const fields = (form) => html`<${Left} poll=${poll} typed=${typed} />
    <${SideField} label=${gettext("Ballot of which side")} sides=${pollSides(poll)} value=${form.values.side} onChoose=${(value) => form.set("side", value)} />
    ${form.values.side ? html`<${Whose} poll=${poll} ...${form} />` : null}
    ${choiceFields({ poll, ...form })}
    ${needsReason(form.values.answer) ? html`<${Reason} ...${form} />` : null}`;
  const send = async (values) => {
    const answer = await desk.room.send("ballot.enter", ballotOf(poll, values));
    if (answer.ok) setTyped(typed + 1);
    return answer;
  };
  const start = { side: null, participant: "", answer: null, dots: {}, among: null, reason: "", lang: desk.theRoom.value.lang };
  return html`<${FormDialog} key=${typed} wide title=${gettext("Type in a paper ballot or a raised hand")} start=${start} fields=${fields} send=${send} after=${() => {}}
      go=${gettext("Count this ballot")} />`;
}

function Left({ poll, typed }) {
  const waiting = useDesk().room.live.value.paper?.[poll.id] ?? 0;
  const left = interpolate(ngettext("%(n)s ballot still to type in.", "%(n)s ballots still to type in.", waiting), { n: waiting });
  return html`<p class="meta number" role="status">${typed ? gettext("Received.") : ""} ${left}</p>`;
}

function Whose({ poll, values, set }) {
  const desk = useDesk();
  if (poll.secret?.[values.side] !== false) {
    return html`<${Notice} kind="say" icon="people" title=${gettext("Two witnesses")}><p>${gettext("One from each side reads along. Mix the ballots first; nobody knows whose each one is.")}</p><//>`;
  }
  const people = peopleRows(desk.room.tables.value).filter((one) => one.side === values.side);
  const options = [{ value: "", label: gettext("Choose…") }, ...people.map(({ id, nickname, ticket }) => ({ value: id, label: ticket ? `${ticket} · ${nickname}` : nickname }))];
  return html`<${Select} label=${gettext("This side votes openly: whose answer is it?")} name="participant" hint=${gettext("Somebody without a phone, or who raises a hand.")} value=${values.participant}
      options=${options} onChoose=${(value) => set("participant", value)} />`;
}

function Reason({ values, set, errors }) {
  return html`<${Field} label=${gettext("Reason written on the ballot")} name="reason" rows=${2} max=${600} value=${values.reason} error=${errors.reason} onInput=${(value) => set("reason", value)} />
    <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />`;
}
