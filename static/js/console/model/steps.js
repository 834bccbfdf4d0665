// The facilitator's next step, the way back and the undo: what each button says, runs and why it may be refused.
import { gettext, interpolate, say } from "../../core/words.js";
import { activitiesOf, currentActivity, theRoom } from "./tables.js";
import { undoWords } from "./undo_words.js";

const refusal = (mine, verb) => mine?.can?.[verb] ?? null;

const stepOf = (mine, verb, room, words) => ({ verb, with: { room: room.id }, reason: refusal(mine, verb), ...words });

/** The activity after the current one; the first when the room is open and nothing runs yet; null at the end. */
export function following(tables) {
  const agenda = activitiesOf(tables);
  const at = agenda.findIndex((activity) => activity.id === theRoom(tables)?.activity);
  return agenda[at + 1] ?? null;
}

/** {verb, with, label, hint, final, reason}: the one large button. Null once the room is closed. */
export function nextStep({ tables, mine }) {
  const room = theRoom(tables);
  if (!room || room.state === "closed") return null;
  if (room.state === "prepared") {
    return stepOf(mine, "room.open", room, { label: gettext("Open the room"), hint: gettext("People can come in from now on."), final: false });
  }
  const next = following(tables);
  if (!next) {
    return stepOf(mine, "room.close", room, { label: gettext("Close the room"), hint: gettext("That was the last activity."), final: true });
  }
  return stepOf(mine, "room.next", room, { label: say(next.title).text, hint: warning(currentActivity(tables)), final: false });
}

/** What would be left behind by going on now, in one sentence; empty when nothing is. */
function warning(activity) {
  if (activity?.kind === "cards" && !activity.revealed) return gettext("The cards have not been revealed yet.");
  return "";
}

export function backStep({ tables, mine }) {
  const room = theRoom(tables);
  if (!room || room.state !== "open") return null;
  return stepOf(mine, "room.back", room, { label: gettext("Back"), hint: "", final: false });
}

/** The undo button; it names what would be undone. */
export function undoStep({ tables, mine }) {
  const room = theRoom(tables);
  if (!room || room.state === "closed") return null;
  const label = mine?.undo?.label;
  return {
    ...undoCommand(room),
    label: label ? interpolate(gettext("Undo: %(what)s"), { what: undoWords(label) }) : gettext("Undo"),
    reason: label ? refusal(mine, "undo.last") : gettext("There is nothing to undo."),
    hint: "",
    final: false,
  };
}

/** {verb, with}: undo takes back the facilitator's own last act in the room's stream. */
export const undoCommand = (room) => ({ verb: "undo.last", with: { stream: `room:${room.id}` } });

/** The agenda as the list on the left: {id, number, title, minutes, mark: "done" | "now" | "paused" | "ahead"}. */
export function agendaRows(tables) {
  const now = theRoom(tables)?.activity;
  return activitiesOf(tables).map((activity, index) => ({
    id: activity.id,
    number: index + 1,
    title: say(activity.title).text,
    minutes: activity.minutes,
    mark: markOf(activity, now),
  }));
}

function markOf(activity, now) {
  if (activity.id === now) return activity.state === "paused" ? "paused" : "now";
  return activity.state === "done" ? "done" : "ahead";
}

/** What the pause button does for the running activity: pause or resume, or null when no clock runs. */
export function clockStep({ tables, mine }) {
  const activity = currentActivity(tables);
  if (!activity || !["running", "paused"].includes(activity.state)) return null;
  const verb = activity.state === "paused" ? "timer.resume" : "timer.pause";
  const label = activity.state === "paused" ? gettext("Go on") : gettext("Pause");
  return { verb, with: { activity: activity.id }, label, reason: refusal(mine, verb) };
}

/** One more minute for the running activity, or null when there is none. */
export function minuteStep({ tables, mine }) {
  const activity = currentActivity(tables);
  if (!activity || activity.state === "done") return null;
  return { verb: "timer.add", with: { activity: activity.id, minutes: 1 }, label: gettext("One more minute"), reason: refusal(mine, "timer.add") };
}
