// Keys to deeds: listens on the page and runs what the key table asks for.
import { boardDeeds } from "./board/deeds.js";
import { actionOf } from "./model/keys.js";
import { backStep, clockStep, minuteStep, nextStep, undoStep } from "./model/steps.js";
import { take } from "./take.js";

/** Starts listening; returns the function that stops it. */
export function listenToKeys(desk) {
  const onKey = (event) => {
    if (event.key === "?" && desk.dialog.value?.name === "keys") return desk.shut(); // the key that shows the list hides it
    const action = actionOf(event, { dialog: desk.dialog.value !== null, letters: desk.letters.value });
    if (!action) return;
    const deed = DEEDS[action] ?? boardDeeds[action];
    if (deed?.(desk, event) !== false) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

const state = (desk) => ({ tables: desk.room.tables.value, mine: desk.room.mine.value });

const DEEDS = {
  undo: (desk) => take(desk, undoStep(state(desk))),
  next: (desk) => take(desk, nextStep(state(desk))),
  back: (desk) => take(desk, backStep(state(desk))),
  pause: (desk) => take(desk, clockStep(state(desk))),
  minute: (desk) => take(desk, minuteStep(state(desk))),
  help: (desk) => desk.open("keys"),
};
