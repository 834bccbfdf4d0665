// Opening a poll: what is put to the vote and how, each method explained in one sentence.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Held } from "../../parts/held.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { Option } from "../../parts/option.js";
import { useDesk } from "../desk.js";
import { HowLong, lasting } from "../parts/how_long.js";
import { votable } from "../model/proposals.js";

const METHODS = {
  dots: () => ["card", gettext("Dots"), gettext("Everybody gives a few dots. Residents choose what to work on; the offices may add one.")],
  consent: () => ["agree", gettext("Consent round"), gettext("Does anybody object, with a reason? If nobody does on either side, it is adopted.")],
  "double-majority": () => ["ballot", gettext("Double majority"), gettext("More yes than no among residents and among officials. If only residents say yes, the office must answer all the same.")],
};

export function OpenPoll({ activity, methods, go, choosing }) {
  const desk = useDesk();
  const solutions = choosing ? votable(desk.room.tables.value) : [];
  const [method, setMethod] = useState(methods.length === 1 ? methods[0] : null);
  const [proposal, setProposal] = useState(solutions.length === 1 ? solutions[0].id : null);
  const [days, setDays] = useState("");
  const [refused, setRefused] = useState(null);
  const why = desk.refusal("poll.open") ?? missing({ choosing, solutions, proposal, method });
  const open = async () => {
    const answer = await desk.room.send("poll.open", { activity: activity.id, method, ...lasting(days), ...(choosing ? { proposal } : {}) });
    setRefused(answer.ok ? null : answer.reason);
  };
  return html`<form class="stack open-poll" onSubmit=${(event) => event.preventDefault()}>
    ${choosing ? html`<${Choice} solutions=${solutions} chosen=${proposal} onChoose=${setProposal} />` : null}
    <fieldset class="fieldset"><legend class="field-label">${gettext("How is it decided?")}</legend>
      <div class="options">${methods.map((name) => html`<${Method} key=${name} name=${name} only=${methods.length === 1} checked=${method === name}
          onChoose=${setMethod} />`)}</div></fieldset>
    ${choosing ? html`<${HowLong} days=${days} onChange=${setDays} />` : null}
    ${refused ? html`<${Notice} kind="error"><p>${refused}</p><//>` : null}
    <${Held} class="button-next" data-act="poll.open" why=${why} onClick=${open}><${Icon} name="open" /> ${go}<//>
    ${choosing ? html`<p><${Held} class="button-quiet" data-act="poll.among" why=${desk.refusal("poll.open")} onClick=${() => desk.open("ask-among", { activity })}><${Icon} name="ballot" /> ${gettext("Among several options…")}<//></p>` : null}
    <p class="meta">${days === "" ? gettext("Who is in the room now may vote. The question and the rule cannot be changed once it is open.") : gettext("The question, the rule and the date cannot be changed once it is open.")}</p>
  </form>`;
}

function missing({ choosing, solutions, proposal, method }) {
  if (choosing && !solutions.length) return gettext("There is no solution to vote on yet.");
  if (choosing && !proposal) return gettext("Choose the solution first.");
  return method ? null : gettext("Choose how it is decided.");
}

function Method({ name, only, checked, onChoose }) {
  const [icon, label, what] = METHODS[name]();
  if (only) return html`<div class="option is-only"><${Icon} name=${icon} class="option-icon" /><span class="option-body"><span class="option-name">${label}</span><span class="option-what">${what}</span></span></div>`;
  return html`<${Option} name="method" value=${name} icon=${icon} label=${label} what=${what} checked=${checked} onChoose=${onChoose} />`;
}

function Choice({ solutions, chosen, onChoose }) {
  const items = solutions.map((solution) => html`<${Option} key=${solution.id} name="proposal" value=${solution.id} icon="solution"
    label=${html`<bdi lang=${solution.lang}>${solution.title}</bdi>`} checked=${chosen === solution.id} onChoose=${onChoose} />`);
  return html`<fieldset class="fieldset"><legend class="field-label">${gettext("Which solution?")}</legend><div class="options">${items}</div></fieldset>`;
}
