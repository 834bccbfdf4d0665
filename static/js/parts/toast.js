// Short messages that come and go and are spoken politely; never the only place where something is said.
import { useEffect } from "preact";
import { html } from "../core/html.js";

const STAY = 7000;

/** `message` is `{id, text, error?, action?: {label, run}}` or null; `onGone()` when its time is over. */
export function Toasts({ message, onGone }) {
  useEffect(() => {
    if (!message || message.error) return undefined;
    const timer = setTimeout(onGone, STAY);
    return () => clearTimeout(timer);
  }, [message]);
  const button = message?.action ? html`<button type="button" class="toast-undo" onClick=${message.action.run}>${message.action.label}</button>` : null;
  const line = message ? html`<p class=${message.error ? "toast is-error" : "toast"}>${message.text} ${button}</p>` : null;
  return html`<div class="toasts" role="status" aria-live="polite">${line}</div>`;
}
