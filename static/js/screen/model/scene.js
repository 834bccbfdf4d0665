// Which one idea the projector shows now: {name, …} from the room's tables. Nothing secret can be chosen: the server never sent it.
import { cardsInView, groupColumns } from "../../console/model/board.js";
import { wordingInView } from "../../console/model/proposals.js";
import { currentActivity, pollInView, proposalsOf, theRoom } from "../../console/model/tables.js";

const SCENES = {
  charter: (tables, activity) => pollScene(tables, activity) ?? { name: "charter" },
  cards: cardsScene,
  grouping: groupsScene,
  dots: (tables, activity) => pollScene(tables, activity) ?? groupsScene(tables, activity),
  opinion: () => ({ name: "opinion" }),
  problems: (tables) => ({ name: "wording", problem: wordingInView(tables) }),
  solutions: (tables) => ({ name: "solutions", solutions: proposalsOf(tables, "solution").filter((one) => one.state !== "withdrawn") }),
  discussion: () => ({ name: "prompt" }),
  vote: (tables, activity) => pollScene(tables, activity) ?? { name: "prompt" },
  closing: () => ({ name: "closing" }),
};

/** The scene of the room at this moment. Before the room opens it is the door, after closing the farewell. */
export function sceneOf({ tables }) {
  const room = theRoom(tables);
  if (!room) return { name: "empty" };
  if (room.state === "closed") return { name: "farewell" };
  const activity = currentActivity(tables);
  if (room.state === "prepared" || !activity) return { name: "door" };
  return (SCENES[activity.kind] ?? SCENES.discussion)(tables, activity);
}

function cardsScene(tables, activity) {
  if (!activity.revealed) return { name: "counts" };
  return { name: "cards", cards: cardsInView(tables, activity) };
}

/** Empty columns say nothing on a wall; cards that nobody grouped come last, under their own heading. */
function groupsScene(tables, activity) {
  const [loose, ...groups] = groupColumns(tables, activity);
  return { name: "groups", columns: [...groups, loose].filter((column) => column.cards.length) };
}

function pollScene(tables, activity) {
  const poll = pollInView(tables, activity);
  if (!poll) return null;
  if (poll.state === "open") return { name: "voting", poll };
  return { name: poll.method === "dots" ? "dots" : "result", poll };
}
