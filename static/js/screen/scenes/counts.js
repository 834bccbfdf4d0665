// Before the reveal: how many cards, from how many people. Each card lies face down as one tile.
import { html } from "../../core/html.js";
import { number } from "../../core/format.js";
import { ngettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { writingNow, writingSentence, written } from "../../console/model/voices.js";
import { useWall } from "../wall.js";

const MOST_TILES = 120;

export function CountsScene() {
  const { tables, live, activity } = useWall();
  const { cards, people } = written(tables, live, activity);
  const writing = writingNow(live, activity);
  const tiles = Array.from({ length: Math.min(cards, MOST_TILES) }, (_, index) => html`<i key=${index}></i>`);
  return html`<div class="counts"><div class="counts-middle"><p class="counts-numbers">
      <span><b class="number">${number(cards)}</b> ${ngettext("card", "cards", cards)}</span>
      <span><b class="number">${number(people)}</b> ${ngettext("person", "people", people)}</span></p>
      <p class="counts-writing">${writing ? html`<${Icon} name="edit" /> ${writingSentence(writing)}` : null}</p></div>
    <div class="counts-tiles" aria-hidden="true">${tiles}</div></div>`;
}
