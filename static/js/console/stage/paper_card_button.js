// The way to type in a card that was written on paper.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";

export function PaperCardButton() {
  const desk = useDesk();
  return html`<${Held} class="button-quiet" data-act="card.enter" why=${desk.refusal("card.enter")} onClick=${() => desk.open("paper-card")}><${Icon} name="paper" /> ${gettext("Type in a paper card")}<//>`;
}
