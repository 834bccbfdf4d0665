// A poll from opening to result, in the order in which a facilitator meets it.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { openPoll, pollInView, pollsOf } from "../model/tables.js";
import { OpenPoll } from "./open_poll.js";
import { Result } from "./result.js";
import { Running } from "./running.js";

/** `methods` the activity allows, `go` the words of the opening button, `choosing`: a solution must be chosen. */
export function PollPanel({ activity, methods, go, choosing = false }) {
  const tables = useDesk().room.tables.value;
  const running = openPoll(tables, activity);
  if (running) return html`<${Running} poll=${running} />`;
  const outside = pollsOf(tables, activity).filter((poll) => poll.state === "open").map((poll) => html`<${Running} key=${poll.id} poll=${poll} />`);
  const latest = pollInView(tables, activity);
  const opening = html`<${OpenPoll} key=${latest?.id ?? "first"} activity=${activity} methods=${methods} go=${go} choosing=${choosing} />`;
  if (!latest) return opening;
  const before = latest.state === "open" ? null : html`<${Result} poll=${latest} />`;
  return html`${outside}${before}<details class="again"><summary class="button button-quiet">${gettext("Vote again or on something else")}</summary>${opening}</details>`;
}
