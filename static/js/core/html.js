// htm bound to Preact: html`<p>…</p>`. Text is always text; there is no way to put markup in from data.
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
