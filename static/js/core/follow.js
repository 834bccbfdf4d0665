// Following one stream over a line that may break: answers the server's questions, asks for what is missing, fetches large snapshots.
import { fullJitter } from "./backoff.js";
import { kept, NOTHING, released } from "./backlog.js";

const ASK_AGAIN = 3_000; // a hole that is still open after this is asked for again
const LOAD_AGAIN = { first: 1_000, longest: 15_000 };

/**
 * `write(object)` to the line; `position()` → `{seq, epoch}`; `behind()` → is an event missing?; `deliver(frame)` to the store;
 * `load(address, signal)` → Promise of a snapshot; `onSettled()` when a fetch is over, well or not.
 * Returns `{opened(), take(frame), lost(), loading()}`.
 */
export function follow({ write, position, behind, deliver, load, onSettled = () => {}, random = Math.random }) {
  let asking = null, fetching = null, again = null, failures = 0, backlog = NOTHING;

  function opened() {
    const { seq, epoch } = position();
    ask(seq, epoch);
  }

  function ask(since, epoch) {
    write({ since, epoch });
    clearTimeout(asking);
    asking = setTimeout(() => {
      asking = null;
      mend();
    }, ASK_AGAIN);
  }

  // A hole is asked for once; while a snapshot is on its way, or will be asked for, it will be closed by that.
  function mend() {
    if (fetching || again) return;
    if (behind() && !asking) opened();
    if (!behind()) stopAsking();
  }

  function stopAsking() {
    clearTimeout(asking);
    asking = null;
  }

  function take(frame) {
    if (Number.isInteger(frame.ask)) write({ have: position().seq ?? 0 });
    if (frame.fetch !== undefined) fetchFrom(frame.fetch);
    else if (frame.snapshot) {
      lost(); // what waited is older than this picture
      settle(frame.snapshot);
    }
    else if (fetching) backlog = kept(backlog, frame);
    else hand(frame);
  }

  function hand(frame) {
    deliver(frame);
    mend();
  }

  function fetchFrom(address) {
    halt();
    const mine = (fetching = new AbortController());
    load(address, mine.signal).then(
      (snapshot) => mine === fetching && settle(snapshot),
      () => mine === fetching && failed(),
    );
  }

  /** A whole picture is here: what arrived meanwhile comes after it. */
  function settle(snapshot) {
    halt();
    failures = 0;
    deliver({ snapshot });
    release();
    mend();
    onSettled();
  }

  function failed() {
    fetching = null;
    again = setTimeout(() => {
      again = null;
      ask(null, null);
    }, fullJitter(failures, { ...LOAD_AGAIN, random }));
    failures += 1;
    release();
    onSettled();
  }

  function release() {
    const waiting = released(backlog);
    backlog = NOTHING;
    waiting.forEach(deliver);
  }

  function halt() {
    fetching?.abort();
    fetching = null;
    clearTimeout(again);
    again = null;
    stopAsking();
  }

  /** The line is gone, or all is told anew. Answers that were waiting behind a snapshot still count. */
  function lost() {
    halt();
    const answers = backlog.frames.filter(({ ref }) => ref);
    backlog = NOTHING;
    answers.forEach(deliver);
  }

  return { opened, take, lost, loading: () => fetching !== null };
}
