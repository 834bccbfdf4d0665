// What the facilitator has on the desk: the room, what is chosen on the board, the open dialog, the last message.
import { createContext, useContext } from "preact";
import { computed, signal } from "signals";
import { deviceStorage } from "../core/storage.js";
import { gettext, readerLanguage } from "../core/words.js";
import { undoCommand } from "./model/steps.js";
import { currentActivity, theRoom } from "./model/tables.js";

export const DeskContext = createContext(null);
export const useDesk = () => useContext(DeskContext);

/**
 * Signals `dialog` ({name, …}), `chosen` (Set of card ids), `at` (cursor place), `message`, `letters` (single-letter keys on?),
 * and `act(verb, data, {done})` → the answer; a refusal is shown as the sentence the server gave, `done` is said after success.
 */
export function createDesk({ room, storage = deviceStorage("console") }) {
  const dialog = signal(null);
  const message = signal(null);
  const letters = signal(storage.read("letters") !== false);
  let told = 0;

  const tell = (text, more = {}) => { message.value = { id: ++told, text, ...more }; };
  const hush = () => { message.value = null; };
  const close = { label: gettext("Close"), run: hush };

  async function act(verb, data, { done = null } = {}) {
    const answer = await room.send(verb, data);
    if (!answer.ok) tell(answer.reason, { error: true, action: close });
    else if (done) finished(done);
    return answer;
  }

  /** Says what happened, with the way to take it back. */
  const finished = (words) => tell(words, { action: undoAction() });

  const takeBack = () => {
    const { verb, with: data } = undoCommand(theRoom(room.tables.value));
    hush();
    return act(verb, data);
  };

  function undoAction() {
    if (!room.mine.value.undo) return undefined;
    return { label: gettext("Undo"), run: () => takeBack() };
  }

  return {
    room, dialog, message, letters, act, tell, hush, finished,
    chosen: signal(new Set()),
    at: signal(null),
    theRoom: computed(() => theRoom(room.tables.value)),
    activity: computed(() => currentActivity(room.tables.value)),
    language: readerLanguage(),
    refusal: (verb) => room.mine.value.can?.[verb] ?? null,
    open: (name, more = {}) => { dialog.value = { name, ...more }; },
    shut: () => { dialog.value = null; },
    useLetters(on) {
      letters.value = on;
      storage.write("letters", on);
    },
  };
}
