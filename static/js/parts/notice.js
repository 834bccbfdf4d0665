// A sentence that matters, with its picture. Kinds: info, ok, warn, error, refusal, say (what happens to what I say).
import { html } from "../core/html.js";
import { Icon } from "./icon.js";

const PICTURES = { info: "info", ok: "check", warn: "warning", error: "warning", refusal: "info", say: "speaker" };

/** `live` makes it spoken when it appears; errors always are. */
export function Notice({ kind = "info", title = null, live = false, icon = null, children }) {
  const role = kind === "error" ? "alert" : live ? "status" : null;
  const heading = title ? html`<p class="notice-title">${title}</p>` : null;
  return html`<div class=${`notice notice-${kind}`} role=${role}><${Icon} name=${icon || PICTURES[kind]} />
    <div class="notice-body">${heading}${children}</div></div>`;
}
