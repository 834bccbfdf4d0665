// The solutions, a few at a time, each with the problem it answers.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { chunked } from "../model/pages.js";
import { PageCount } from "../parts/page_count.js";
import { usePage, useWall } from "../wall.js";
import { PromptScene } from "./prompt.js";

const ON_A_PAGE = 3;

export function SolutionsScene({ solutions }) {
  const { tables } = useWall();
  const pages = chunked(solutions, ON_A_PAGE);
  const page = usePage(pages.length);
  if (!solutions.length) return html`<${PromptScene} />`;
  return html`<ol class="wall-solutions">${pages[page].map((solution) => html`<${WallSolution} key=${solution.id} solution=${solution} problems=${tables.proposals} />`)}</ol><${PageCount} page=${page} pages=${pages.length} />`;
}

function WallSolution({ solution, problems }) {
  const answers = (solution.answers ?? []).map((id) => problems[id]).filter(Boolean);
  const words = answers.map((problem, index) => html`${index ? " · " : ""}<bdi lang=${problem.lang}>${problem.title}</bdi>`);
  return html`<li class="wall-solution"><${Icon} name="solution" class="icon-xl" /><div><h2 lang=${solution.lang} dir="auto">${solution.title}</h2>
    ${answers.length ? html`<p class="wall-answers">${gettext("Answers:")} ${words}</p>` : null}</div></li>`;
}
