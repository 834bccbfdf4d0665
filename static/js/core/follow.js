// Following one stream over a line that may break: answers the server's questions, asks for what is missing, fetches large snapshots.
import { fullJitter } from "./backoff.js";
import { kept, NOTHING, released } from "./backlog.js";

const ASK_AGAIN = 3_000; // ms; a hole that is still open after this is asked for again
const LOAD_AGAIN = { first: 1_000, longest: 15_000 };

/**
 * `write(object)` to the line; `position()` → `{seq, epoch}`; `behind()` → is an event missing?; `deliver(frame)` to the store;
 * `load(address, signal)` → Promise of a snapshot; `onSettled()` when a fetch is over, well or not.
 * Returns `{opened(), take(frame), lost(), ready() → let in, and no snapshot is on its way}`.
 */
export function follow({ write, position, behind, deliver, load, onSettled = () => {}, random = Math.random }) {
  let joined = false, asking = null, fetching = null, again = null, failures = 0, backlog = NOTHING;

  function opened() {
    const { seq, epoch } = position();
    ask(seq, epoch);
  }

  // Not asked twice while the answer may be under way: a slow server would have the work twice.
  function ask(since, epoch) {
    write({ since, epoch });
    wait(ASK_AGAIN, mend);
  }

  function wait(ms, then) {
    clearTimeout(asking);
    asking = setTimeout(() => {
      asking = null;
      then();
    }, ms);
  }

  // A hole is asked for once; while a snapshot is on its way, or will be asked for, it will be closed by that.
  function mend() {
    if (fetching || again) return;
    if (!behind()) stopAsking();
    else if (!asking) opened();
  }

  function stopAsking() {
    clearTimeout(asking);
    asking = null;
  }

  function take(frame) {
    if (frame.code === "busy" && frame.ref === null) return refused();
    joined = true;
    if (Number.isInteger(frame.ask)) write({ have: position().seq ?? 0 });
    if (frame.fetch !== undefined) return fetchFrom(frame.fetch);
    if (frame.snapshot) return settle(frame.snapshot);
    if (fetching) backlog = kept(backlog, frame);
    else hand(frame);
    return undefined;
  }

  // Every command has its ref, so this was said to our question.
  function refused() {
    wait(fullJitter(0, { first: ASK_AGAIN, random }), () => (joined ? mend() : opened()));
  }

  function hand(frame) {
    deliver(frame);
    mend();
  }

  function fetchFrom(address) {
    halt();
    const mine = (fetching = new AbortController());
    load(address, mine.signal).then(
      (snapshot) => mine === fetching && fetched(snapshot),
      () => mine === fetching && failed(),
    );
  }

  function fetched(snapshot) {
    const later = released(backlog);
    backlog = NOTHING;
    settle(snapshot, later);
    onSettled();
  }

  /** A whole picture is here; of what waited behind another one, only answers still count. `later` comes after it. */
  function settle(snapshot, later = []) {
    halt();
    failures = 0;
    answers().forEach(deliver);
    deliver({ snapshot });
    later.forEach(deliver);
    mend();
  }

  function failed() {
    fetching = null;
    again = setTimeout(() => {
      again = null;
      ask(null, null);
    }, fullJitter(failures, { ...LOAD_AGAIN, random }));
    failures += 1;
    const waiting = released(backlog);
    backlog = NOTHING;
    waiting.forEach(deliver);
    onSettled();
  }

  function answers() {
    const found = backlog.frames.filter(({ ref }) => ref);
    backlog = NOTHING;
    return found;
  }

  function halt() {
    fetching?.abort();
    fetching = null;
    clearTimeout(again);
    again = null;
    stopAsking();
  }

  /** The line is gone. Answers that were waiting behind a snapshot still count. */
  function lost() {
    halt();
    joined = false;
    answers().forEach(deliver);
  }

  return { opened, take, lost, ready: () => joined && !fetching };
}
