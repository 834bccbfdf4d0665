// A card on the wall: the side, the text in the room's language, the original beside it. Never a name.
import { html } from "../../core/html.js";
import { gettext, reading } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { sideWord } from "../../parts/side.js";

/** The card as the wall reads it; also what pages.js weighs. */
export const wallWords = (card) => ({ ...card, ...reading(card), id: card.id });

export function WallTile({ card }) {
  const { text, lang, original, side } = card;
  const paper = card.channel === "paper" ? html`<p class="tile-note"><${Icon} name="paper" /> ${gettext("on paper")}</p>` : null;
  return html`<article class="tile tile-${side}" data-card=${card.id}><span class="visually-hidden">${sideWord(side)}</span>
    <p class="tile-text" lang=${(original ?? { lang }).lang} dir="auto">${original ? original.text : text}</p>
    ${original ? html`<p class="tile-translation" lang=${lang} dir="auto"><span class="visually-hidden">${gettext("Translated by a person:")} </span>${text}</p>` : null}${paper}</article>`;
}
