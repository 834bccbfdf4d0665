// The charter, paragraph by paragraph; adopted or not yet.
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";
import { pagesOfText } from "../model/pages.js";
import { PageCount } from "../parts/page_count.js";
import { usePage, useWall } from "../wall.js";

export function CharterScene() {
  const { process } = useWall().row;
  const text = say(process.charter.text);
  const pages = pagesOfText(text.text);
  const page = usePage(pages.length);
  return html`<div class="wall-text" lang=${text.lang || null} dir="auto">${(pages[page] ?? []).map((words, index) => html`<p key=${index}>${words}</p>`)}</div>
    ${process.charter.adopted ? html`<p class="wall-mark is-ok"><${Icon} name="check" /> ${gettext("Adopted by both sides")}</p>` : null}
    <${PageCount} page=${page} pages=${pages.length} />`;
}
