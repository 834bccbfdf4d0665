// What is sent to open a vote among options, from what was typed in the dialog.
import { proposalsOf } from "./tables.js";

export const emptyLine = () => ({ title: "", cost: "" });

/** Does this method share out money? */
export const budgeted = (method) => method === "equal-shares";

/** Solutions of the process that can be put beside each other. */
export const choosable = (tables) => proposalsOf(tables, "solution").filter(({ state }) => state !== "withdrawn");

/** "1.500,50", "1500.5", "1 500" → cents; null when it is no amount. A last separator with one or two digits after it is the decimal one. */
export function cents(text) {
  const typed = String(text).replace(/[\s€'’]/g, "");
  const [, whole, part = ""] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(typed) ?? [];
  const digits = whole?.replace(/[.,]/g, "");
  return digits || part ? Number(digits || 0) * 100 + Number(part.padEnd(2, "0")) : null;
}

/** The data of `poll.open`, without the activity. */
export function asked({ method, question, lang, solutions, lines, budget, seats, costs }) {
  const cost = (typed) => (budgeted(method) ? { cost: cents(typed) } : {});
  const chosen = method === "stv" ? [] : solutions.map((proposal) => ({ proposal, ...cost(costs[proposal] ?? "") }));
  const written = lines.filter(({ title }) => title.trim()).map((line) => ({ title: line.title.trim(), lang, ...cost(line.cost) }));
  return {
    method,
    ...(question.trim() ? { question: { [lang]: question.trim() } } : {}),
    options: [...chosen, ...written],
    ...(budgeted(method) ? { budget: cents(budget) ?? 0 } : {}),
    ...(method === "stv" ? { seats: Number.parseInt(seats, 10) || 0 } : {}),
  };
}
