// Casting one ballot: made on the phone, sent now or not at all, and its receipt compared with the one that comes back.
import { useState } from "preact";
import { newBallot } from "../core/ballot.js";
import { gettext } from "../core/words.js";
import { hasVoted, standing, useHere, whyNot } from "./here.js";

/** → `{why, sending, error, receipt, voted, cast(choice, extra) → was it received}`; `why` is the reason not to vote now. */
export function useCasting(poll) {
  const { room } = useHere();
  const mine = room.mine.value;
  const [sending, setSending] = useState(false);
  const [error, setError] = useState("");
  const [receipt, setReceipt] = useState(() => room.draft(`receipt.${poll.id}`));

  async function cast(choice, extra = {}) {
    if (sending) return false;
    setSending(true);
    setError("");
    const ballot = newBallot({ poll: poll.id, side: mine.seat.side, choice });
    const answer = await room.send("ballot.cast", { ...ballot.cast, ...extra });
    setSending(false);
    if (!answer.ok) {
      setError(answer.reason);
      return false;
    }
    setReceipt(answer.data.receipt);
    room.draft(`receipt.${poll.id}`, answer.data.receipt);
    if (answer.data.receipt !== ballot.receipt)
      setError(gettext("The receipt that came back is not the one this phone worked out. Tell the person who leads the meeting."));
    return true;
  }
  return { why: whyNotVote(room, poll), sending, error, receipt, voted: hasVoted(mine, poll), cast };
}

function whyNotVote(room, poll) {
  const mine = room.mine.value;
  if (standing(mine, poll) === "no") return gettext("You came in after this vote was opened, or were counted out. You vote from the next one on.");
  if (room.connection.value.name !== "online") return gettext("There is no connection. A vote needs its receipt, so it cannot wait on this phone.");
  return whyNot(mine, "ballot.cast");
}
