// The projector: joins the room as a screen and shows one idea at a time.
import { render } from "preact";
import { html } from "../core/html.js";
import { openRoom, roomUrl } from "../core/room.js";
import { inlined } from "../core/words.js";
import { Screen } from "./screen.js";
import { WallContext } from "./wall.js";

const root = document.getElementById("screen");
const id = root.dataset.room;
const room = openRoom({ url: roomUrl(id, { as: "screen" }), snapshot: inlined("snapshot"), seat: `${id}.screen` });
const wall = { room, qr: root.dataset.qr, place: root.dataset.place };

root.textContent = "";
render(html`<${WallContext.Provider} value=${wall}><${Screen} /><//>`, root);
