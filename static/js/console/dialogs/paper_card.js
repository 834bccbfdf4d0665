// A card written on paper, typed in: side, language, text. It stays marked as paper; the dialog stays open for the next one.
import { useState } from "preact";
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { Notice } from "../../parts/notice.js";
import { useDesk } from "../desk.js";
import { lastOfKind } from "../model/tables.js";
import { Field } from "../parts/field.js";
import { FormDialog } from "../parts/form_dialog.js";
import { LanguageField } from "../parts/language_field.js";
import { SideField } from "../parts/side_field.js";

export function PaperCardDialog() {
  const desk = useDesk();
  const [last, setLast] = useState(null);
  const activity = lastOfKind(desk.room.tables.value, "cards");
  const start = { side: null, lang: desk.theRoom.value.lang, text: "" };
  const fields = ({ values, set, errors }) => html`
    ${last ? html`<${Notice} kind="ok" live><p>${interpolate(gettext("Received, number %(number)s. You can type in the next one."), { number: last })}</p><//>` : null}
    <${SideField} value=${values.side} onChoose=${(value) => set("side", value)} />
    <${LanguageField} value=${values.lang} onChoose=${(value) => set("lang", value)} />
    <${Field} label=${gettext("What the card says")} hint=${gettext("Word for word, mistakes included.")} name="text" first rows=${3} max=${1000} lang=${values.lang} value=${values.text}
        error=${errors.text} onInput=${(value) => set("text", value)} />`;
  const send = async (values) => {
    const answer = await desk.room.send("card.enter", { activity: activity.id, ...values });
    if (answer.ok) setLast(answer.data.number ?? answer.seq);
    return answer;
  };
  return html`<${FormDialog} key=${`card-${last}`} title=${gettext("Type in a paper card")} start=${start} fields=${fields} send=${send} after=${() => {}}
      go=${gettext("Put it with the others")} />`;
}
