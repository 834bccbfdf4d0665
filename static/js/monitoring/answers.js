// Reading and filling the form of one sheet: plain data in, plain data out.

/** The answer in one step: "1", "none", or "" when nothing was chosen. */
export function answerOf(step) {
  if (step.querySelector('input[type="checkbox"]:checked')) return "none";
  const chosen = step.querySelector('input[type="radio"]:checked');
  const typed = step.querySelector('input[type="text"]');
  return (chosen || typed)?.value.trim() || "";
}

/** Puts an answer back into its step. */
export function fill(step, value) {
  for (const input of step.querySelectorAll('input[type="radio"]')) input.checked = input.value === value;
  const [typed, box] = [step.querySelector('input[type="text"]'), step.querySelector('input[type="checkbox"]')];
  if (typed) typed.value = value === "none" ? "" : value;
  if (box) box.checked = value === "none";
}

/** What is kept while somebody fills the form in: `{once, site, remark, values: {code: answer}}`. */
export function draftOf(form, steps, once) {
  const values = Object.fromEntries(steps.filter((step) => step.dataset.code).map((step) => [step.dataset.code, answerOf(step)]));
  return { once, site: form.elements.namedItem("site").value || "", remark: form.elements.namedItem("remark").value, values };
}

/** The sheet as the command takes it. The hour is when it was filled in, not when there was a network. */
export function sheetOf(draft, { round, lang, replaces = "", now = new Date() }) {
  const values = Object.entries(draft.values).map(([code, value]) => ({ code, value }));
  const sheet = { round, site: draft.site, once: draft.once, values, remark: draft.remark.trim(), lang, channel: "phone", observed_at: now.toISOString() };
  return replaces ? { ...sheet, replaces } : sheet;
}
