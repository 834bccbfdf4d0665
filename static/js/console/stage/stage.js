// Middle: what the room does now, as its facilitator sees it.
import { html } from "../../core/html.js";
import { gettext, say } from "../../core/words.js";
import { useDesk } from "../desk.js";
import { CardsStage } from "./cards_stage.js";
import { CharterStage } from "./charter_stage.js";
import { ClosedStage } from "./closed_stage.js";
import { ClosingStage } from "./closing_stage.js";
import { DiscussionStage } from "./discussion_stage.js";
import { DotsStage } from "./dots_stage.js";
import { GroupingStage } from "./grouping_stage.js";
import { OpinionStage } from "./opinion_stage.js";
import { PreparedStage } from "./prepared_stage.js";
import { ProblemsStage } from "./problems_stage.js";
import { SolutionsStage } from "./solutions_stage.js";
import { VoteStage } from "./vote_stage.js";

const STAGES = {
  charter: CharterStage, cards: CardsStage, grouping: GroupingStage, dots: DotsStage, opinion: OpinionStage, problems: ProblemsStage,
  solutions: SolutionsStage, discussion: DiscussionStage, vote: VoteStage, closing: ClosingStage,
};

export function Stage() {
  const desk = useDesk();
  const room = desk.theRoom.value;
  const activity = desk.activity.value;
  if (room.state === "closed") return html`<${ClosedStage} />`;
  if (room.state === "prepared" || !activity) return html`<${PreparedStage} />`;
  const Kind = STAGES[activity.kind] ?? DiscussionStage;
  return html`<${StageHead} activity=${activity} /><${Kind} key=${activity.id} activity=${activity} />`;
}

function StageHead({ activity }) {
  const title = say(activity.title);
  const prompt = say(activity.prompt);
  return html`<header class="stage-head" data-stage=${activity.kind}><p class="eyebrow">${gettext("Now")} · <span lang=${title.lang || null} dir="auto">${title.text}</span></p>
    <h2 class="stage-question" lang=${(prompt.text ? prompt : title).lang || null} dir="auto">${prompt.text || title.text}</h2></header>`;
}
