// Rows of a table as sorted lists.

/** Rows of `{id: row}` that `keep` accepts, ordered by the field `by`. */
export function rows(table, by = "position", keep = () => true) {
  return Object.values(table || {}).filter(keep).sort((a, b) => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0));
}

/** The room's only row. */
export const theRoom = (tables) => Object.values(tables.room || {})[0] || null;

/** The activity that is on, or null. */
export function theActivity(tables) {
  const room = theRoom(tables);
  return (room && room.activity && tables.activities?.[room.activity]) || null;
}
