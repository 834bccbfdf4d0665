// Solutions: which problem each one answers, and which problems are still without one.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { stateWord, unanswered } from "../model/proposals.js";
import { proposalsOf } from "../model/tables.js";

export function SolutionsStage() {
  const desk = useDesk();
  const tables = desk.room.tables.value;
  const solutions = proposalsOf(tables, "solution");
  const open = unanswered(tables);
  const without = open.length
    ? html`<${Notice} kind="warn" title=${gettext("Problems without a solution")}><ul>${open.map((one) => html`<li key=${one.id} lang=${one.lang} dir="auto">${one.title}</li>`)}</ul><//>`
    : null;
  return html`<div class="stage-list">
    <div class="row stage-tools"><${Held} class="button-quiet" why=${desk.refusal("solution.draft")}
        onClick=${() => desk.open("solution")}><${Icon} name="plus" /> ${gettext("Write a solution for somebody")}<//></div>
    ${without}
    ${solutions.length ? solutions.map((solution) => html`<${Solution} key=${solution.id} solution=${solution} problems=${tables.proposals} />`) : html`<${None} />`}
  </div>`;
}

const None = () => html`<div class="empty"><${Icon} name="solution" class="icon-xl" /><p class="empty-title">${gettext("No solutions yet")}</p>
  <p>${gettext("They appear here as soon as a table sends one from its phone.")}</p></div>`;

function Solution({ solution, problems }) {
  const desk = useDesk();
  const answers = (solution.answers ?? []).map((id) => problems[id]).filter(Boolean);
  const edit = solution.state === "draft"
    ? html`<div class="proposal-verbs"><${Held} class="button-quiet" why=${desk.refusal("solution.edit")}
        onClick=${() => desk.open("solution", { solution })}><${Icon} name="edit" /> ${gettext("Mend the text")}<//></div>`
    : null;
  return html`<article class="proposal-line is-solution"><div class="stack stack-s">
      <p class="row"><span class="chip">${stateWord(solution)}</span><span class="meta number">${solution.number}</span></p>
      <h3 lang=${solution.lang} dir="auto">${solution.title}</h3>
      <p lang=${solution.lang} dir="auto">${solution.body}</p>
      <p class="meta">${gettext("Answers:")} ${answers.map((problem, index) => html`${index ? " · " : ""}<bdi lang=${problem.lang}>${problem.title}</bdi>`)}</p>
      ${solution.office ? html`<p class="meta"><${Icon} name="office" class="icon-line" /> <bdi>${solution.office.name}</bdi></p>` : null}</div>${edit}</article>`;
}
