// A ranking made by buttons or by dragging: the best first; what is not listed comes last. Ties only where the method knows them.
import { useRef } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate, say } from "../../core/words.js";
import { Icon } from "../icon.js";
import { apart, levelled, moved, stepped, without } from "./tiers.js";

/** `value` is a list of tiers, best first, each a list of option ids. */
export function Ranking({ poll, value, onChange }) {
  const list = useRef(null);
  const ties = poll.method === "schulze";
  const named = new Map(poll.options.map((option) => [option.id, option]));
  const listed = value.flat();
  const left = poll.options.filter(({ id }) => !listed.includes(id));
  const drop = (id, place) => onChange(moved(value, id, place));
  const rows = value.flatMap((tier, place) => tier.map((id, index) => html`<${Placed} key=${id} option=${named.get(id)} place=${place} level=${index > 0} last=${place === value.length - 1}
      ties=${ties} list=${list} onMove=${(by) => onChange(stepped(value, id, by))} onDrop=${(to) => drop(id, to)}
      onLevel=${() => onChange(index > 0 ? apart(value, id) : levelled(value, id))} onTakeOff=${() => onChange(without(value, id))} />`));
  const rest = left.map((option) => html`<li key=${option.id}><${Unplaced} option=${option} place=${value.length + 1} onPut=${() => onChange([...value, [option.id]])} /></li>`);
  return html`<ol class="ranking" ref=${list}>${rows}</ol>
    ${left.length ? html`<section class="stack stack-s"><h3 class="eyebrow">${value.length ? gettext("Not placed: all together at the end") : gettext("Choose who comes first")}</h3><ul class="ranking">${rest}</ul></section>` : null}`;
}

function Placed({ option, place, level, last, ties, list, onMove, onDrop, onLevel, onTakeOff }) {
  const { text, lang } = say(option.title);
  const about = (words) => interpolate(words, { name: text });
  const levelWords = level ? gettext("No longer level: %(name)s") : gettext("Level with the place before: %(name)s");
  const tie = ties && (place > 0 || level) ? html`<button type="button" class="dots-step" aria-label=${about(levelWords)} aria-pressed=${level ? "true" : "false"} onClick=${onLevel}><${Icon} name="merge" /></button>` : null;
  return html`<li class=${level ? "rank is-level" : "rank"} data-place=${place}><span class="rank-place number" ...${drags(list, onDrop)}>${place + 1}</span>
    <span class="rank-name" lang=${lang} dir="auto">${text}</span><span class="dots-count">
      <button type="button" class="dots-step" aria-label=${about(gettext("Up: %(name)s"))} aria-disabled=${place || level ? null : "true"} onClick=${() => (place || level) && onMove(-1)}><${Icon} name="next" class="icon-up" /></button>
      <button type="button" class="dots-step" aria-label=${about(gettext("Down: %(name)s"))} aria-disabled=${last && !level ? "true" : null} onClick=${() => (!last || level) && onMove(1)}><${Icon} name="next" class="icon-down" /></button>
      ${tie}<button type="button" class="dots-step" aria-label=${about(gettext("Take off the ranking: %(name)s"))} onClick=${onTakeOff}><${Icon} name="close" /></button></span></li>`;
}

function Unplaced({ option, place, onPut }) {
  const { text, lang } = say(option.title);
  const words = interpolate(gettext("Place %(place)s: %(name)s"), { place, name: text });
  return html`<button type="button" class="rank rank-free" aria-label=${words} data-act="place" onClick=${onPut}><${Icon} name="plus" /><span class="rank-name" lang=${lang} dir="auto">${text}</span></button>`;
}

// Dragging by the number, with a finger or a mouse: where it is let go, the option takes that place.
function drags(list, onDrop) {
  return {
    onPointerDown: (event) => {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.closest(".rank").classList.add("is-dragged");
    },
    onPointerUp: (event) => {
      event.currentTarget.closest(".rank").classList.remove("is-dragged");
      const over = [...list.current.children].findLast((row) => row.getBoundingClientRect().top <= event.clientY);
      onDrop(over ? Number(over.dataset.place) : 0);
    },
    onPointerCancel: (event) => event.currentTarget.closest(".rank").classList.remove("is-dragged"),
  };
}
