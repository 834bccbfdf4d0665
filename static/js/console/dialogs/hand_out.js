// A paper ballot against a ticket: the person is marked as having voted, the ballot itself never says whose it is.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { Side, sideWord } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { found, peopleRows } from "../model/people.js";
import { Dialog } from "../parts/dialog.js";
import { Field } from "../parts/field.js";

const SHOWN = 8;

export function HandOutDialog({ poll }) {
  const desk = useDesk();
  const [words, setWords] = useState("");
  const [state, setState] = useState({ refused: null, given: null });
  const inside = peopleRows(desk.room.tables.value).filter((person) => person.state === "in" && poll.secret?.[person.side]);
  const give = async (person) => {
    const answer = await desk.room.send("ballot.hand_out", { poll: poll.id, participant: person.id });
    setState(answer.ok ? { refused: null, given: person } : { refused: answer.reason, given: null });
    if (answer.ok) setWords("");
  };
  const takeBack = async () => {
    const answer = await desk.room.send("ballot.take_back", { poll: poll.id, participant: state.given.id });
    setState(answer.ok ? { refused: null, given: null } : { refused: answer.reason, given: state.given });
  };
  return html`<${Dialog} title=${gettext("Hand out a paper ballot")} onLeave=${desk.shut}>
    <p>${gettext("Only for a side that votes secretly. The person shows the ticket and gets one ballot of their side. From then on they cannot vote by phone.")}</p>
    ${state.refused ? html`<${Notice} kind="error"><p>${state.refused}</p><//>` : null}
    ${state.given ? html`<${Notice} kind="ok" live><p>${gettext("Handed out to")} <bdi>${state.given.nickname}</bdi>.</p><button type="button" class="button button-quiet button-small" data-act="ballot.take_back" onClick=${takeBack}><${Icon} name="undo" /> ${gettext("Take it back")}</button><//>` : null}
    <${Field} label=${gettext("Ticket number or nickname")} first value=${words} onInput=${setWords} />
    <ul class="hand-out-list">${found(inside, words).slice(0, SHOWN).map((person) => html`<li key=${person.id}><button type="button" class="button button-quiet button-wide hand-out-person" data-act="ballot.hand_out" data-person=${person.id} onClick=${() => give(person)}>
      <${Side} side=${person.side} /> <span class="visually-hidden">${sideWord(person.side)}</span><bdi>${person.nickname}</bdi> <span class="number meta">${person.ticket ?? ""}</span><${Icon} name="paper" /></button></li>`)}</ul>
  <//>`;
}
