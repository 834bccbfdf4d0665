// All shown cards, those put together under their group's title. A tile is drawn again only when its row changes.
import { Component } from "preact";
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { Tile } from "../parts/tile.js";
import { useHere } from "./here.js";
import { HiddenCards } from "./my_cards.js";

/** `keep(card)` chooses the cards; my own are marked. */
export function Board({ keep, title }) {
  const { room } = useHere();
  const tables = room.tables.value;
  const own = new Set((room.mine.value.cards || []).map(({ id }) => id));
  const cards = rows(tables.cards, "number", (card) => card.text !== null && card.state !== "hidden" && keep(card));
  const groups = rows(tables.groups).map((group) => ({ group, cards: cards.filter((card) => card.group === group.id) }));
  const filled = groups.filter((each) => each.cards.length).map((each) => html`<${Group} key=${each.group.id} ...${each} own=${own} />`);
  const loose = cards.filter((card) => !tables.groups?.[card.group]);
  const rest = loose.length ? html`<div class="stack stack-s">${tiles(loose, own)}</div>` : null;
  const heading = filled.length && loose.length ? html`<h3 class="eyebrow">${gettext("Not yet put together")}</h3>` : null;
  return html`<section class="stack"><h2 class="eyebrow">${title} · <span class="number">${cards.length}</span></h2>
    ${cards.length ? null : html`<${NoCards} />`}${filled}${heading}${rest}</section>`;
}

function Group({ group, cards, own }) {
  const count = interpolate(ngettext("%(n)s card", "%(n)s cards", cards.length), { n: cards.length });
  return html`<section class=${group.problem ? "group is-problem" : "group"}><header class="group-head">
    <h3 class="group-title" lang=${group.lang} dir="auto">${group.title}</h3><span class="group-count">${count}</span></header>
    <div class="group-cards">${tiles(cards, own)}</div></section>`;
}

const tiles = (cards, own) => cards.map((card) => html`<${BoardTile} key=${card.id} card=${card} own=${own.has(card.id)} />`);

class BoardTile extends Component {
  shouldComponentUpdate({ card, own }) {
    return card !== this.props.card || own !== this.props.own;
  }

  render({ card, own }) {
    const mark = own ? html`<span class="chip is-on">${gettext("Mine")}</span>` : null;
    return html`<${Tile} card=${card} classes="is-compact">${mark}<//>`;
  }
}

function NoCards() {
  return html`<div class="empty"><${Icon} name="card" class="icon-xl" /><p class="empty-title">${gettext("No cards")}</p></div>`;
}

// The cards are being put together in front of everybody: read here, spoken about in the room.
export function GroupingScreen() {
  return html`<${Notice} kind="info"><p>${gettext("The cards are put together on the big screen. Say aloud if one of yours stands in the wrong place.")}</p><//>
    <${HiddenCards} />
    <${Board} keep=${() => true} title=${gettext("All cards")} />`;
}
