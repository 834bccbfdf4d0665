// The keyboard of the console: one table gives both what a key does and the help that lists it.
import { gettext } from "../../core/words.js";

/** [keys as `event.key`, action, what it does, where it works]. Words are functions: the catalogue is there only when the page is. */
export const KEYS = [
  [["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"], "walk", () => gettext("Go from card to card"), "board"],
  [[" "], "choose", () => gettext("Choose the card, or leave it"), "board"],
  [["Escape"], "clear", () => gettext("Leave all cards"), "board"],
  [["g"], "group", () => gettext("New group with the chosen cards"), "board"],
  [["m"], "merge", () => gettext("Merge two groups"), "board"],
  [["s"], "move", () => gettext("Move the chosen cards to a group"), "board"],
  [["r"], "rename", () => gettext("Rename the group"), "board"],
  [["h"], "hide", () => gettext("Hide the card, with a reason"), "board"],
  [["t"], "translate", () => gettext("Write one line of translation"), "board"],
  [["u"], "undo", () => gettext("Undo the last step"), "room"],
  [["n"], "next", () => gettext("Go to what comes next"), "room"],
  [["b"], "back", () => gettext("Go back one step of the agenda"), "room"],
  [["p"], "pause", () => gettext("Stop the clock, or let it run"), "room"],
  [["+", "="], "minute", () => gettext("One more minute"), "room"],
  [["?"], "help", () => gettext("Show or hide this list"), "room"],
];

const MEANING = new Map(KEYS.flatMap(([keys, action]) => keys.map((key) => [key, action])));

/** A letter on an Arabic or Cyrillic keyboard: the place of the key counts, not what is printed on it. */
function pressed({ key, code = "" }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return code.startsWith("Key") && key.length === 1 ? code.slice(3).toLowerCase() : key;
}

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const PRESSABLE = new Set(["BUTTON", "A", "SUMMARY"]);

/**
 * The action a key asks for, or null. Never while somebody types, while a dialog is open, or together with Ctrl, Alt or ⌘;
 * `letters: false` is the switch for people who speak to their computer (WCAG 2.1.4).
 */
export function actionOf(event, { dialog = false, letters = true } = {}) {
  if (dialog || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  const tag = event.target?.tagName;
  if (TYPING.has(tag) || event.target?.isContentEditable) return null;
  const key = pressed(event);
  if (key === " " && PRESSABLE.has(tag) && !event.target.dataset?.place) return null;
  if (key.length === 1 && key !== " " && !letters) return null;
  return MEANING.get(key) ?? null;
}

const TURN = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "start", ArrowRight: "end" };
const MIRROR = { start: "end", end: "start" };

/** Arrow key → direction on the board; left and right follow the eye in right-to-left pages. */
export function directionOf(key, { rtl = false } = {}) {
  const direction = TURN[key];
  return rtl ? MIRROR[direction] ?? direction : direction;
}

const NAMES = () => ({ ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", " ": gettext("Space"), Escape: "Esc" });

/** Rows of the help overlay: {keys: ["G"], does: "…", where: "board" | "room"}. */
export const keyHelp = () =>
  KEYS.map(([keys, action, does, where]) => ({
    action,
    where,
    does: does(),
    keys: keys.filter((key) => key !== "=").map((key) => NAMES()[key] ?? key.toUpperCase()),
  }));
