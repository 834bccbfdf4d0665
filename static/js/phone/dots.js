// Dots on topics: plus and minus, what is left always in sight, sent when I say so.
import { useState } from "preact";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext, say } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { useCasting } from "./casting.js";
import { standing, useHere } from "./here.js";
import { BeforeVote, Problem, Receipt } from "./before_vote.js";

export function Dots({ poll }) {
  const { room } = useHere();
  const mine = room.mine.value;
  const casting = useCasting(poll);
  const [choice, setChoice] = useState({});
  const [sent, setSent] = useState(null);
  const { dots: all = 3, cap = 1 } = poll.params || {};
  const used = Object.values(choice).reduce((sum, n) => sum + n, 0);
  const left = all - used;
  const put = (id, n) => setChoice({ ...choice, [id]: n });
  const send = async (event) => {
    event.preventDefault();
    if (await casting.cast(choice)) setSent(choice);
  };
  const lines = poll.options.map((option) => html`<${Line} key=${option.id} option=${option} value=${choice[option.id] || 0} left=${left} cap=${cap} onPut=${(n) => put(option.id, n)} />`);
  const leftText = interpolate(ngettext("%(n)s dot left of %(all)s", "%(n)s dots left of %(all)s", left), { n: left, all });
  const why = casting.why || (casting.sending ? gettext("Sending…") : null) || (used ? null : gettext("Put at least one dot."));
  const done = sent || casting.voted;
  const label = standing(mine, poll) === "opinion" ? gettext("Send my opinion") : done ? gettext("Change my dots") : gettext("Send my dots");
  return html`<form class="stack" onSubmit=${send}><${BeforeVote} poll=${poll} mine=${mine} />
    <p class="dots-left" role="status"><${Icon} name="ballot" /> ${leftText}</p><div class="stack stack-s">${lines}</div>
    <${Problem} error=${casting.error} />
    ${sent === choice ? null : html`<${Held} type="submit" class="button-wide" data-act="ballot.cast" why=${why}><${Icon} name="send" /> ${label}<//>`}
    <${Receipt} receipt=${casting.receipt} voted=${casting.voted} /></form>`;
}

function Line({ option, value, left, cap, onPut }) {
  const { text, lang } = say(option.title);
  const stop = value >= cap ? interpolate(ngettext("At most %(n)s dot on one topic.", "At most %(n)s dots on one topic.", cap), { n: cap })
    : left <= 0 ? gettext("No dots left.") : "";
  const fewer = interpolate(gettext("One dot less: %(topic)s"), { topic: text });
  const more = interpolate(gettext("One dot more: %(topic)s"), { topic: text });
  const full = stop ? `${more}. ${stop}` : more;
  return html`<div class=${value ? "dots is-on" : "dots"} role="group" aria-label=${text}><span class="dots-name" lang=${lang} dir="auto">${text}</span>
    <span class="dots-count"><button type="button" class="dots-step" aria-label=${fewer} aria-disabled=${value ? null : "true"} onClick=${() => value && onPut(value - 1)}><${Icon} name="minus" /></button>
      <output class="dots-value number">${value}</output>
      <button type="button" class="dots-step" aria-label=${full} aria-disabled=${stop ? "true" : null} data-act="more" onClick=${() => !stop && onPut(value + 1)}><${Icon} name="plus" /></button></span></div>`;
}
