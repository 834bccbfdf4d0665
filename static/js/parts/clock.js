// Time left in an activity, from the server's clock; silent for screen readers except when asked.
import { useEffect, useState } from "preact";
import { html } from "../core/html.js";
import { countdown } from "../core/format.js";
import { gettext } from "../core/words.js";
import { Icon } from "./icon.js";

/** Seconds left of an activity at `now` (ms); null when it has no clock. */
export function secondsLeft(activity, now) {
  if (activity.state === "running" && activity.ends) return (activity.ends - now) / 1000;
  return activity.left ?? null;
}

/** `activity` row and the room's `now` function. */
export function Clock({ activity, now }) {
  const [, tick] = useState(0);
  const running = activity.state === "running" && activity.ends !== null;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, [running]);
  const left = secondsLeft(activity, now());
  if (left === null || activity.state === "done") return null;
  const paused = activity.state === "paused";
  const over = left <= 0;
  const look = ["timer", paused && "is-paused", over && "is-over", !over && left <= 60 && "is-low"].filter(Boolean).join(" ");
  const note = paused ? gettext("paused") : over ? gettext("time is up") : gettext("left");
  return html`<p class=${look} role="timer"><${Icon} name=${paused ? "pause" : "timer"} />
    <span class="timer-time number" dir="ltr">${countdown(left)}</span> <span class="timer-note">${note}</span></p>`;
}
