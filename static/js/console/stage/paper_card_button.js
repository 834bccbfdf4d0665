// The way to type in a card that was written on paper, and to the voice notes that wait to be written down.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";

export function PaperCardButton() {
  const desk = useDesk();
  const notes = html`<a class="button button-ghost" href=${`/rooms/${desk.theRoom.value.id}/sounds/`} target="_blank" rel="noopener"><${Icon} name="speaker" /> ${gettext("Voice notes")}</a>`;
  return html`<${Held} class="button-quiet" data-act="card.enter" why=${desk.refusal("card.enter")} onClick=${() => desk.open("paper-card")}><${Icon} name="paper" /> ${gettext("Type in a paper card")}<//>${notes}`;
}
