// How many are here on each side, and counting the room again before a vote.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { Side, sideName } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { recount } from "../model/people.js";
import { sidesPresent } from "../model/tables.js";

export function Present() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const { here } = desk.room.live.value;
  const rows = sidesPresent({ ...here, ...room.present }).map((side) => html`<div key=${side}><dt><${Side} side=${side} /> <span class="present-who">${sideName(side)}
    ${here ? html`<span class="meta number">${connectedWords(here[side] ?? 0)}</span>` : null}</span></dt><dd class="number">${room.present[side] ?? 0}</dd></div>`);
  return html`<section class="console-section"><h2 class="eyebrow">${gettext("In the room")}</h2>
    <dl class="present">${rows}</dl>
    ${room.recount ? html`<${Counting} room=${room} />` : html`<${Held} class="button-quiet" data-act="room.count" why=${desk.refusal("room.count")}
        onClick=${() => desk.act("room.count", { room: room.id })}><${Icon} name="people" /> ${gettext("Count the room again")}<//>`}
  </section>`;
}

const connectedWords = (n) => interpolate(ngettext("%(n)s phone connected", "%(n)s phones connected", n), { n });

/** Everybody was asked; whoever does not answer is out when the count is finished. */
function Counting({ room }) {
  const desk = useDesk();
  const { answered, asked } = recount(desk.room.tables.value);
  return html`<${Notice} kind="info" title=${gettext("The room is being counted")} live>
      <p class="number">${interpolate(gettext("%(answered)s of %(asked)s have answered."), { answered, asked })}</p><//>
    <${Held} data-act="room.counted" why=${desk.refusal("room.counted")} onClick=${() => desk.act("room.counted", { room: room.id })}><${Icon} name="check" /> ${gettext("Finish the count")}<//>
    <p class="meta">${gettext("Whoever has not answered is out, and can come back with the same ticket.")}</p>`;
}
