// The facilitator's console: joins the room as a facilitator and draws it.
import { render } from "preact";
import { html } from "../core/html.js";
import { openRoom, roomUrl } from "../core/room.js";
import { inlined } from "../core/words.js";
import { Console } from "./console.js";
import { DeskContext, createDesk } from "./desk.js";

const root = document.getElementById("console");
const id = root.dataset.room;
const room = openRoom({ url: roomUrl(id), snapshot: inlined("snapshot"), seat: `${id}.console` });
const desk = createDesk({ room });

root.textContent = "";
render(html`<${DeskContext.Provider} value=${desk}><${Console} /><//>`, root);
