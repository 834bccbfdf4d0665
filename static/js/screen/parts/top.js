// Above: the question that everybody is asked now, and in a corner what must not be missed: a rehearsal, a lost connection.
import { useEffect, useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { LinkState } from "../../console/parts/link_state.js";
import { useWall } from "../wall.js";

/** Scenes that carry their own large words. */
const OWN_WORDS = new Set(["prompt", "door", "farewell", "wording"]);

export function Top({ scene }) {
  const { row, activity } = useWall();
  const question = questionOf(scene, row, activity);
  const heading = OWN_WORDS.has(scene.name)
    ? html`<h1 class="visually-hidden">${row.title}</h1>`
    : html`<h1 class="question" lang=${question.lang || null} dir="auto">${question.text}</h1>`;
  return html`<header class="screen-top"><${Signs} />${heading}</header>`;
}

/** A strip over the whole width, only while there is something to say. */
function Signs() {
  const { room, row } = useWall();
  const connection = room.connection.value;
  const [wasOnline, remember] = useState(false);
  useEffect(() => { if (connection.name === "online") remember(true); }, [connection.name]);
  const lost = connection.name === "offline" || connection.name === "gone" || (connection.name === "connecting" && wasOnline);
  if (!lost && !row.rehearsal) return null;
  return html`<div class="screen-signs">${row.rehearsal ? html`<p>${gettext("Rehearsal: nothing here counts")}</p>` : null}${lost ? html`<${LinkState} connection=${connection} />` : null}</div>`;
}

function questionOf(scene, row, activity) {
  if (scene.poll) return say(scene.poll.question);
  if (!activity) return { text: row.title, lang: row.lang };
  const prompt = say(activity.prompt);
  return prompt.text ? prompt : say(activity.title);
}
