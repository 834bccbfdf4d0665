// The clock of the activity with its three buttons: one more minute, stop, go on.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Clock } from "../../parts/clock.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { clockStep, minuteStep } from "../model/steps.js";
import { KeyHint } from "../parts/key_hint.js";
import { take } from "../take.js";

export function ClockTools() {
  const desk = useDesk();
  const activity = desk.activity.value;
  const state = { tables: desk.room.tables.value, mine: desk.room.mine.value };
  const minute = minuteStep(state);
  if (!activity || !minute) return html`<span class="console-clock"></span>`;
  const clock = clockStep(state);
  const paused = activity.state === "paused";
  return html`<span class="console-clock">
    <${Clock} activity=${activity} now=${desk.room.now} />
    <${ClockButton} step=${minute} letter="+"><${Icon} name="plus" /> ${gettext("1 minute")}<//>
    ${clock ? html`<${ClockButton} step=${clock} letter="P"><${Icon} name=${paused ? "play" : "pause"} /> ${clock.label}<//>` : null}
  </span>`;
}

function ClockButton({ step, letter, children }) {
  const desk = useDesk();
  return html`<button type="button" class="chip" data-act=${step.verb} aria-disabled=${step.reason ? "true" : null} aria-keyshortcuts=${letter}
    onClick=${() => take(desk, step)}>${children}<${KeyHint} letter=${letter} /></button>`;
}
