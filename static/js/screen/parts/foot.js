// Below: the way in, always in the same corner; how many are here on each side; the time left.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Clock } from "../../parts/clock.js";
import { Icon } from "../../parts/icon.js";
import { Side, sideName } from "../../parts/side.js";
import { sidesPresent } from "../../console/model/tables.js";
import { writingNow, writingSentence } from "../../console/model/voices.js";
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
  const present = sidesPresent(row.present).map((side) => html`<span class="screen-side" key=${side}><${Side} side=${side} /> ${interpolate(NUMBERS[side](row.present[side] ?? 0), { n: row.present[side] ?? 0 })}</span>`);
  const clock = row.state === "open" && activity ? html`<${Clock} activity=${activity} now=${room.now} />` : html`<span></span>`;
  return html`<footer class="screen-foot">${join}<div class="screen-here"><p class="screen-present number">${present}</p>${live.here ? html`<${Connected} here=${live.here} writing=${scene.name === "counts" ? 0 : writingNow(live, activity)} />` : null}</div>${clock}</footer>`;
}

// Whose phones the room reaches right now, both sides told alike; and how many are writing, with a pencil (before the reveal the scene says it).
function Connected({ here, writing }) {
  const sides = sidesPresent(here).map((side) => html`<span class="screen-side" key=${side}><${Side} side=${side} /> ${here[side] ?? 0}<span class="visually-hidden"> ${sideName(side)}</span></span>`);
  const pencil = writing ? html`<span class="screen-side"><${Icon} name="edit" /> ${writing}<span class="visually-hidden"> ${writingSentence(writing)}</span></span>` : null;
  return html`<p class="screen-present screen-connected number"><span>${gettext("Connected:")}</span>${sides}${pencil}</p>`;
}

function Join() {
  const { row, qr } = useWall();
  return html`<div class="screen-join"><img class="screen-qr" src=${qr} alt=${gettext("QR code to come in")} />
    <p>${gettext("Come in with your phone")}<b class="screen-code number" dir="ltr">${spacedCode(row.code)}</b></p></div>`;
}
