// Collecting cards: before the reveal only counts, then the reveal, then the board.
import { html } from "../../core/html.js";
import { gettext, ngettext } from "../../core/words.js";
import { Board } from "../board/board.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { number } from "../../core/format.js";
import { useDesk } from "../desk.js";
import { writingNow, writingSentence, written } from "../model/voices.js";
import { PaperCardButton } from "./paper_card_button.js";

export function CardsStage({ activity }) {
  if (activity.revealed) return html`<div class="row stage-tools"><${Writing} activity=${activity} /><${PaperCardButton} /></div><${Board} />`;
  return html`<${Veiled} activity=${activity} />`;
}

// Somebody is writing: then it is not yet time to go on. The place is kept, so that nothing jumps.
function Writing({ activity }) {
  const writing = writingNow(useDesk().room.live.value, activity);
  return html`<p class="stage-writing meta">${writing ? html`<${Icon} name="edit" /> <span>${writingSentence(writing)}</span>` : null}</p>`;
}

function Veiled({ activity }) {
  const desk = useDesk();
  const { cards, people } = written(desk.room.tables.value, desk.room.live.value, activity);
  return html`<div class="veiled">
    <p class="veiled-counts" role="status">
      <span class="veiled-count"><b class="number">${number(cards)}</b> ${ngettext("card", "cards", cards)}</span>
      <span class="veiled-count"><b class="number">${number(people)}</b> ${ngettext("person has written", "people have written", people)}</span></p>
    <${Writing} activity=${activity} />
    <p class="veiled-why">${gettext("Nobody reads the cards yet, not even here: what others write must not steer anyone.")}</p>
    <div class="row veiled-steps">
      <${Held} class="button-next" data-act="cards.reveal" why=${desk.refusal("cards.reveal")}
          onClick=${() => desk.act("cards.reveal", { activity: activity.id })}><${Icon} name="eye" /> ${gettext("Reveal the cards")}<//>
      <${PaperCardButton} />
    </div></div>`;
}
