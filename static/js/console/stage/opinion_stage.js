// Listening: how many have answered, what both sides agree on, who thinks alike, and how each side sees every card.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { CommonGround, GroupCards, MapPicture, SideShares, useMap } from "../../parts/common_ground.js";
import { Written } from "../../parts/written.js";
import { useDesk } from "../desk.js";

export function OpinionStage() {
  const desk = useDesk();
  const cards = desk.room.tables.value.cards ?? {};
  const map = useMap(`/rooms/${desk.theRoom.value.id}/map.json`, desk.room.live.value.answers);
  if (!map) return html`<p class="meta">${gettext("One moment…")}</p>`;
  const answers = interpolate(ngettext("%(n)s answer", "%(n)s answers", map.answers), { n: map.answers });
  const people = interpolate(ngettext("from %(n)s person", "from %(n)s people", map.people), { n: map.people });
  return html`<section class="panel stack opinion"><p class="number" role="status">${answers} ${people}</p>
    <h3>${gettext("What both sides agree on")}</h3><${CommonGround} map=${map} cards=${cards} />
    <h3>${gettext("Who thinks alike")}</h3><${MapPicture} map=${map} /><${GroupCards} map=${map} cards=${cards} />
    <details><summary>${gettext("Every card, as each side sees it")}</summary><ol class="stack">${map.statements.filter((id) => cards[id]?.text).map((id) => html`<li class="common-line" key=${id}><${Written} row=${cards[id]} /><${SideShares} map=${map} card=${id} /></li>`)}</ol></details>
  </section>`;
}
