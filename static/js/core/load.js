// Fetches a snapshot that is too large for the socket, through the browser's cache, and only from where the page came from.

const PATIENCE = 30_000; // ms

/** The path of an address of this site; throws for any other. */
export function ownPath(address, place = globalThis.location) {
  const url = new URL(address, place.origin);
  if (!address.startsWith("/") || url.origin !== place.origin) throw new Error("not an address of this site");
  return url.pathname + url.search;
}

/**
 * Promise of the snapshot at `address`; `signal` calls it off. The browser asks with the mark it keeps (If-None-Match) and reads its own copy
 * when that is still true. Throws when it is refused, too late, elsewhere, or no snapshot.
 */
export async function loadSnapshot(address, signal, { fetch = globalThis.fetch, place = globalThis.location } = {}) {
  const path = ownPath(address, place);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  signal?.addEventListener("abort", () => late.abort());
  try {
    const answer = await fetch(path, { credentials: "same-origin", cache: "no-cache", redirect: "error", headers: { Accept: "application/json" }, signal: late.signal });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const snapshot = await answer.json();
    if (!Number.isInteger(snapshot?.seq) || !snapshot.tables) throw new Error("not a snapshot");
    return snapshot;
  } finally {
    clearTimeout(timer);
  }
}
