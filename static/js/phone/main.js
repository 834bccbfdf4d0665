// The phone's page: opens the room from the inlined snapshot and draws it.
import { render } from "preact";
import { html } from "../core/html.js";
import { openRoom, roomUrl } from "../core/room.js";
import { inlined } from "../core/words.js";
import { Phone } from "./phone.js";

const place = document.getElementById("room");
const { room: id, seat } = place.dataset;
const room = openRoom({ url: roomUrl(id, { seat }), snapshot: inlined("snapshot"), seat: `${id}.${seat}` });

place.textContent = "";
render(html`<${Phone} room=${room} page=${{ id, seat }} />`, place);
