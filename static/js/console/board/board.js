// The live board: columns side by side, one tab stop, arrows inside; dragging is an extra.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { BoardBar } from "./board_bar.js";
import { BoardColumn } from "./board_column.js";
import { boardView } from "./view.js";

export function Board() {
  const desk = useDesk();
  const view = boardView(desk);
  const empty = view.columns.every((column) => !column.group && !column.cards.length);
  if (empty) return html`<${NoCards} />`;
  return html`<div class=${view.grouped ? "console-columns is-grouped" : "console-columns is-dealt"} role="group"
      aria-label=${gettext("Board. Arrows go from card to card, Space chooses.")}>
      ${view.columns.map((column) => html`<${BoardColumn} key=${column.id} column=${column} view=${view} />`)}</div>
    <${BoardBar} view=${view} />`;
}

function NoCards() {
  return html`<div class="empty"><${Icon} name="card" class="icon-xl" /><p class="empty-title">${gettext("No cards yet")}</p>
    <p>${gettext("Cards appear here as soon as somebody writes one.")}</p></div>`;
}
