// Yes, no, abstain; or agree, with reservation, stand aside, object. One choice, one button, a receipt.
import { useId, useState } from "preact";
import { html } from "../core/html.js";
import { gettext, interpolate } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { Change } from "../parts/change.js";
import { Option } from "../parts/option.js";
import { TextLanguage, usualLanguage } from "../parts/text_language.js";
import { useCasting } from "./casting.js";
import { standing, useHere } from "./here.js";
import { BeforeVote, Problem, Receipt } from "./before_vote.js";
import { Proposal } from "./proposals.js";

export function Vote({ poll }) {
  const { room } = useHere();
  const mine = room.mine.value;
  const casting = useCasting(poll);
  const name = `reason.${poll.id}`;
  const [answer, setAnswer] = useState(null);
  const [reason, setReason] = useState(() => room.draft(name));
  const [lang, setLang] = useState(() => usualLanguage(room));
  const [sent, setSent] = useState(null);
  const proposal = room.tables.value.proposals?.[poll.proposal];
  const asks = asksReason(answer, mine.seat.side);

  const send = async (event) => {
    event.preventDefault();
    const extra = asks && reason.trim() ? { reason: reason.trim(), lang } : {};
    if (await casting.cast({ answer }, extra)) setSent(answer);
  };
  const keep = (text) => {
    setReason(text);
    room.draft(name, text);
  };
  const options = answers(poll).map((each) => html`<${Option} key=${each.value} name=${poll.id} ...${each} checked=${answer === each.value} onChoose=${setAnswer} />`);
  const why = casting.why || (answer ? null : gettext("Choose one answer first.")) || (asks && !reason.trim() ? asks : null);
  const reasonField = asks ? html`<${Reason} text=${reason} onText=${keep} lang=${lang} onLang=${setLang} room=${room} open=${!poll.secret?.[mine.seat.side]} />` : null;
  const opinion = standing(mine, poll) === "opinion";
  const label = casting.sending ? gettext("Sending…") : sent || casting.voted ? (opinion ? gettext("Change my opinion") : gettext("Change my vote")) : opinion ? gettext("Send my opinion") : gettext("Send my vote");
  return html`${poll.change ? html`<${Change} change=${poll.change} />` : html`<${Matter} poll=${poll} proposal=${proposal} />`}
    <form class="stack" onSubmit=${send}><${BeforeVote} poll=${poll} mine=${mine} />
      <fieldset class="fieldset"><legend class="visually-hidden">${gettext("Your answer")}</legend><div class="options">${options}</div></fieldset>
      ${reasonField}<${Problem} error=${casting.error} />
      ${sent && sent === answer ? null : html`<${Held} type="submit" class="button-wide" data-act="ballot.cast" why=${casting.sending ? gettext("Sending…") : why}><${Icon} name="ballot" /> ${label}<//>`}
      <${Receipt} receipt=${casting.receipt} voted=${casting.voted} /></form>`;
}

// What is voted on: the proposal itself, or nothing when the question says it all.
function Matter({ poll, proposal }) {
  const round = poll.method === "consent" ? interpolate(gettext("Round %(n)s of 2"), { n: poll.round || 1 }) : "";
  if (!proposal) return null;
  return html`<section class="stack stack-s"><p class="eyebrow">${gettext("We decide on")} ${round ? `· ${round}` : ""}</p><${Proposal} proposal=${proposal} /></section>`;
}

function asksReason(answer, side) {
  if (answer === "object") return gettext("An objection needs its reason: write what would have to change.");
  if (answer === "no" && side === "official") return gettext("Officials vote openly and give the reason for a no.");
  return null;
}

function Reason({ text, onText, lang, onLang, room, open }) {
  const id = useId();
  const hint = open ? gettext("It is read with your side beside the result.") : gettext("It is read out without your name.");
  return html`<div class="field"><div class="row row-apart"><label class="field-label" for=${id}>${gettext("Your reason")}</label><${TextLanguage} room=${room} value=${lang} onChange=${onLang} /></div>
    <p class="field-hint" id=${`${id}-h`}>${hint}</p>
    <textarea class="field-input" id=${id} name="reason" maxlength="600" lang=${lang} dir="auto" aria-describedby=${`${id}-h`} value=${text} onInput=${({ target }) => onText(target.value)}></textarea></div>`;
}

function answers({ method, subject }) {
  if (method === "consent")
    return [
      { value: "agree", icon: "agree", label: gettext("I agree"), what: gettext("the proposal goes ahead") },
      { value: "reservation", icon: "reservation", label: gettext("I agree, with a doubt"), what: gettext("it can go ahead; my doubt is heard") },
      { value: "aside", icon: "aside", label: gettext("I stand aside"), what: gettext("I do not take part in it and do not stop it") },
      { value: "object", icon: "object", label: gettext("I object"), what: gettext("something has to change first: I say what") },
    ];
  const charter = subject === "charter";
  if (subject === "amendment")
    return [
      { value: "yes", icon: "yes", label: gettext("Yes"), what: gettext("the text is changed as shown") },
      { value: "no", icon: "no", label: gettext("No"), what: gettext("the text stays as it is") },
      { value: "abstain", icon: "abstain", label: gettext("I abstain"), what: gettext("I take part and do not choose") },
    ];
  return [
    { value: "yes", icon: "yes", label: gettext("Yes"), what: charter ? gettext("we work together like this") : gettext("the proposal goes ahead") },
    { value: "no", icon: "no", label: gettext("No"), what: charter ? gettext("something has to change first") : gettext("it goes back to those who wrote it") },
    { value: "abstain", icon: "abstain", label: gettext("I abstain"), what: gettext("I take part and do not choose") },
  ];
}
