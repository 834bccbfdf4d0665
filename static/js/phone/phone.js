// The whole phone: one question in the middle, the rest around it; each kind of activity brings its screen when it comes near.
import { useEffect, useMemo, useRef, useState } from "preact";
import { html } from "../core/html.js";
import { theActivity, theRoom } from "../core/list.js";
import { gettext, interpolate, say } from "../core/words.js";
import { Toasts } from "../parts/toast.js";
import { screenOf } from "./MISSING-screens.js";
import { Here, pollOf, useHere } from "./here.js";
import { Foot, Question, Top, Unsent } from "./shell.js";
import { Removed } from "./waiting.js";

// The whole phone: connection and language above, one question in the middle, who is speaking and the way out below.
export function Phone({ room, page }) {
  const [message, setMessage] = useState(null);
  const here = useMemo(() => ({ room, page, toast: (text, error = false) => setMessage({ text, error }) }), [room, page]);
  return html`<${Here.Provider} value=${here}>
    <${Top} /><${Middle} room=${room} /><${Foot} />
    <${Toasts} message=${message} onGone=${() => setMessage(null)} /><${Announcer} /><//>`;
}

function Middle({ room }) {
  const { name, reason } = room.connection.value;
  const tables = room.tables.value;
  const state = room.mine.value.seat?.state;
  if (name === "gone" || state === "removed") return html`<main class="room-main stack" id="main"><${Removed} reason=${reason || "removed"} /></main>`;
  const activity = theRoom(tables)?.state === "open" && state !== "out" ? theActivity(tables) : null;
  const Screen = screenOf(activity, theRoom(tables), state);
  const question = activity ? html`<${Question} activity=${activity} />` : null;
  return html`<main class="room-main stack" id="main">${question}
    <${Screen} key=${activity ? activity.id : "none"} activity=${activity} /><${Unsent} activity=${activity} /></main>`;
}

// Speaks what changed, politely, for those who do not see the screen. Focus stays where it is.
export function Announcer() {
  const { room } = useHere();
  const said = useRef(null);
  const [text, setText] = useState("");
  const tables = room.tables.value;
  const now = whatIsOn(tables);
  useEffect(() => {
    if (said.current !== null && said.current !== now) setText(now);
    said.current = now;
  }, [now]);
  return html`<p class="visually-hidden" role="status" aria-live="polite">${text}</p>`;
}

function whatIsOn(tables) {
  const room = theRoom(tables);
  if (!room || room.state === "prepared") return "";
  if (room.state === "closed") return gettext("The room is closed.");
  const activity = theActivity(tables);
  if (!activity) return "";
  const question = interpolate(gettext("Now: %(question)s"), { question: say(activity.prompt).text || say(activity.title).text });
  const poll = pollOf(tables, activity);
  if (poll?.state === "open") return `${question} ${gettext("The vote is open.")}`;
  if (poll) return `${question} ${gettext("The vote is closed. The result is here.")}`;
  if (activity.kind === "cards" && activity.revealed) return `${question} ${gettext("The cards are shown now.")}`;
  return question;
}
