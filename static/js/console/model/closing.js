// The closing of a room: has the official read the commitment aloud, and by when is the answer due.
import { theRoom } from "./tables.js";

export const isRead = (room) => Boolean(room?.closing?.read ?? room?.closing?.read_by_side);

/** The answer's due date (ms): the room's own, else the earliest of the results that go to an office; null without commitment. */
export function answerDue(tables) {
  const room = theRoom(tables);
  if (!room?.process?.commitment_signed) return null;
  if (room.closing?.due) return room.closing.due;
  const dates = Object.values(tables.polls ?? {}).map((poll) => poll.result?.due).filter(Boolean);
  return dates.length ? Math.min(...dates) : null;
}
