// The choice that a ballot's form says, as the server reads it: deliberation/forms.py is the other half.
const PREFIX = "choice.";

/** @param {[string, string][]} fields of the form, in their order → the choice, or null when there is none. */
export function choiceOfForm(fields) {
  const word = Object.fromEntries(fields).choice ?? "";
  const given = Object.fromEntries(
    fields.filter(([name, value]) => name.startsWith(PREFIX) && value.trim()).map(([name, value]) => [name.slice(PREFIX.length), value.trim()]),
  );
  const whole = Object.fromEntries(Object.entries(given).map(([option, value]) => [option, Number(value)]));
  if (word === "grades" || word === "scores") return { [word]: whole };
  if (word === "ranking") return { ranking: tiers(whole) };
  if (word === "approve") return { approve: Object.keys(given).sort() };
  const dots = Object.fromEntries(Object.entries(whole).filter(([, n]) => n !== 0));
  if (fields.some(([name]) => name.startsWith(PREFIX))) return dots;
  return word ? { answer: word } : null;
}

function tiers(places) {
  const numbers = [...new Set(Object.values(places))].sort((a, b) => a - b);
  return numbers.map((number) => Object.keys(places).filter((option) => places[option] === number).sort());
}
