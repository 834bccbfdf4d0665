// Under the board: how many cards are chosen and what can be done with them, each verb with its word and its key.
import { html } from "../../core/html.js";
import { gettext, interpolate, ngettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { useDesk } from "../desk.js";
import { KeyHint } from "../parts/key_hint.js";
import { boardDeeds, clear } from "./deeds.js";

const CARD_VERBS = (grouping) => [
  ...(grouping
    ? [["group", "group", gettext("New group"), "G", "group.create"], ["move", "move", gettext("Move…"), "S", "card.move"]]
    : []),
  ["translate", "translate", gettext("Translate"), "T", "card.translate"],
  ["hide", "hide", gettext("Hide…"), "H", "card.hide"],
];

const GROUP_VERBS = () => [
  ["rename", "edit", gettext("Rename"), "R", "group.rename"],
  ["merge", "merge", gettext("Merge…"), "M", "group.merge"],
];

export function BoardBar({ view }) {
  const desk = useDesk();
  const grouping = desk.activity.value.kind === "grouping";
  const hidden = view.cards.length === 1 && view.cards[0].state === "hidden" ? view.cards[0] : null;
  const verbs = CARD_VERBS(grouping).filter(([deed]) => !(hidden && deed === "hide"));
  const group = grouping ? GROUP_VERBS() : [];
  return html`<div class="console-bar" role="toolbar" aria-label=${gettext("What to do with the chosen cards")}>
    <${Chosen} view=${view} />
    ${verbs.map(([deed, icon, words, letter, verb]) => html`<${Verb} key=${deed} deed=${deed}
        icon=${icon} words=${words} letter=${letter} verb=${verb} ready=${deed === "group" || view.cards.length > 0} />`)}
    ${hidden ? html`<button type="button" class="button button-quiet button-small" data-act="card.show"
        onClick=${() => desk.act("card.show", { card: hidden.id })}><${Icon} name="eye" /> ${gettext("Show again")}</button>` : null}
    ${group.length ? html`<span class="console-bar-line" aria-hidden="true"></span>` : null}
    ${group.map(([deed, icon, words, letter, verb]) => html`<${Verb} key=${deed} deed=${deed}
        icon=${icon} words=${words} letter=${letter} verb=${verb} ready=${view.groups.length > 0} />`)}
  </div>`;
}

function Chosen({ view }) {
  const desk = useDesk();
  const count = view.chosen.size;
  if (!count) return html`<span class="chip" id="board-hint" role="status">${gettext("No card chosen")}</span>`;
  const words = interpolate(ngettext("%(n)s card chosen", "%(n)s cards chosen", count), { n: count });
  return html`<button type="button" class="chip is-on" id="board-hint" onClick=${() => clear(desk)}><${Icon} name="close" /> <span role="status">${words}</span><span class="visually-hidden">. ${gettext("Leave all cards")}</span></button>`;
}

/** Held back with the server's reason as a title of its own; without a card the chip beside it is the reason. */
function Verb({ deed, icon, words, letter, verb, ready }) {
  const desk = useDesk();
  const reason = desk.refusal(verb);
  const press = () => (reason ? desk.tell(reason) : boardDeeds[deed](desk, {}));
  return html`<button type="button" class="button button-quiet button-small" data-act=${verb} aria-disabled=${reason || !ready ? "true" : null} aria-describedby=${ready ? null : "board-hint"}
    aria-keyshortcuts=${letter} onClick=${press}><${Icon} name=${icon} /> ${words}<${KeyHint} letter=${letter} /></button>`;
}
