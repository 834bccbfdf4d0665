// The one dialog that is open, by its name. What it needs travels in `desk.open(name, {…})`.
import { html } from "../../core/html.js";
import { useDesk } from "../desk.js";
import { AskAmongDialog } from "./ask_among.js";
import { ClosePollDialog } from "./close_poll.js";
import { CloseRoomDialog } from "./close_room.js";
import { ExtendPollDialog } from "./extend_poll.js";
import { HandOutDialog } from "./hand_out.js";
import { HandOverDialog } from "./hand_over.js";
import { HideDialog } from "./hide.js";
import { KeysDialog } from "./keys.js";
import { MergeDialog } from "./merge.js";
import { MoveDialog } from "./move.js";
import { NewGroupDialog } from "./new_group.js";
import { PaperBallotDialog } from "./paper_ballot.js";
import { PaperCardDialog } from "./paper_card.js";
import { PaperSeatDialog } from "./paper_seat.js";
import { PersonDialog } from "./person.js";
import { ProblemDialog } from "./problem.js";
import { RenameDialog } from "./rename.js";
import { RewordDialog } from "./reword.js";
import { SeatCodeDialog } from "./seat_code.js";
import { SolutionDialog } from "./solution.js";
import { TicketsDialog } from "./tickets.js";
import { TranslateDialog } from "./translate.js";

const DIALOGS = {
  "ask-among": AskAmongDialog, "close-poll": ClosePollDialog, "close-room": CloseRoomDialog, "extend-poll": ExtendPollDialog, "hand-out": HandOutDialog, "hand-over": HandOverDialog, hide: HideDialog,
  keys: KeysDialog, merge: MergeDialog, move: MoveDialog, "new-group": NewGroupDialog, "paper-ballot": PaperBallotDialog,
  "paper-card": PaperCardDialog, "paper-seat": PaperSeatDialog, person: PersonDialog, problem: ProblemDialog, rename: RenameDialog,
  reword: RewordDialog, "seat-code": SeatCodeDialog, solution: SolutionDialog, tickets: TicketsDialog, translate: TranslateDialog,
};

export function DialogHost() {
  const open = useDesk().dialog.value;
  if (!open) return null;
  const Open = DIALOGS[open.name];
  return html`<${Open} key=${open.name} ...${open} />`;
}
