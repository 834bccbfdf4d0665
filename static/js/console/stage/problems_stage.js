// From groups to problems: a title, the wording, and the authors of the cards who confirm it.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { groupsInView } from "../model/board.js";
import { confirmSentence, heldBack, stateWord } from "../model/proposals.js";
import { proposalsOf } from "../model/tables.js";

export function ProblemsStage() {
  const tables = useDesk().room.tables.value;
  const loose = groupsInView(tables).filter(({ group }) => !group.problem);
  const problems = proposalsOf(tables, "problem");
  return html`<div class="stage-list">
    ${problems.map((problem) => html`<${Problem} key=${problem.id} problem=${problem} />`)}
    ${loose.length ? html`<h3 class="eyebrow">${gettext("Groups that are not a problem yet")}</h3>` : null}
    ${loose.map((column) => html`<${Group} key=${column.id} column=${column} />`)}
    ${problems.length || loose.length ? null : html`<div class="empty"><${Icon} name="group" class="icon-xl" /><p class="empty-title">${gettext("No groups yet")}</p><p>${gettext("Go back to put cards together first.")}</p></div>`}
  </div>`;
}

function Group({ column }) {
  const desk = useDesk();
  const { group, cards } = column;
  return html`<article class="proposal-line"><div><h3 lang=${group.lang} dir="auto">${group.title}</h3>
      <p class="meta">${interpolate(ngettext("%(n)s card", "%(n)s cards", cards.length), { n: cards.length })}</p></div>
    <${Held} class="button-quiet" data-act="problem.draft" why=${desk.refusal("problem.draft")}
        onClick=${() => desk.open("problem", { group, cards })}><${Icon} name="problem" /> ${gettext("Make it a problem")}<//></article>`;
}

function Problem({ problem }) {
  const desk = useDesk();
  const draft = problem.state === "draft";
  const objections = (problem.objections ?? []).map((objection) => html`<li lang=${objection.lang} dir="auto">${objection.text}</li>`);
  return html`<article class="proposal-line is-problem"><div class="stack stack-s">
      <p class="row"><span class=${draft ? "chip is-warn" : "chip is-ok"}>${stateWord(problem)}</span><span class="meta number">${problem.number}</span></p>
      <h3 lang=${problem.lang} dir="auto">${problem.title}</h3>
      <p lang=${problem.lang} dir="auto">${problem.body}</p>
      <p class="meta" role="status">${confirmSentence(problem.authors)}</p>
      ${objections.length ? html`<ul class="objections">${objections}</ul>` : null}</div>
    ${draft ? html`<div class="proposal-verbs">
      <${Held} why=${desk.refusal("problem.conclude") ?? heldBack(problem)}
          onClick=${() => desk.act("problem.conclude", { proposal: problem.id })}><${Icon} name="check" /> ${gettext("The wording stands")}<//>
      <${Held} class="button-quiet" why=${desk.refusal("problem.reword")}
          onClick=${() => desk.open("reword", { problem })}><${Icon} name="edit" /> ${gettext("Reword")}<//></div>` : null}
  </article>`;
}
