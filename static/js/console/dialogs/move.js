// Where the chosen cards go: every group is one button, the first nine also a digit.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { moveCards } from "../board/deeds.js";
import { useDesk } from "../desk.js";
import { groupColumns, UNGROUPED } from "../model/board.js";
import { Dialog } from "../parts/dialog.js";

export function MoveDialog({ cards }) {
  const desk = useDesk();
  const [refused, setRefused] = useState(null);
  const columns = groupColumns(desk.room.tables.value, desk.activity.value);
  const targets = [...columns.slice(1), columns[0]];
  const move = async (column) => {
    const answer = await moveCards(desk, cards, column);
    if (answer.ok) desk.shut();
    else setRefused(answer.reason);
  };
  const digit = (event) => {
    const target = /^[1-9]$/.test(event.key) ? targets[Number(event.key) - 1] : null;
    if (target) move(target.id);
  };
  const title = interpolate(ngettext("Move %(n)s card to…", "Move %(n)s cards to…", cards.length), { n: cards.length });
  return html`<${Dialog} title=${title} onLeave=${desk.shut}>
    ${refused ? html`<${Notice} kind="error"><p>${refused}</p><//>` : null}
    <div class="move-list" onKeyDown=${digit}>${targets.map((column, index) => html`<${Target} key=${column.id} column=${column} index=${index} onMove=${move} />`)}</div>
    <button type="button" class="button button-quiet" onClick=${() => desk.open("new-group", { cards })}><${Icon} name="plus" /> ${gettext("A new group")}</button>
  <//>`;
}

function Target({ column, index, onMove }) {
  const loose = column.id === UNGROUPED;
  return html`<button type="button" class="button button-quiet button-wide move-target" data-act="card.move" value=${column.id} data-first=${index === 0 ? "" : null} onClick=${() => onMove(column.id)}>
    ${index < 9 ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : null}
    <span lang=${loose ? null : column.group.lang} dir="auto">${loose ? gettext("To be put together") : column.group.title}</span>
    <span class="number group-count">${column.cards.length}</span></button>`;
}
