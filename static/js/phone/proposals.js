// Problems and solutions as lists to read, and the screen for speaking about them.
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { gettext } from "../core/words.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { Written } from "../parts/written.js";
import { useHere } from "./here.js";

// Problems or solutions as a list to read.
/** `kind` is `problem` or `solution`; `keep(proposal)` leaves some out. */
export function ProposalList({ kind, keep = () => true }) {
  const { room } = useHere();
  const list = rows(room.tables.value.proposals, "number", (each) => each.kind === kind && keep(each));
  if (!list.length) return null;
  const title = kind === "problem" ? gettext("Problems") : gettext("Solutions");
  const items = list.map((each) => html`<li key=${each.id}><${Proposal} proposal=${each} heading="h3" /></li>`);
  return html`<section class="stack stack-s"><h2 class="eyebrow">${title} · <span class="number">${list.length}</span></h2><ul class="stack stack-s">${items}</ul></section>`;
}

/** One proposal; `heading` is its place among the page's headings; children stand below it. */
export function Proposal({ proposal, heading = "h2", children = null }) {
  const { room } = useHere();
  const { kind, number, title, body, lang } = proposal;
  const answers = (proposal.answers || []).map((id) => room.tables.value.proposals?.[id]).filter(Boolean);
  const why = answers.length ? html`<p class="tile-note"><${Icon} name="problem" /> ${gettext("Answers:")} ${answers.map((each) => html`<bdi lang=${each.lang}>${each.title}</bdi> `)}</p>` : null;
  const more = body ? html`<${Written} row=${{ text: body, lang, translations: proposal.translations?.body }} />` : null;
  return html`<article class="tile"><header class="tile-head"><${Icon} name=${kind} /> <span class="tile-number number">${number}</span></header>
    <${heading} class="tile-title" lang=${lang} dir="auto">${title}<//>${more}${why}${children ? html`<div class="tile-actions">${children}</div>` : null}</article>`;
}

// We speak: the phone only holds what we speak about.
export function DiscussionScreen() {
  const { room } = useHere();
  const solutions = Object.values(room.tables.value.proposals || {}).some(({ kind }) => kind === "solution");
  return html`<${Notice} kind="info" icon="people"><p>${gettext("Put the phone down, listen, speak. Whoever has not spoken yet comes first.")}</p><//>
    ${solutions ? html`<${ProposalList} kind="solution" />` : html`<${ProposalList} kind="problem" />`}`;
}
