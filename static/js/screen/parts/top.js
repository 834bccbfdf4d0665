// Above: the question that everybody is asked now, and in a corner what must not be missed: a rehearsal, a lost connection.
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { LinkState } from "../../console/parts/link_state.js";
import { useWall } from "../wall.js";

/** Scenes that carry their own large words. */
const OWN_WORDS = new Set(["prompt", "door", "farewell", "wording"]);

export function Top({ scene }) {
  const { room, row, activity } = useWall();
  const question = questionOf(scene, row, activity);
  const own = OWN_WORDS.has(scene.name);
  const lost = room.connection.value.name !== "online" ? html`<${LinkState} connection=${room.connection.value} />` : null;
  const rehearsal = row.rehearsal ? html`<p class="screen-rehearsal">${gettext("Rehearsal: nothing here counts")}</p>` : null;
  const heading = own ? html`<h1 class="visually-hidden">${row.title}</h1>` : html`<h1 class="question" lang=${question.lang || null} dir="auto">${question.text}</h1>`;
  if (own && !lost && !rehearsal) return html`<header class="screen-top is-empty">${heading}</header>`;
  return html`<header class="screen-top">${heading}<div class="screen-signs">${rehearsal}${lost}</div></header>`;
}

function questionOf(scene, row, activity) {
  if (scene.poll) return say(scene.poll.question);
  if (!activity) return { text: row.title, lang: row.lang };
  const prompt = say(activity.prompt);
  return prompt.text ? prompt : say(activity.title);
}
