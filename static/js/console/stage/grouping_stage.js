// Putting cards together: the board, nothing else.
import { html } from "../../core/html.js";
import { Board } from "../board/board.js";

export const GroupingStage = () => html`<${Board} />`;
