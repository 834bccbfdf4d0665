// Solutions that answer problems: first what there is, then one of my own. A solution always answers something.
import { useId, useMemo, useState } from "preact";
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { similarTo } from "../core/similar.js";
import { gettext } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { TextLanguage, usualLanguage } from "../parts/text_language.js";
import { useHere, whyNot } from "./here.js";
import { OnTheWay } from "./on_the_way.js";
import { ProposalList } from "./proposals.js";

export function SolutionsScreen() {
  const { room } = useHere();
  const [writing, setWriting] = useState(() => Boolean(room.draft("solution")));
  const problems = rows(room.tables.value.proposals, "number", ({ kind, state }) => kind === "problem" && state !== "draft");
  if (!problems.length) return html`<${Notice} kind="info"><p>${gettext("No problem is confirmed by its authors yet. Solutions come after that.")}</p><//>`;
  const why = whyNot(room.mine.value, "solution.draft");
  const part = writing ? html`<${SolutionForm} problems=${problems} why=${why} onDone=${() => setWriting(false)} />`
    : html`<${Held} class="button-wide" data-act="solution.begin" why=${why} onClick=${() => setWriting(true)}><${Icon} name="solution" /> ${gettext("Propose a solution")}<//>`;
  return html`${part}<${Sent} /><${ProposalList} kind="solution" /><${ProposalList} kind="problem" />`;
}

function SolutionForm({ problems, why, onDone }) {
  const { room, page } = useHere();
  const id = useId();
  const [draft, setDraft] = useState(() => room.draft("solution") || { problems: [], title: "", body: "" });
  const [lang, setLang] = useState(() => usualLanguage(room));
  const [error, setError] = useState("");
  const change = (values) => {
    const next = { ...draft, ...values };
    setDraft(next);
    room.draft("solution", next);
    setError("");
  };
  const send = (event) => {
    event.preventDefault();
    if (why) return;
    if (!draft.problems.length) return setError(gettext("Choose the problem that this answers."));
    if (!draft.title.trim()) return setError(gettext("Say in one sentence what should be done."));
    room.send("solution.draft", { room: page.id, problems: draft.problems, title: draft.title.trim(), body: draft.body.trim(), lang });
    room.draft("solution", null);
    return onDone();
  };
  const toggle = (problem, on) => change({ problems: on ? [...draft.problems, problem] : draft.problems.filter((each) => each !== problem) });
  const choices = problems.map((each) => html`<label class="field-check" key=${each.id}><input type="checkbox" name="problems" checked=${draft.problems.includes(each.id)}
    onChange=${({ target }) => toggle(each.id, target.checked)} /><span lang=${each.lang} dir="auto">${each.title}</span></label>`);
  const wrong = error ? html`<p class="field-error" role="alert"><${Icon} name="warning" /> ${error}</p>` : null;
  return html`<form class="composer" onSubmit=${send}>
    <fieldset class="fieldset"><legend class="field-label">${gettext("Which problem does it answer?")}</legend>${choices}</fieldset>
    <div class="field"><div class="row row-apart"><label class="field-label" for=${id}>${gettext("What should be done?")}</label><${TextLanguage} room=${room} value=${lang} onChange=${setLang} /></div>
      <input class="field-input" id=${id} name="title" maxlength="200" lang=${lang} dir="auto" value=${draft.title} onInput=${({ target }) => change({ title: target.value })} /></div>
    <div class="field"><label class="field-label" for=${`${id}-b`}>${gettext("How, and who does it?")}</label>
      <textarea class="field-input" id=${`${id}-b`} name="body" maxlength="4000" lang=${lang} dir="auto" value=${draft.body} onInput=${({ target }) => change({ body: target.value })}></textarea></div>
    <${SimilarOnes} text=${`${draft.title}\n${draft.body}`} />
    ${wrong}<${Held} type="submit" class="button-wide" why=${why}><${Icon} name="send" /> ${gettext("Send the solution")}<//>
    <button type="button" class="button button-quiet button-wide" onClick=${onDone}>${gettext("Later: keep it on this phone")}</button></form>`;
}

// While somebody writes: solutions of this room that say much the same. Nothing is sent for it.
function SimilarOnes({ text }) {
  const { room } = useHere();
  const there = rows(room.tables.value.proposals, "number", ({ kind }) => kind === "solution");
  const found = useMemo(() => similarTo(text, there), [text, there.length]);
  const items = found.map((each) => html`<li key=${each.id}><a href=${each.url} target="_blank" rel="noopener"><bdi lang=${each.lang}>${each.title}</bdi></a></li>`);
  const list = found.length ? html`<p class="field-hint">${gettext("Somebody proposed something similar. You can add yours all the same.")}</p><ul class="stack stack-s">${items}</ul>` : null;
  return html`<div role="status" data-similar-list>${list}</div>`;
}

// What was sent and does not stand in the list yet, or was refused: in sight, with its text.
function Sent() {
  const { room } = useHere();
  const there = room.tables.value.proposals || {};
  return html`<${OnTheWay} items=${room.outbox.value.filter(({ name, answer }) => name === "solution.draft" && !there[answer?.proposal])} />`;
}
