// The one large step forward, the step back, and the undo that says what it undoes.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { backStep, nextStep, undoStep } from "../model/steps.js";
import { KeyHint } from "../parts/key_hint.js";
import { take } from "../take.js";

export function Steps() {
  const desk = useDesk();
  const state = { tables: desk.room.tables.value, mine: desk.room.mine.value };
  return html`<div class="steps-box">
    <${Next} step=${nextStep(state)} />
    <${Back} step=${backStep(state)} />
    <${Undo} step=${undoStep(state)} />
  </div>`;
}

function Next({ step }) {
  const desk = useDesk();
  if (!step) return html`<p class="notice-title">${gettext("The room is closed.")}</p>`;
  const forward = step.verb === "room.next";
  return html`<${Held} class="button-wide button-next" data-act=${step.verb} why=${step.reason} aria-keyshortcuts="N" onClick=${() => take(desk, step)}>
      <span class="next-words">${forward ? html`<span class="next-eyebrow">${gettext("Next")}</span>` : null}<span dir="auto">${step.label}</span></span>
      <${Icon} name=${step.final ? "lock" : "next"} /><${KeyHint} letter="N" /><//>
    ${step.hint ? html`<p class="meta">${step.hint}</p>` : null}`;
}

function Back({ step }) {
  const desk = useDesk();
  if (!step) return null;
  return html`<${Held} class="button-quiet button-wide" data-act=${step.verb} why=${step.reason} aria-keyshortcuts="B" onClick=${() => take(desk, step)}>
    <${Icon} name="back" /> ${step.label}<${KeyHint} letter="B" /><//>`;
}

function Undo({ step }) {
  const desk = useDesk();
  if (!step) return null;
  return html`<${Held} class="button-quiet button-wide undo" data-act=${step.verb} why=${step.reason} aria-keyshortcuts="U" onClick=${() => take(desk, step)}>
    <${Icon} name="undo" /> <span class="undo-what" dir="auto">${step.label}</span><${KeyHint} letter="U" /><//>`;
}
