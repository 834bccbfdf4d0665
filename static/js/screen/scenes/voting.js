// A vote in progress: the question stands above, here only how many have voted, both sides together. No tally before closing.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Change } from "../../parts/change.js";
import { turnout, turnoutSentence } from "../../console/model/turnout.js";
import { ruleAmong } from "../../parts/ballot/rule.js";
import { useWall } from "../wall.js";

const HOW = {
  dots: () => gettext("Give your dots on your phone."),
  consent: () => gettext("Do you object? Then say why. If nobody does, on either side, it is adopted."),
  "double-majority": () => gettext("It is adopted together when both sides say more yes than no."),
};

const ON_THE_WALL = 300; // signs that row ten can read; a longer change is read on the phones

function short(change) {
  return change && change.passages.flatMap(({ pieces }) => pieces).reduce((signs, { text }) => signs + text.length, 0) <= ON_THE_WALL;
}

export function VotingScene({ poll }) {
  const { live } = useWall();
  const count = turnout(poll, live);
  const share = count.eligible ? count.voted / count.eligible : 0;
  return html`<div class="screen-big voting">${short(poll.change) ? html`<${Change} change=${poll.change} big />` : null}<p class="voting-count number" role="status">${turnoutSentence(count)}</p>
    <svg class="voting-bar" viewBox="0 0 100 4" preserveAspectRatio="none"
        aria-hidden="true"><rect class="voting-track" width="100" height="4" /><rect class="voting-fill" width=${Math.round(share * 1000) / 10} height="4" /></svg>
    <p class="voting-how">${poll.subject === "options" ? ruleAmong(poll) : (HOW[poll.method] ?? HOW["double-majority"])()}</p></div>`;
}
