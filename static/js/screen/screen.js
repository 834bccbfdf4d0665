// The frame of the wall: the question above, one scene, the way in and the time below.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { sceneOf } from "./model/scene.js";
import { Foot } from "./parts/foot.js";
import { Top } from "./parts/top.js";
import { CardsScene } from "./scenes/cards.js";
import { CharterScene } from "./scenes/charter.js";
import { ClosingScene } from "./scenes/closing.js";
import { CountsScene } from "./scenes/counts.js";
import { DoorScene } from "./scenes/door.js";
import { DotsScene } from "./scenes/dots.js";
import { FarewellScene } from "./scenes/farewell.js";
import { GroupsScene } from "./scenes/groups.js";
import { OpinionScene } from "./scenes/opinion.js";
import { PromptScene } from "./scenes/prompt.js";
import { ResultScene } from "./scenes/result.js";
import { SolutionsScene } from "./scenes/solutions.js";
import { VotingScene } from "./scenes/voting.js";
import { WordingScene } from "./scenes/wording.js";
import { useWall } from "./wall.js";

const SCENES = {
  cards: CardsScene, charter: CharterScene, closing: ClosingScene, counts: CountsScene, door: DoorScene, dots: DotsScene, farewell: FarewellScene,
  groups: GroupsScene, opinion: OpinionScene, prompt: PromptScene, result: ResultScene, solutions: SolutionsScene, voting: VotingScene, wording: WordingScene,
};

export function Screen() {
  const wall = useWall();
  const scene = sceneOf(wall);
  const Scene = SCENES[scene.name];
  if (!Scene) return html`<div class="screen"><p class="screen-big" role="status">${gettext("Coming into the room…")}</p></div>`;
  return html`<div class="screen screen-${scene.name}"><${Top} scene=${scene} />
    <main class="screen-main" id="main"><${Scene} key=${scene.name} ...${scene} /></main>
    <${Foot} scene=${scene} /></div>`;
}
