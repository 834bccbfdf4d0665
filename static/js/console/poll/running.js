// While a poll is open: how many have voted on each side, ballots on paper, and the button that closes it.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext, say } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { turnout, turnoutSentence } from "../model/turnout.js";

export function Running({ poll }) {
  const desk = useDesk();
  const count = turnout(poll, desk.room.live.value);
  const question = say(poll.question);
  const bars = count.sides.map(({ side, voted, eligible }) => ({
    side, share: eligible ? voted / eligible : 0, value: interpolate(gettext("%(voted)s of %(eligible)s"), { voted, eligible }),
  }));
  return html`<section class="panel stack running">
    <p class="chip is-on"><${Icon} name="ballot" /> ${gettext("The vote is open")}</p>
    <h3 class="running-question" lang=${question.lang || null} dir="auto">${question.text}</h3>
    <p class="running-turnout number" role="status">${turnoutSentence(count)}</p>
    <${BarPair} bars=${bars} small />
    <${PaperLine} poll=${poll} />
    <${Held} class="button-next" data-act="poll.close" why=${desk.refusal("poll.close")}
        onClick=${() => desk.open("close-poll", { poll })}><${Icon} name="lock" /> ${gettext("Close the vote…")}<//>
  </section>`;
}

function PaperLine({ poll }) {
  const desk = useDesk();
  const waiting = desk.room.live.value.paper?.[poll.id] ?? 0;
  const words = interpolate(ngettext("%(n)s paper ballot handed out and not yet typed in", "%(n)s paper ballots handed out and not yet typed in", waiting), { n: waiting });
  return html`<div class="row paper-line">
    <${Held} class="button-quiet button-small" data-act="ballot.hand_out" why=${desk.refusal("ballot.hand_out")}
        onClick=${() => desk.open("hand-out", { poll })}><${Icon} name="paper" /> ${gettext("Hand out a paper ballot")}<//>
    <${Held} class="button-quiet button-small" data-act="ballot.enter" why=${desk.refusal("ballot.enter")}
        onClick=${() => desk.open("paper-ballot", { poll })}><${Icon} name="edit" /> ${gettext("Type in a paper ballot or a raised hand")}<//>
    ${waiting ? html`<span class="chip is-warn number" role="status">${words}</span>` : null}</div>`;
}
