// A choice among several options: words, places, ticks or fingers; sent when I say so, changed until the vote closes.
import { useState } from "preact";
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Among } from "../parts/ballot/among.js";
import { choiceOf, emptyChoice, whatIsMissing } from "../parts/ballot/choice.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { BeforeVote, Problem, Receipt } from "./before_vote.js";
import { useCasting } from "./casting.js";
import { useHere } from "./here.js";

export function Choosing({ poll }) {
  const { room } = useHere();
  const casting = useCasting(poll);
  const [value, setValue] = useState(() => emptyChoice(poll.method));
  const [sent, setSent] = useState(null);
  const send = async (event) => {
    event.preventDefault();
    if (await casting.cast(choiceOf(poll.method, value))) setSent(value);
  };
  const why = casting.why || (casting.sending ? gettext("Sending…") : null) || whatIsMissing(poll.method, value);
  const label = sent || casting.voted ? gettext("Change my vote") : gettext("Send my vote");
  return html`<form class="stack" onSubmit=${send}><${BeforeVote} poll=${poll} mine=${room.mine.value} />
    <${Among} poll=${poll} value=${value} onChange=${setValue} /><${Problem} error=${casting.error} />
    ${sent === value ? null : html`<${Held} type="submit" class="button-wide" data-act="ballot.cast" why=${why}><${Icon} name="send" /> ${label}<//>`}
    <${Receipt} receipt=${casting.receipt} voted=${casting.voted} /></form>`;
}
