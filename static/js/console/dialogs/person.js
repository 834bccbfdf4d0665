// What can be done for one person: check in or out, a new code for a lost phone, removal.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { SideTag } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { channelWord, isConnected, seatState } from "../model/people.js";
import { Dialog } from "../parts/dialog.js";

export function PersonDialog({ person: id }) {
  const desk = useDesk();
  const [state, setState] = useState({ refused: null, sure: false });
  const person = desk.room.tables.value.participants?.[id];
  if (!person) return html`<${Dialog} title=${gettext("Gone")} onLeave=${desk.shut}><p>${gettext("This person is no longer in the list.")}</p><//>`;
  const send = async (verb, data, after) => {
    const answer = await desk.room.send(verb, data);
    if (answer.ok) after(answer);
    else setState({ ...state, refused: answer.reason });
  };
  const connected = isConnected(desk.room.live.value, person);
  const inside = person.state === "in" || person.state === "asked";
  const check = () => send("seat.check", { participant: id, room: desk.theRoom.value.id, present: !inside }, desk.shut);
  const reissue = () => send("seat.reissue", { participant: id, room: desk.theRoom.value.id }, ({ data }) => desk.open("seat-code", { person, ...data }));
  const watch = () => send("seat.observe", { participant: id, room: desk.theRoom.value.id, observes: !person.observes }, desk.shut);
  const remove = () => send("seat.remove", { participant: id, room: desk.theRoom.value.id }, desk.shut);
  return html`<${Dialog} title=${html`<bdi>${person.nickname}</bdi>`} onLeave=${desk.shut}>
    <p class="row"><${SideTag} side=${person.side} /><span class="chip">${seatState(person.state)}</span><span class="chip">${channelWord(person.channel)}</span>
      ${connected === null ? null : html`<span class="chip">${connected ? gettext("Connected") : gettext("not connected")}</span>`}
      ${person.wrote ? html`<span class="chip is-ok"><${Icon} name="check" /> ${gettext("has written")}</span>` : null}</p>
    ${state.refused ? html`<${Notice} kind="error"><p>${state.refused}</p><//>` : null}
    <div class="stack stack-s">
      ${person.state === "removed" ? null : html`<${Held} class="button-quiet button-wide" data-act="seat.check" data-first="" why=${desk.refusal("seat.check")}
          onClick=${check}><${Icon} name=${inside ? "leave" : "check"} /> ${inside ? gettext("Has left the room") : gettext("Is back in the room")}<//>`}
      <${Held} class="button-quiet button-wide" data-act="seat.reissue" why=${person.state === "removed" ? gettext("Already removed.") : desk.refusal("seat.reissue")} onClick=${reissue}><${Icon} name="key" /> ${gettext("Lost the phone: new code")}<//>
      ${person.state === "removed" ? null : html`<${Held} class="button-quiet button-wide" data-act="seat.observe" why=${desk.refusal("seat.observe")}
          onClick=${watch}><${Icon} name="eye" /> ${person.observes ? gettext("No longer observes for this side") : gettext("Observes the votes for this side")}<//>`}
      ${state.sure ? html`<${Notice} kind="warn" title=${gettext("Remove this person?")}><p>${gettext("Their phone is shut out at once. Their cards stay. To come back, they need a new ticket.")}</p>
        <button type="button" class="button button-danger" data-act="seat.remove" onClick=${remove}>${gettext("Remove")}</button><//>`
      : html`<${Held} class="button-ghost button-wide" data-act="remove" why=${person.state === "removed" ? gettext("Already removed.") : desk.refusal("seat.remove")}
          onClick=${() => setState({ ...state, sure: true })}><${Icon} name="close" /> ${gettext("Remove from the room…")}<//>`}
    </div><//>`;
}
