// A modal dialog of the browser: Escape leaves it, and the focus goes back to where it came from.
import { useEffect, useId, useRef } from "preact";
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { Icon } from "../../parts/icon.js";

/** `onLeave()` runs when the dialog is left in any way; `wide` for lists. Children stand under the title. */
export function Dialog({ title, onLeave, wide = false, children }) {
  const frame = useRef(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    frame.current.showModal();
    frame.current.querySelector("[data-first]")?.focus();
    return () => {
      frame.current?.close();
      comeBack(before);
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onLeave();
  };
  return html`<dialog class=${wide ? "dialog is-wide" : "dialog"} ref=${frame} aria-labelledby=${heading} onCancel=${cancel}>
    <header class="dialog-head"><h2 class="dialog-title" id=${heading}>${title}</h2>
      <button type="button" class="button button-ghost button-small" onClick=${onLeave}><${Icon} name="close" /> ${gettext("Close")}</button></header>
    ${children}
  </dialog>`;
}

// The button that opened it may be gone (a card was hidden): then the board's own place takes the focus.
function comeBack(before) {
  requestAnimationFrame(() => {
    const place = before?.isConnected && before !== document.body ? before : document.querySelector("[data-place][tabindex='0']");
    place?.focus();
  });
}
