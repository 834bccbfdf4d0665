// A QR code drawn on this page, for an address that holds a secret.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { qrCode } from "../model/qr.js";

export function QrCode({ text }) {
  const square = qrCode(text);
  const size = square.length;
  const path = square.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return html`<svg class="qr-code" viewBox="-4 -4 ${size + 8} ${size + 8}" role="img" aria-label=${gettext("QR code with the address")} shape-rendering="crispEdges">
    <rect x="-4" y="-4" width=${size + 8} height=${size + 8} fill="#fff" /><path d=${path} fill="#10202e" /></svg>`;
}
