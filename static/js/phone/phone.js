// The whole phone: one question in the middle, the rest around it, and a voice that says what changed.
import { useEffect, useMemo, useRef, useState } from "preact";
import { html } from "../core/html.js";
import { theActivity, theRoom } from "../core/list.js";
import { gettext, interpolate, say } from "../core/words.js";
import { Toasts } from "../parts/toast.js";
import { Here, pollOf, useHere } from "./here.js";
import { fetchAhead, Screen } from "./screens.js";
import { Begun, NotSent, SentEarlier } from "./on_the_way.js";
import { Foot, Question, Top } from "./shell.js";
import { OutOfRoom, Removed, Waiting } from "./waiting.js";

export function Phone({ room, page }) {
  const [message, setMessage] = useState(null);
  const here = useMemo(() => ({ room, page, toast: (text, error = false) => setMessage({ text, error }) }), [room, page]);
  return html`<${Here.Provider} value=${here}>
    <${Top} /><${Middle} room=${room} /><${Foot} />
    <${Toasts} message=${message} onGone=${() => setMessage(null)} /><${Announcer} /><//>`;
}

/** What is on for this person: `removed`, `missing`, `closed`, `out`, `waiting`, or the kind of the activity. */
export function whatIsOn(tables, mine, connection) {
  const room = theRoom(tables);
  if (connection.name === "gone") return connection.reason;
  if (mine.seat?.state === "removed") return "removed";
  if (room?.state === "closed") return "closed";
  if (mine.seat?.state === "out") return "out";
  const activity = room?.state === "open" ? theActivity(tables) : null;
  return activity ? activity.kind : "waiting";
}

function Middle({ room }) {
  const tables = room.tables.value;
  const on = whatIsOn(tables, room.mine.value, room.connection.value);
  const activity = theActivity(tables);
  useEffect(() => fetchAhead(tables, activity), [activity?.id]);
  return html`<main class="room-main stack" id="main" tabindex="-1"><${Inside} on=${on} activity=${activity} /></main>`;
}

function Inside({ on, activity }) {
  if (on === "removed" || on === "missing") return html`<${Removed} reason=${on} /><${NotSent} />`;
  const asked = on === "closed" || on === "out" || on === "waiting" ? null : activity;
  const earlier = html`<${SentEarlier} on=${on} activity=${asked} />`;
  if (!asked) return html`<${Step} on=${on} />${earlier}<${Begun} />`;
  return html`<${Question} activity=${asked} />${earlier}<${Step} on=${on} activity=${asked} /><${Begun} activity=${asked} />`;
}

function Step({ on, activity }) {
  if (on === "closed") return html`<${Screen} key="closed" kind="closed" />`;
  if (on === "out") return html`<${OutOfRoom} />`;
  if (on === "waiting") return html`<${Waiting} />`;
  return html`<${Screen} key=${activity.id} kind=${on} activity=${activity} />`;
}

// Spoken politely when something changed; focus stays where it is.
function Announcer() {
  const { room } = useHere();
  const said = useRef(null);
  const [text, setText] = useState("");
  const now = inWords(room.tables.value);
  useEffect(() => {
    if (said.current !== null && said.current !== now) setText(now);
    said.current = now;
  }, [now]);
  return html`<p class="visually-hidden" role="status" aria-live="polite">${text}</p>`;
}

function inWords(tables) {
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
