// Writing cards in silence, then seeing them all. Before the reveal nobody's text is here but mine.
import { useEffect, useId, useRef, useState } from "preact";
import { html } from "../core/html.js";
import { gettext, interpolate, ngettext } from "../core/words.js";
import { Held } from "../parts/held.js";
import { Icon } from "../parts/icon.js";
import { TextLanguage, usualLanguage } from "../parts/text_language.js";
import { Board } from "./board.js";
import { useHere, whyNot } from "./here.js";
import { MyCards, myCards } from "./my_cards.js";
import { WhatHappens } from "./waiting.js";

export function CardsScreen({ activity }) {
  const { room } = useHere();
  const mine = room.mine.value;
  const own = myCards(mine, room.outbox.value, activity);
  const most = activity.settings?.max_cards;
  const full = most && own.length >= most ? interpolate(ngettext("You have written %(n)s card, the most for this question.",
    "You have written %(n)s cards, the most for this question.", most), { n: most }) : null;
  const say = own.length ? null : html`<${WhatHappens} />`;
  // Without connection what I may do is as old as the last news: the card waits on this phone and the room decides.
  const why = room.connection.value.name === "online" ? whyNot(mine, "card.add") : null;
  const board = activity.revealed
    ? html`<${Board} keep=${(card) => card.activity === activity.id} title=${gettext("All cards")} />`
    : html`<${Count} activity=${activity} live=${room.live.value} />`;
  return html`${say}<${Composer} activity=${activity} why=${why || full} />
    <${MyCards} activity=${activity} />${board}`;
}

function Count({ activity, live }) {
  const written = live.written?.[activity.id] || 0;
  const text = interpolate(ngettext("%(n)s person has written so far.", "%(n)s people have written so far.", written), { n: written });
  return html`<p class="meta line"><${Icon} name="people" /> <span>${written ? text : gettext("Nobody has written yet.")}
    ${" "}${gettext("All cards appear together, when everybody has written.")}</span></p>`;
}

// Where a card is written. The text is kept on the phone at every key, so that nothing takes it away.
const LONGEST = 1000;
const NEAR = 800;

export function Composer({ activity, why }) {
  const { room, page } = useHere();
  const id = useId();
  const field = useRef(null);
  const name = `card.${activity.id}`;
  const [text, setText] = useState(() => room.draft(name));
  const [lang, setLang] = useState(() => usualLanguage(room));
  const [error, setError] = useState("");

  const write = (next) => {
    setText(next);
    room.draft(name, next);
    setError("");
    room.writing(next.trim() ? activity.id : null);
  };
  const rest = () => room.writing(null);
  useEffect(() => rest, []);
  const send = (event) => {
    event.preventDefault();
    const words = text.trim();
    if (why) return;
    if (!words || words.length > LONGEST) {
      setError(words ? gettext("This is too long. Make it shorter, or make two cards of it.") : gettext("Write something first."));
      field.current.focus();
      return;
    }
    room.send("card.add", { activity: activity.id, text: words, lang });
    write("");
    field.current.focus();
  };

  const count = text.length > NEAR ? html`<p class="field-count">${interpolate(gettext("%(n)s of %(all)s letters"), { n: text.length, all: LONGEST })}</p>` : null;
  const wrong = error ? html`<p class="field-error" id=${`${id}-e`} role="alert"><${Icon} name="warning" /> ${error}</p>` : null;
  return html`<form class="composer" onSubmit=${send} data-room=${page.id}>
    <div class=${error ? "field is-wrong" : "field"}>
      <div class="row row-apart"><label class="field-label" for=${id}>${gettext("Your card")}</label>
        <${TextLanguage} room=${room} value=${lang} onChange=${setLang} /></div>
      <textarea class="field-input" id=${id} name="text" ref=${field} lang=${lang} dir="auto" rows="4" value=${text} aria-invalid=${error ? "true" : null}
        aria-describedby=${error ? `${id}-e` : null} onInput=${(event) => write(event.target.value)} onBlur=${rest}></textarea>
      ${wrong}${count}</div>
    <${Held} type="submit" class="button-wide" why=${why}><${Icon} name="send" /> ${gettext("Send the card")}<//></form>`;
}
