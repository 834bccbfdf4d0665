// What a result means: the name of the outcome, what happens now, and who must explain. One place, for the console and the projector.
import { gettext, interpolate } from "../../core/words.js";

const TITLES = {
  "adopted-by-consent": () => gettext("Adopted together, nobody objects"),
  adopted: () => gettext("Adopted together"),
  supported: () => gettext("Supported by residents"),
  "not-adopted": () => gettext("Not adopted"),
  inquorate: () => gettext("Too few people voted"),
  "no-consent": () => gettext("No consent yet"),
  returned: () => gettext("Sent back to be rewritten"),
  shortlist: () => gettext("Chosen to work on"),
  chosen: () => gettext("Chosen"),
  taken: () => gettext("How the room sees it"),
};

const AMONG = {
  chosen: () => gettext("The room goes on with this."),
  returned: () => gettext("No option convinced every side more than leaving things as they are. They can be written anew."),
  taken: () => gettext("This was a question to the room. Nothing is decided by it."),
};

const ADOPTED = new Set(["adopted", "adopted-by-consent"]);

const TONES = { chosen: "ok", "adopted-by-consent": "ok", adopted: "ok", supported: "supported", shortlist: "ok" };

/** Sides in words: "residents", "officials", "residents and officials". */
export function sidesInWords(sides = []) {
  const names = { resident: gettext("residents"), official: gettext("officials"), civil: gettext("civil organisations") };
  const list = sides.map((side) => names[side]);
  if (list.length < 2) return list.join("");
  return interpolate(gettext("%(first)s and %(last)s"), { first: list.slice(0, -1).join(", "), last: list.at(-1) });
}

/**
 * {title, tone: "ok" | "supported" | "quiet", now, explain}: `now` is what happens next, `explain` who owes an explanation and by when.
 * `date` is the due date already in words, or "" where the municipality has taken no commitment.
 */
export function outcomeWords(result, { date = "", subject = "solution" } = {}) {
  const { outcome, missing = [], office } = result;
  if (subject === "charter" && ADOPTED.has(outcome)) return { title: gettext("The charter is adopted"), tone: "ok", now: gettext("Both sides work by it from now on."), explain: "" };
  if (subject === "options" && AMONG[outcome])
    return { title: outcome === "returned" ? gettext("Nothing is chosen") : TITLES[outcome](), tone: TONES[outcome] ?? "quiet", now: AMONG[outcome](), explain: "" };
  if (subject === "amendment" && outcome !== "inquorate")
    return { title: outcome === "supported" ? gettext("Wanted by residents only") : (TITLES[outcome] ?? TITLES["not-adopted"])(), tone: outcome === "adopted" ? "ok" : "quiet", now: changeNow(result), explain: "" };
  return {
    title: (TITLES[outcome] ?? TITLES["not-adopted"])(),
    tone: TONES[outcome] ?? "quiet",
    now: whatHappens(outcome, missing),
    explain: ["adopted-by-consent", "adopted", "supported"].includes(outcome) ? whoAnswers(office, date) : whoExplains(outcome, missing),
  };
}

function changeNow({ outcome, changed }) {
  if (outcome === "adopted")
    return changed ? gettext("Both sides say yes: the text was changed exactly as it was shown.") : gettext("Both sides say yes, but the text can no longer be changed like this. Its authors see to it.");
  if (outcome === "returned") return gettext("Most residents did not take a position. The change is open again.");
  return gettext("The text stays as it is. The proposed change remains on record.");
}

function whatHappens(outcome, missing) {
  const who = sidesInWords(missing);
  const sentences = {
    "adopted-by-consent": () => gettext("Both sides agree. It goes to the office now."),
    adopted: () => gettext("More yes than no on both sides. It goes to the office now."),
    supported: () => gettext("Residents said yes, officials did not. It goes to the office all the same, with the officials’ reasons beside it."),
    "not-adopted": () =>
      who ? interpolate(gettext("The yes of these was missing: %(who)s. It can be changed and voted again."), { who }) : gettext("It can be changed and voted again."),
    inquorate: () =>
      who ? interpolate(gettext("Not enough voted among: %(who)s. This vote does not count and can be held again."), { who }) : gettext("This vote does not count and can be held again."),
    "no-consent": () => gettext("Somebody objects or stands aside. Change the text and ask again, or put it to the vote of both sides."),
    returned: () => gettext("Most residents did not take a position. It goes back to those who wrote it."),
    shortlist: () => gettext("The room works on these now."),
  };
  return (sentences[outcome] ?? sentences["not-adopted"])();
}

function whoAnswers(office, date) {
  if (office && date) return interpolate(gettext("%(office)s must answer in writing, with reasons, by %(date)s."), { office, date });
  if (office) return interpolate(gettext("%(office)s must answer in writing, with reasons. No commitment to a date was taken."), { office });
  return date ? interpolate(gettext("The municipality must answer in writing, with reasons, by %(date)s."), { date }) : gettext("No commitment to a date was taken.");
}

function whoExplains(outcome, missing) {
  if (outcome !== "not-adopted" || !missing.includes("official")) return "";
  return gettext("Officials who said no have given their reasons: they stand below.");
}
