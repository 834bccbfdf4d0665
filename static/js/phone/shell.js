// Around the question: connection and language above, the question itself, who is speaking and the quick way out below.
import { html } from "../core/html.js";
import { rows, theRoom } from "../core/list.js";
import { gettext, interpolate, say } from "../core/words.js";
import { Clock } from "../parts/clock.js";
import { Connection } from "../parts/connection.js";
import { Icon } from "../parts/icon.js";
import { LanguagePicker } from "../parts/language_picker.js";
import { Notice } from "../parts/notice.js";
import { ReadAloud } from "../parts/read_aloud.js";
import { SeatSwitcher } from "../parts/seat_switcher.js";
import { Side, sideName } from "../parts/side.js";
import { pollOf, useHere } from "./here.js";

// Above everything: is this phone connected, and in which language do I read.
export function Top() {
  const { room } = useHere();
  const present = theRoom(room.tables.value)?.present;
  const kept = room.outbox.value.every(({ stored }) => stored);
  return html`<header class="room-top"><${Connection} connection=${room.connection.value} kept=${kept} note=${present ? html`<${Present} present=${present} />` : null} />
    <${LanguagePicker} ...${languageForm()} /></header>`;
}

// How many are here on each side, both told alike.
function Present({ present }) {
  const sides = ["resident", "official", "civil"].filter((side) => present[side] || side !== "civil");
  return html`<span class="connection-note">${sides.map((side) => html`<span class="line" key=${side}><${Side} side=${side} />
    <span class="number">${present[side] ?? 0}</span><span class="visually-hidden"> ${sideName(side)}</span></span>`)}</span>`;
}

// The page carries the form's address, its token and the languages by their own names.
function languageForm() {
  const form = document.getElementById("language-form");
  if (!form) return { languages: [], action: "", token: "", next: "" };
  return {
    languages: Array.from(form.elements.language.options, ({ value, text }) => ({ code: value, name: text })),
    action: form.action,
    token: form.elements.csrfmiddlewaretoken?.value || "",
    next: location.pathname + location.search,
  };
}

// What is asked now: where we are in the evening, how long it lasts, and the question itself.
export function Question({ activity }) {
  const { room } = useHere();
  const agenda = rows(room.tables.value.activities);
  const at = agenda.findIndex(({ id }) => id === activity.id) + 1;
  const step = interpolate(gettext("Step %(n)s of %(all)s"), { n: at, all: agenda.length });
  const title = say(activity.title);
  const poll = pollOf(room.tables.value, activity);
  // A vote among options, or on a change to a text, asks its own question.
  const prompt = say(["options", "amendment"].includes(poll?.subject) ? poll.question : activity.prompt);
  const dots = agenda.map(({ id }, index) => html`<li key=${id} class=${index + 1 < at ? "is-done" : index + 1 === at ? "is-now" : ""}></li>`);
  return html`<header class="stack-s stack">
    <ol class="progress" aria-label=${step}>${dots}</ol>
    <div class="question-line"><p class="eyebrow">${step} · <bdi lang=${title.lang}>${title.text}</bdi></p><${Clock} activity=${activity} now=${room.now} /></div>
    <h1 class="question" lang=${prompt.lang} dir="auto">${prompt.text || title.text}</h1>
    <${ReadAloud} text=${prompt.text || title.text} lang=${prompt.lang || title.lang} />
  </header>`;
}

// Below everything: "are you still here?", who is speaking on this phone, and the quick way out.
export function Foot() {
  const { room, page } = useHere();
  const { seat, seats = [] } = room.mine.value;
  if (!seat || room.connection.value.name === "gone") return null;
  const switcher = html`<${SeatSwitcher} seat=${seat} seats=${seats} address=${(id) => `?seat=${id}`} add=${`/join/?add=1&room=${page.id}`} table=${`/rooms/${page.id}/table/`} />`;
  const shared = seats.length > 1;
  const label = shared ? gettext("More") : html`<${Side} side=${seat.side} /> <bdi>${seat.nickname}</bdi>`;
  return html`<footer class="room-foot stack stack-s"><${StillHere} />${shared ? switcher : null}
    <div class="foot-line"><details class="foot-more"><summary class="chip">${label}</summary><div class="stack stack-s">${shared ? null : switcher}
        <p><a href="/voice/">${gettext("What became of what I said")}</a></p><${GoingHome} /></div></details>
      <button type="button" class="button button-quiet button-small" onClick=${leaveQuickly}><${Icon} name="leave" /> ${gettext("Leave quickly")}</button></div>
  </footer>`;
}

// Going home is said to the room, so that the numbers of the next vote are right.
function GoingHome() {
  const { room, page, toast } = useHere();
  const go = async () => {
    const answer = await room.send("seat.leave", { room: page.id });
    if (!answer.ok) toast(answer.reason, true);
  };
  return html`<p><button type="button" class="button button-quiet button-small" data-act="seat.leave" onClick=${go}>${gettext("I am going home: count me out")}</button></p>`;
}

// For whoever is looked at over the shoulder: nothing of the room stays on the screen or behind the "back" key.
function leaveQuickly() {
  document.querySelectorAll("textarea, input").forEach((field) => { field.value = ""; });
  document.body.hidden = true;
  document.title = "…";
  location.replace("/");
}

// The room is counted again: one touch says "I am here"; who does not answer is counted as gone.
export function StillHere() {
  const { room, page, toast } = useHere();
  if (room.mine.value.seat?.state !== "asked") return null;
  const here = async () => {
    const answer = await room.send("seat.here", { room: page.id });
    if (!answer.ok) toast(answer.reason, true);
  };
  return html`<${Notice} kind="warn" icon="hand" live title=${gettext("Are you still here?")}>
    <p>${gettext("The room is being counted again, so that the numbers of the next vote are right.")}</p>
    <p><button type="button" class="button" data-act="seat.here" onClick=${here}>${gettext("Yes, I am here")}</button></p><//>`;
}
