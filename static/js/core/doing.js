// What somebody does just now, told to the room while it lasts and never kept: so far, that a card is being written. Never what is written.

const EVERY = 4_000; // ms; the server forgets it after 6 s

/** `write(object)` → was it written. Returns `{writing(activity | null), forget()}`; call `writing` at every key, it tells the room rarely. */
export function createDoing({ write, now = Date.now }) {
  let told = null, at = 0;

  function writing(activity) {
    if (activity === told && (activity === null || now() - at < EVERY)) return;
    if (!write({ doing: activity === null ? {} : { writing: activity } })) return;
    told = activity;
    at = now();
  }

  /** The line is gone, and with it what was told. */
  function forget() {
    told = null;
  }

  return { writing, forget };
}
