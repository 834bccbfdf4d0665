// Right: who is here on each side, whose voice is missing, the people and the tickets.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { People } from "./people.js";
import { Present } from "./present.js";
import { Tickets } from "./tickets.js";
import { Voices } from "./voices.js";

export function PeoplePanel() {
  return html`<aside class="console-people" aria-label=${gettext("People in the room")}>
    <${Present} /><${Voices} /><${People} /><${Tickets} /></aside>`;
}
