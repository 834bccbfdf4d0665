// Below: the way in, always in the same corner; how many are here on each side; the time left.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Clock } from "../../parts/clock.js";
import { Icon } from "../../parts/icon.js";
import { Side } from "../../parts/side.js";
import { sidesPresent } from "../../console/model/tables.js";
import { writingSentence } from "../../console/model/voices.js";
import { useWall } from "../wall.js";

const NUMBERS = {
  resident: (n) => ngettext("%(n)s resident", "%(n)s residents", n),
  official: (n) => ngettext("%(n)s official", "%(n)s officials", n),
  civil: (n) => ngettext("%(n)s from another organisation", "%(n)s from other organisations", n),
};

/** "482917" → "482 917". */
export const spacedCode = (code = "") => code.replace(/^(.{3})(?=.)/, "$1\u202f");

export function Foot({ scene }) {
  const { row, activity, room, live } = useWall();
  const join = scene.name === "door" || scene.name === "farewell" ? html`<span></span>` : html`<${Join} />`;
  const sides = sidesPresent(row.present).map((side) => html`<${Present} key=${side} side=${side} count=${row.present[side] ?? 0} connected=${live.here?.[side] ?? 0} />`);
  const writing = activity?.kind === "cards" ? writingSentence(live, activity) : "";
  const clock = row.state === "open" && activity ? html`<${Clock} activity=${activity} now=${room.now} />` : html`<span></span>`;
  return html`<footer class="screen-foot">${join}<div class="screen-here"><p class="screen-present number">${sides}</p>
    <p class="screen-writing">${writing ? html`<${Icon} name="edit" /> ${writing}` : null}</p></div>${clock}</footer>`;
}

// How many of a side are in the room, and how many of them this room reaches by phone right now; both sides told alike.
function Present({ side, count, connected }) {
  return html`<span class="screen-side"><${Side} side=${side} /> ${interpolate(NUMBERS[side](count), { n: count })}
    <small class="screen-connected">${interpolate(gettext("%(n)s connected"), { n: connected })}</small></span>`;
}

function Join() {
  const { row, qr } = useWall();
  return html`<div class="screen-join"><img class="screen-qr" src=${qr} alt=${gettext("QR code to come in")} />
    <p>${gettext("Come in with your phone")}<b class="screen-code number" dir="ltr">${spacedCode(row.code)}</b></p></div>`;
}
