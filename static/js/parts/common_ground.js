// What a room has in common, and who thinks alike: the cards liked on every side, the groups, the points of the map.
import { useEffect, useState } from "preact";
import { watchMap } from "../core/map.js";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { SideTag } from "./side.js";
import { Written } from "./written.js";

/** The map of a room, or null until it has come; `answers` is the live number of answers. */
export function useMap(url, answers) {
  const [map, setMap] = useState(null);
  const [watch, setWatch] = useState(null);
  useEffect(() => {
    const begun = watchMap(url, setMap);
    setWatch(begun);
    return begun.stop;
  }, [url]);
  useEffect(() => watch?.look(), [answers]);
  return map;
}

/** Cards that three in five agree with on every side, the strongest first; `most` of them. */
export function CommonGround({ map, cards, most = 5 }) {
  const found = map.common.map((id) => cards[id]).filter(Boolean).slice(0, most);
  if (!found.length) return html`<p class="meta">${gettext("Nothing yet that both sides agree on. It needs five answers from each.")}</p>`;
  return html`<ol class="stack stack-s common">${found.map((card) => html`<li key=${card.id} class="common-line"><${Written} row=${card} /><${SideShares} map=${map} card=${card.id} /></li>`)}</ol>`;
}

/** How each side sees one card: the share that agrees, of those who agree or disagree. */
export function SideShares({ map, card }) {
  const lines = Object.entries(map.sides).map(([side, statements]) => {
    const [agree, disagree] = statements[card] ?? [0, 0];
    const all = agree + disagree;
    const words = interpolate(gettext("%(n)s of %(all)s agree"), { n: agree, all });
    return html`<div class="bar" key=${side}><span class="bar-label"><${SideTag} side=${side} /></span><span class="bar-track" aria-hidden="true"><svg class=${`choice-bar choice-${side}`} viewBox="0 0 100 10" preserveAspectRatio="none">
      <rect class="for" width=${all ? (100 * agree) / all : 0} height="10" /></svg></span><span class="bar-value number">${words}</span></div>`;
  });
  return lines.length ? html`<div class="bars bars-small">${lines}</div>` : null;
}

const SHAPES = ["●", "▲", "■", "◆", "★"];

/** People who answered alike, as points; each group has its shape and its name. */
export function MapPicture({ map }) {
  if (!map.groups.length) return html`<p class="meta">${gettext("No clear groups yet: people do not fall into camps, or too few have answered.")}</p>`;
  const points = map.points.map(([x, y, group], n) => html`<text key=${n} class=${`map-point map-group-${group}`} x=${100 + x / 11} y=${100 - y / 11}>${SHAPES[group]}</text>`);
  const words = interpolate(ngettext("%(n)s group of people who think alike", "%(n)s groups of people who think alike", map.groups.length), { n: map.groups.length });
  return html`<figure class="map"><svg viewBox="0 0 200 200" role="img" aria-label=${words}><line class="map-axis" x1="100" y1="4" x2="100" y2="196" /><line class="map-axis" x1="4" y1="100" x2="196" y2="100" />${points}</svg>
    <figcaption class="stack stack-s">${map.groups.map((group, n) => html`<p key=${n}><span class=${`map-key map-group-${n}`} aria-hidden="true">${SHAPES[n]}</span> ${groupWords(n, group)}</p>`)}</figcaption></figure>`;
}

function groupWords(n, { people }) {
  return interpolate(ngettext("Group %(name)s: %(n)s person", "Group %(name)s: %(n)s people", people), { name: n + 1, n: people });
}

/** What each group stands for, in its own cards. */
export function GroupCards({ map, cards }) {
  return map.groups.map((group, n) => html`<section class="stack stack-s" key=${n}><h3><span class=${`map-key map-group-${n}`} aria-hidden="true">${SHAPES[n]}</span> ${groupWords(n, group)}</h3>
    ${group.stands_for.filter(([id]) => cards[id]).map(([id, word]) => html`<div class="common-line" key=${id}><p class="eyebrow">${word === "agree" ? gettext("They agree:") : gettext("They disagree:")}</p><${Written} row=${cards[id]} /></div>`)}</section>`);
}
