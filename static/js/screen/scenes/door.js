// Before the first activity: how to come in, as large as the wall allows.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { spacedCode } from "../parts/foot.js";
import { useWall } from "../wall.js";

export function DoorScene() {
  const { row, qr, place } = useWall();
  return html`<div class="door"><img class="door-qr" src=${qr} alt=${gettext("QR code to come in")} />
    <div class="door-words"><p class="door-title" lang=${row.lang} dir="auto">${row.title}</p>
      <p>${gettext("Scan it with your phone, or type the code:")}</p>
      <p class="door-code number" dir="ltr">${spacedCode(row.code)}</p>
      <p class="screen-address" dir="ltr">${place}</p></div></div>`;
}
