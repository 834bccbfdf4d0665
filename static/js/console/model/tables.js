// Small readers of the room's tables: the same few questions are asked by every panel of the console and by the projector.

export const rows = (tables, name) => Object.values(tables[name] ?? {});

export const theRoom = (tables) => rows(tables, "room")[0] ?? null;

export const activitiesOf = (tables) => rows(tables, "activities").sort((a, b) => a.position - b.position);

export const currentActivity = (tables) => tables.activities?.[theRoom(tables)?.activity] ?? null;

/** The last activity of a kind at or before the current one: the grouping board shows the cards of the collection before it. */
export function lastOfKind(tables, kind) {
  const upTo = currentActivity(tables)?.position ?? -1;
  return activitiesOf(tables).filter((activity) => activity.kind === kind && activity.position <= upTo).at(-1) ?? null;
}

/** Polls of one activity, oldest first. */
export const pollsOf = (tables, activity) =>
  rows(tables, "polls").filter((poll) => poll.activity === activity?.id).sort((a, b) => a.number - b.number);

export const openPoll = (tables, activity) => pollsOf(tables, activity).find((poll) => poll.state === "open" && !poll.ends) ?? null;

/** The poll that a stage shows: the open one, else the latest. */
export const pollInView = (tables, activity) => openPoll(tables, activity) ?? pollsOf(tables, activity).at(-1) ?? null;

export const proposalsOf = (tables, kind) =>
  rows(tables, "proposals").filter((proposal) => proposal.kind === kind).sort((a, b) => a.number - b.number);

/** Sides that have anybody in the room, residents always first so that the two bars never change places. */
export function sidesPresent(present = {}) {
  const always = ["resident", "official"];
  return present.civil ? [...always, "civil"] : always;
}
