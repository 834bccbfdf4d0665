// Screens that are fetched when their activity comes near, so that the first page stays small; the next activity's screen is fetched
// while this one runs, so that a weak network finds it already there.
import { useEffect, useState } from "preact";
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { gettext } from "../core/words.js";
import { Notice } from "../parts/notice.js";

// What the screen of a vote needs besides itself.
const VOTE_PARTS = { charter: ["answering", "result"], dots: ["dotting", "result"], vote: ["answering", "choosing", "result"] };
const SOON = 3_000; // ms
const SPREAD = 12_000;
const AGAIN = 2_000;
const here = new Map();
let loaders = {};

/** `{kind: () => Promise of its component}`. The page's entry gives them: here they would make modules import each other in a circle. */
export function offerScreens(given) {
  loaders = given;
}

/** Fetches the screen of a kind; the promise gives the component. */
export async function fetchScreen(kind) {
  if (!here.has(kind)) here.set(kind, await loaders[kind]());
  return here.get(kind);
}

/** The screen of a kind, with its properties; says so when the network does not let it come, and tries again. */
export function Screen({ kind, ...properties }) {
  const [tries, setTries] = useState(0);
  const found = here.get(kind);
  useEffect(() => {
    if (found) return undefined;
    let timer = null;
    const again = () => setTries((count) => count + 1);
    fetchScreen(kind).then(again, () => { timer = setTimeout(again, AGAIN); });
    return () => clearTimeout(timer);
  }, [kind, tries]);
  if (found) return html`<${found} ...${properties} />`;
  if (!tries) return html`<p class="meta">${gettext("One moment…")}</p>`;
  return html`<${Notice} kind="warn"><p>${gettext("This step did not load: the network is weak. We keep trying.")}</p><//>`;
}

/** Fetches what will be needed next, at a moment of its own so that a hall of phones does not ask all at once. Returns how to call it off. */
export function fetchAhead(tables, activity) {
  if (!activity) return undefined;
  const agenda = rows(tables.activities);
  const next = agenda[agenda.findIndex(({ id }) => id === activity.id) + 1];
  const kinds = [...(VOTE_PARTS[activity.kind] || []), next ? next.kind : "closed"].filter((kind) => loaders[kind]);
  const timer = setTimeout(() => kinds.forEach((kind) => fetchScreen(kind).catch(() => {})), SOON + Math.random() * SPREAD);
  return () => clearTimeout(timer);
}
