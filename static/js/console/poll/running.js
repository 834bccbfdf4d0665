// While a poll is open: how many have voted on each side, ballots on paper, and the button that closes it.
import { clockTime, day } from "../../core/format.js";
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext, say } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { Change } from "../../parts/change.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Side, sideName } from "../../parts/side.js";
import { useDesk } from "../desk.js";
import { lackingQuorum, turnout, turnoutSentence } from "../model/turnout.js";

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
    ${poll.change ? html`<${Change} change=${poll.change} />` : null}
    <p class="running-turnout number" role="status">${turnoutSentence(count)}</p>
    <${BarPair} bars=${bars} small />
    <${Quorum} lacking=${lackingQuorum(poll, desk.room.live.value)} />
    <${PaperLine} poll=${poll} />
    ${poll.ends ? html`<${Until} poll=${poll} />` : html`<${Closing} poll=${poll} />`}
  </section>`;
}

// Which side has too few ballots so far: closing now would leave the vote without an outcome, or without that side.
function Quorum({ lacking }) {
  if (!lacking.length) return html`<p class="meta">${gettext("Enough people of each side have voted.")}</p>`;
  return html`<ul class="stack stack-s">${lacking.map(({ side, needed }) => html`<li key=${side} class="row"><${Side} side=${side} />
    <span>${interpolate(gettext("%(side)s: at least %(n)s ballots are needed"), { side: sideName(side), n: needed })}</span></li>`)}</ul>`;
}

function Until({ poll }) {
  const desk = useDesk();
  const words = interpolate(gettext("Online until %(day)s, %(time)s. Then it closes by itself."), { day: day(poll.ends), time: clockTime(poll.ends) });
  const over = poll.ends < desk.room.now();
  return html`<p><${Icon} name="clock" class="icon-line" /> ${words} ${poll.extended ? gettext("It was extended once, because on one side too few people had voted.") : ""}</p>
    ${over ? html`<${Held} class="button-next" data-act="poll.close" why=${desk.refusal("poll.close")} onClick=${() => desk.open("close-poll", { poll })}><${Icon} name="lock" /> ${gettext("Close the vote…")}<//>` : null}`;
}

function Closing({ poll }) {
  const desk = useDesk();
  const few = lackingQuorum(poll, desk.room.live.value).length > 0 && !poll.extended;
  return html`<${Held} class="button-next" data-act="poll.close" why=${desk.refusal("poll.close")}
        onClick=${() => desk.open("close-poll", { poll })}><${Icon} name="lock" /> ${gettext("Close the vote…")}<//>
    ${few ? html`<p><${Held} class="button-quiet" data-act="poll.extend" why=${desk.refusal("poll.extend")} onClick=${() => desk.open("extend-poll", { poll })}><${Icon} name="clock" /> ${gettext("Let it go on online…")}<//></p>` : null}`;
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
