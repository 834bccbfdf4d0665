// Listening on the wall: how many answers have come, and what both sides agree on; nobody's name, nobody's answer.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { CommonGround, useMap } from "../../parts/common_ground.js";
import { theRoom } from "../../console/model/tables.js";
import { useWall } from "../wall.js";

const ON_THE_WALL = 2; // cards, with both bars each

export function OpinionScene() {
  const { tables, live } = useWall();
  const map = useMap(`/rooms/${theRoom(tables).id}/map.json?as=screen`, live.answers);
  const answers = live.answers ?? 0;
  return html`<div class="opinion-wall"><p class="voting-count number" role="status">${interpolate(ngettext("%(n)s answer", "%(n)s answers", answers), { n: answers })}</p>
    ${map?.common.length ? html`<h2 class="opinion-head">${gettext("What both sides agree on")}</h2><${CommonGround} map=${map} cards=${tables.cards} most=${ON_THE_WALL} />`
      : html`<p class="voting-how">${gettext("On your phone: do you agree with what the others wrote?")}</p>`}</div>`;
}
