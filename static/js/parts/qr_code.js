// A QR code as a picture, dark on light in every scheme so that cameras read it.
import { html } from "../core/html.js";
import { qrCode } from "../core/qr.js";

export function QrCode({ text, label }) {
  const grid = qrCode(text);
  if (!grid) return null;
  const size = grid.length + 8;
  const path = grid.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  return html`<svg class="qr" role="img" aria-label=${label} width="220" height="220" viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" /></svg>`;
}
