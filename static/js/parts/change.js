// A change to a text that is voted on: what goes and what comes, told by marks and words and not by colour alone.
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext, say } from "../core/words.js";

/** `big`: on the wall, on its dark ground. */
export function Change({ change, big = false }) {
  const title = say(change.section);
  return html`<section class=${big ? "change-big stack stack-s" : "panel stack stack-s"}><p class="eyebrow">${gettext("What would change in the text")} · <bdi lang=${title.lang}>${title.text}</bdi></p>
    ${change.passages.map((passage, n) => html`<${Passage} key=${n} passage=${passage} lang=${change.lang} />`)}
    <p class="meta">${gettext("The reason given:")} <span lang=${change.reason.lang} dir="auto">${change.reason.text}</span></p></section>`;
}

function Passage({ passage, lang }) {
  const n = passage.left_out;
  const skipped = n ? html`<p class="meta">${interpolate(ngettext("%(n)s paragraph without changes", "%(n)s paragraphs without changes", n), { n })}</p>` : null;
  const pieces = passage.pieces.map(({ kind, text }, place) => html`<${Piece} key=${place} kind=${kind} text=${text} />`);
  return html`${skipped}${passage.pieces.length ? html`<p class="change" lang=${lang} dir="auto">${pieces}</p>` : null}`;
}

function Piece({ kind, text }) {
  if (kind === "gone") return html`<del><bdi class="visually-hidden">${gettext("taken away:")} </bdi>${text}</del>`;
  if (kind === "new") return html`<ins><bdi class="visually-hidden">${gettext("new:")} </bdi>${text}</ins>`;
  return text;
}
