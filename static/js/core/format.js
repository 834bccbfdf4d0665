// Numbers and times for people, with Western digits and calendar in every language, as on paper and on the projector.
import { readerLanguage } from "./words.js";

const DIGITS = { numberingSystem: "latn", calendar: "gregory" };
const made = new Map();

function formatter(Kind, name, options) {
  const key = `${name} ${readerLanguage()}`;
  if (!made.has(key)) made.set(key, new Kind(readerLanguage(), { ...options, ...DIGITS }));
  return made.get(key);
}

/** 1234 → "1.234" in Italian. */
export const number = (value) => formatter(Intl.NumberFormat, "number", {}).format(value);

/** Cents → "1.500,50 €". */
export const money = (cents) => formatter(Intl.NumberFormat, "money", { style: "currency", currency: "EUR" }).format(cents / 100);

/** ms since epoch → "14:05". */
export const clockTime = (ms) =>
  formatter(Intl.DateTimeFormat, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);

/** ms since epoch → "12 dicembre 2026". */
export const day = (ms) => formatter(Intl.DateTimeFormat, "day", { dateStyle: "long" }).format(ms);

/** Seconds left → "4:05"; never below "0:00". */
export function countdown(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A receipt's first eight signs, in two groups that can be read aloud: "7f3a·91c2". */
export const shortReceipt = (hex) => `${hex.slice(0, 4)}·${hex.slice(4, 8)}`;
