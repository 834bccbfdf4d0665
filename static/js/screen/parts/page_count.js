// Which page of how many, when not everything fits on the wall.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";

export function PageCount({ page, pages }) {
  if (pages < 2) return null;
  const marks = Array.from({ length: pages }, (_, index) => html`<li key=${index} class=${index === page ? "is-now" : ""}></li>`);
  return html`<ol class="screen-pages" aria-label=${interpolate(gettext("Page %(page)s of %(pages)s"), { page: page + 1, pages })}>${marks}</ol>`;
}
