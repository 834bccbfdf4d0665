// One column: a group with its cards, or the cards that are still to be put together.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { samePlace } from "../model/selection.js";
import { BoardCard } from "./board_card.js";
import { moveCards } from "./deeds.js";
import { placeName } from "./view.js";

export function BoardColumn({ column, view }) {
  const desk = useDesk();
  const [over, setOver] = useState(false);
  const { group, cards } = column;
  const look = ["group", view.grouped && !group && "is-loose", over && "is-target", group?.problem && "is-problem"].filter(Boolean).join(" ");
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    const { columns } = view;
    const ids = (event.dataTransfer.getData("text/plain") || "").split(" ");
    const dragged = columns.flatMap((one) => one.cards).filter((card) => ids.includes(card.id));
    moveCards(desk, dragged, column.id);
  };
  const dragging = desk.activity.value.kind === "grouping"
    ? { onDragOver: (event) => { event.preventDefault(); setOver(true); }, onDragLeave: () => setOver(false), onDrop: drop }
    : {};
  const options = cards.map((card) => html`<${BoardCard} key=${card.id} card=${card} column=${column} view=${view} />`);
  const name = view.grouped ? (group?.title ?? gettext("To be put together")) : gettext("Cards");
  return html`<section class=${look} aria-label=${view.grouped ? name : null} ...${dragging}>
    ${view.grouped ? html`<${ColumnHead} column=${column} view=${view} name=${name} />` : null}
    ${cards.length ? html`<div class="group-cards" role="listbox" aria-multiselectable="true"
        aria-label=${name}>${options}</div>` : html`<p class="meta group-empty">${gettext("No cards here.")}</p>`}
  </section>`;
}

function ColumnHead({ column, view, name }) {
  const desk = useDesk();
  const place = { column: column.id, card: null };
  const here = samePlace(view.at, place);
  const became = column.group?.problem ? html`<span class="group-became"><${Icon} name="problem" /> ${gettext("a problem now")}</span>` : null;
  return html`<header class="group-head"><h3 class="group-title"><button type="button" class="group-name" lang=${column.group?.lang ?? null} dir="auto"
      data-place=${placeName(place)} tabindex=${here ? 0 : -1} onFocus=${() => { desk.at.value = place; }}>${name}</button></h3>
    <span class="group-count number">${column.cards.length}</span></header>${became}`;
}
