// A card on the console's board: chosen by click or Space, original and translation in sight together.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { Side, sideWord } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { wantsTranslation } from "../model/board.js";
import { samePlace, toggled } from "../model/selection.js";
import { ownName } from "../parts/language_field.js";
import { placeName } from "./view.js";

export function BoardCard({ card, column, view }) {
  const desk = useDesk();
  const place = { column: column.id, card: card.id };
  const selected = view.chosen.has(card.id);
  const look = ["tile", "is-compact", `tile-${card.side}`, card.state === "hidden" && "is-hidden", samePlace(view.at, place) && "is-here"].filter(Boolean).join(" ");
  const choose = () => {
    desk.at.value = place;
    desk.chosen.value = toggled(view.chosen, card.id);
  };
  const drag = (event) => {
    const ids = selected ? [...view.chosen] : [card.id];
    event.dataTransfer.setData("text/plain", ids.join(" "));
    event.dataTransfer.effectAllowed = "move";
  };
  return html`<div class=${look} role="option" aria-selected=${String(selected)} data-card=${card.id} data-place=${placeName(place)}
      tabindex=${samePlace(view.at, place) ? 0 : -1} draggable="true" onDragStart=${drag} onClick=${choose} onFocus=${() => { desk.at.value = place; }}>
    <span class="tile-head"><${Side} side=${card.side} /><span class="visually-hidden">${sideWord(card.side)}</span>
      <span class="tile-number number">${card.number}</span><${Notes} card=${card} language=${desk.theRoom.value.lang} /></span>
    <span class="tile-text" lang=${card.lang} dir="auto">${card.text}</span>
    <${Translation} card=${card} language=${desk.language} />
  </div>`;
}

/** The line in the facilitator's own language when there is one. */
function Translation({ card, language }) {
  const line = card.lang === language ? null : card.translations?.[language];
  if (!line) return null;
  return html`<span class="tile-translation" lang=${language} dir="auto">${line.text}</span>`;
}

function Notes({ card, language }) {
  const notes = [
    card.channel === "paper" && ["paper", gettext("on paper")],
    card.state === "hidden" && ["hide", card.reason ? interpolate(gettext("hidden: %(reason)s"), { reason: card.reason }) : gettext("hidden")],
    wantsTranslation(card, language) && ["translate", interpolate(gettext("%(language)s, no translation"), { language: ownName(card.lang) })],
  ].filter(Boolean);
  return notes.map(([icon, words]) => html`<span class="tile-note" key=${icon}><${Icon} name=${icon} /> ${words}</span>`);
}
