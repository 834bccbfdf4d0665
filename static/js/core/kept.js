// Which commands outlive a cut network and a closed page, and how they lie on this device.

// These are somebody's words or signs and stay true for later. Votes are not among them: a vote needs a receipt now.
// Neither are a facilitator's steps: "next" an hour later is wrong.
const KEPT = new Set(["card.add", "card.edit", "card.withdraw", "card.consent", "problem.confirm", "problem.object", "solution.draft"]);

export const isKept = ({ name }) => KEPT.has(name);

/** Ballots leave no trace in the room, not even their ref: sent a second time, one might count twice. So they are sent once. */
export const isSentOnce = ({ name }) => name.startsWith("ballot.");

/** What people paste may hold halves of signs or NUL, which no server takes: they are left out. */
export function sound(value) {
  if (typeof value === "string") return value.replace(/[\p{Cs}\0]/gu, "");
  if (Array.isArray(value)) return value.map(sound);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sound(each)]));
  return value;
}

/**
 * The shelf on the device, shared by all pages of one seat: `{read() → items, write(items) → kept?}`. A page writes its own items
 * and leaves alone those of another page, which it has never seen.
 */
export function createShelf(storage) {
  const seen = new Set();

  function read() {
    const items = stored().map((item) => ({ ...item, state: item.state === "refused" ? "refused" : "saved", stored: true }));
    items.forEach(({ ref }) => seen.add(ref));
    return items;
  }

  function write(items) {
    items.forEach(({ ref }) => seen.add(ref));
    const others = stored().filter(({ ref }) => !seen.has(ref));
    const all = [...others, ...items.filter((item) => isKept(item) && item.state !== "received").map(lying)];
    return storage.write("outbox", all.length ? all : null);
  }

  // Whatever else lies there, from an older page or another hand, is no reason not to open the room.
  function stored() {
    const found = storage.read("outbox");
    return Array.isArray(found) ? found.filter((item) => item?.ref && isKept(item)) : [];
  }

  return { read, write };
}

// A refusal stays a refusal after a reload; everything else starts again as "saved".
const lying = ({ ref, name, data, state, reason, code, fields }) =>
  state === "refused" ? { ref, name, data, state, reason, code, fields } : { ref, name, data };
