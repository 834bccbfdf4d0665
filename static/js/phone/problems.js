// The wording of problems that came from cards: their authors say whether it says what they meant.
import { useId, useState } from "preact";
import { html } from "../core/html.js";
import { rows } from "../core/list.js";
import { gettext } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { TextLanguage, usualLanguage } from "../parts/text_language.js";
import { useHere, whyNot } from "./here.js";
import { OnTheWay } from "./on_the_way.js";
import { Proposal, ProposalList } from "./proposals.js";

export function ProblemsScreen() {
  const { room } = useHere();
  const confirm = room.mine.value.confirm || {};
  const asked = rows(room.tables.value.proposals, "number", ({ id, kind }) => kind === "problem" && confirm[id]);
  const mine = asked.map((each) => html`<${Wording} key=${each.id} problem=${each} answer=${confirm[each.id]} />`);
  const none = html`<${Notice} kind="info"><p>${gettext("When a problem is made of one of your cards, you are asked here whether it says what you meant.")}</p><//>`;
  return html`${asked.length ? mine : none}<${ProposalList} kind="problem" keep=${({ id }) => !confirm[id]} />`;
}

function Wording({ problem, answer }) {
  const { room } = useHere();
  const [notQuite, setNotQuite] = useState(false);
  const [again, setAgain] = useState(false);
  const yes = () => {
    setAgain(false);
    room.send("problem.confirm", { proposal: problem.id });
  };
  const cards = rows(room.tables.value.cards, "number", (card) => card.problem === problem.id);
  const own = new Set((room.mine.value.cards || []).map(({ id }) => id));
  const from = cards.filter(({ id }) => own.has(id)).map(({ number }) => number).join(", ");
  const note = from ? html`<p class="tile-note"><${Icon} name="card" /> ${gettext("From your card")} <span class="number">${from}</span></p>` : null;
  const item = room.outbox.value.filter(({ name, data }) => ANSWERS[name] && data.proposal === problem.id).at(-1);
  const said = item ? ANSWERS[item.name] : answer;
  const done = said !== "asked" && !again && !notQuite;
  const part = done ? html`<${Answered} answer=${said} item=${item} onAgain=${() => setAgain(true)} />`
    : notQuite ? html`<${NotQuite} problem=${problem} onDone=${() => { setNotQuite(false); setAgain(false); }} />`
    : html`<${Asking} onYes=${yes} onNo=${() => setNotQuite(true)} />`;
  return html`<section class="stack stack-s"><${Proposal} proposal=${problem}>${note}<//>${part}</section>`;
}

// My answer stands at once, with where it is on its way: the room's own word comes a moment later.
const ANSWERS = { "problem.confirm": "confirmed", "problem.object": "objected" };

function Asking({ onYes, onNo }) {
  const mine = useHere().room.mine.value;
  return html`<h3>${gettext("Does it say what you meant?")}</h3><div class="stack stack-s">
    <${Held} class="button-wide" data-act="problem.confirm" why=${whyNot(mine, "problem.confirm")} onClick=${onYes}><${Icon} name="yes" /> ${gettext("This says what I meant")}<//>
    <${Held} class="button-quiet button-wide" why=${whyNot(mine, "problem.object")} onClick=${onNo}><${Icon} name="edit" /> ${gettext("Not quite")}<//></div>`;
}

function Answered({ answer, item, onAgain }) {
  if (item && item.state !== "received") return html`<${OnTheWay} items=${[item]} />`;
  const text = answer === "confirmed" ? gettext("You said: this says what I meant.") : gettext("You said: not quite. Your reason was sent to the room.");
  return html`<${Notice} kind="ok" live><p>${text}</p><p><button type="button" class="button button-ghost button-small" onClick=${onAgain}>${gettext("Answer again")}</button></p><//>`;
}

function NotQuite({ problem, onDone }) {
  const { room } = useHere();
  const id = useId();
  const name = `objection.${problem.id}`;
  const [text, setText] = useState(() => room.draft(name));
  const [lang, setLang] = useState(() => usualLanguage(room));
  const [error, setError] = useState("");
  const send = (event) => {
    event.preventDefault();
    if (!text.trim()) return setError(gettext("Say in a few words what is missing."));
    room.send("problem.object", { proposal: problem.id, text: text.trim(), lang });
    room.draft(name, null);
    return onDone();
  };
  const wrong = error ? html`<p class="field-error" role="alert"><${Icon} name="warning" /> ${error}</p>` : null;
  return html`<form class="composer" onSubmit=${send}><div class=${error ? "field is-wrong" : "field"}>
    <div class="row row-apart"><label class="field-label" for=${id}>${gettext("What did you mean?")}</label><${TextLanguage} room=${room} value=${lang} onChange=${setLang} /></div>
    <textarea class="field-input" id=${id} lang=${lang} dir="auto" value=${text} onInput=${({ target }) => { setText(target.value); room.draft(name, target.value); }}></textarea>${wrong}</div>
    <div class="row"><button class="button">${gettext("Send")}</button><button type="button" class="button button-quiet" onClick=${onDone}>${gettext("Back")}</button></div></form>`;
}
