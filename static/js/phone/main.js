// The phone's page: opens the room from the inlined snapshot and draws it, with the screen that is on already there.
import { render } from "preact";
import { html } from "../core/html.js";
import { openRoom, roomUrl } from "../core/room.js";
import { inlined } from "../core/words.js";
import { Phone, whatIsOn } from "./phone.js";
import { fetchScreen, offerScreens } from "./screens.js";

// The addresses stand here as literals: the static storage writes the hashed names in. Nothing imports this module.
offerScreens({
  charter: async () => (await import("./poll.js")).CharterScreen,
  cards: async () => (await import("./cards.js")).CardsScreen,
  grouping: async () => (await import("./board.js")).GroupingScreen,
  dots: async () => (await import("./poll.js")).PollScreen,
  opinion: async () => (await import("./opinion.js")).OpinionScreen,
  problems: async () => (await import("./problems.js")).ProblemsScreen,
  solutions: async () => (await import("./solutions.js")).SolutionsScreen,
  discussion: async () => (await import("./proposals.js")).DiscussionScreen,
  vote: async () => (await import("./poll.js")).PollScreen,
  dotting: async () => (await import("./dots.js")).Dots,
  answering: async () => (await import("./vote.js")).Vote,
  choosing: async () => (await import("./choosing.js")).Choosing,
  result: async () => (await import("./result.js")).Result,
  closing: async () => (await import("./closing.js")).ClosingScreen,
  closed: async () => (await import("./closing.js")).ClosedRoom,
});

const place = document.getElementById("room");
const { room: id, seat } = place.dataset;
const room = openRoom({ url: roomUrl(id, { seat }), snapshot: inlined("snapshot"), seat: `${id}.${seat}` });

await fetchScreen(whatIsOn(room.tables.value, room.mine.value, room.connection.value)).catch(() => {});
place.textContent = "";
render(html`<${Phone} room=${room} page=${{ id, seat }} />`, place);
