// One large question, nothing else: while people talk, and before a vote opens.
import { html } from "../../core/html.js";
import { say } from "../../core/words.js";
import { useWall } from "../wall.js";

export function PromptScene() {
  const { activity } = useWall();
  const title = say(activity.title);
  const prompt = say(activity.prompt);
  return html`<div class="screen-big is-prompt"><p class="eyebrow" lang=${title.lang || null} dir="auto">${title.text}</p>
    <p class="prompt-words" lang=${(prompt.text ? prompt : title).lang || null} dir="auto">${prompt.text || title.text}</p></div>`;
}
