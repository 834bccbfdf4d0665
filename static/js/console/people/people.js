// The list of people, found by nickname or ticket number; each opens what can be done for that person.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Side, sideWord } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { found, isConnected, peopleRows, seatState } from "../model/people.js";

export function People() {
  const desk = useDesk();
  const [words, setWords] = useState("");
  const all = peopleRows(desk.room.tables.value);
  const list = found(all, words).map((person) => html`<${PersonRow} key=${person.id} person=${person} />`);
  return html`<section class="console-section">
    <details class="people-box"><summary><span class="eyebrow">${interpolate(gettext("People (%(n)s)"), { n: all.length })}</span></summary>
      <div class="stack stack-s">
        <label class="visually-hidden" for="find-person">${gettext("Find by nickname or ticket number")}</label>
        <input class="field-input field-find" id="find-person" type="search" dir="auto" placeholder=${gettext("Nickname or ticket number")} value=${words}
            onInput=${(event) => setWords(event.currentTarget.value)} />
        ${list.length ? html`<ul class="people">${list}</ul>` : html`<p class="meta">${all.length ? gettext("Nobody by this name or number.") : gettext("Nobody has come in yet.")}</p>`}
      </div></details>
    <${Held} class="button-quiet" data-act="seat.paper" why=${desk.refusal("seat.paper")} onClick=${() => desk.open("paper-seat")}><${Icon} name="plus" /> ${gettext("A person without phone")}<//>
    <${Held} class="button-quiet" data-act="room.hand_over" why=${desk.refusal("room.hand_over")} onClick=${() => desk.open("hand-over")}><${Icon} name="hand" /> ${gettext("Share the console")}<//>
  </section>`;
}

function PersonRow({ person }) {
  const desk = useDesk();
  const away = person.state === "out" || person.state === "removed";
  return html`<li><button type="button" data-person=${person.id} class=${away ? "people-row is-out" : "people-row"} onClick=${() => desk.open("person", { person: person.id })}>
    <span><${Side} side=${person.side} /><span class="visually-hidden">${sideWord(person.side)}</span></span>
    <bdi class="people-name">${person.nickname}</bdi>
    <span class="meta"><${Link} person=${person} />${person.state === "in" ? (person.wrote ? gettext("wrote") : "") : seatState(person.state)}${person.ticket ? html` <span class="number">${person.ticket}</span>` : null}</span></button></li>`;
}

// Whether the phone of somebody who is in the room is connected: who has lost the network can be helped.
function Link({ person }) {
  const connected = person.state === "in" || person.state === "asked" ? isConnected(useDesk().room.live.value, person) : null;
  if (connected === null) return null;
  const word = connected ? gettext("Connected") : gettext("not connected");
  return html`<span class=${connected ? "people-link" : "people-link is-off"} title=${word}><span class="visually-hidden">${word}</span></span> `;
}
