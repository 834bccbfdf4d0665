// The words of a problem while its authors confirm them.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { confirmSentence } from "../../console/model/proposals.js";
import { PromptScene } from "./prompt.js";

export function WordingScene({ problem }) {
  if (!problem) return html`<${PromptScene} />`;
  const confirmed = problem.state === "confirmed";
  return html`<div class="wording"><p class="eyebrow">${confirmed ? gettext("The problem, confirmed by its authors") : gettext("Is this what you meant?")}</p>
    <p class="wording-title" lang=${problem.lang} dir="auto">${problem.title}</p>
    <p class="wording-body" lang=${problem.lang} dir="auto">${problem.body}</p>
    <p class=${confirmed ? "wall-mark is-ok" : "wall-mark"} role="status"><${Icon} name=${confirmed ? "check" : "hand"} /> ${confirmSentence(problem.authors)}</p></div>`;
}
