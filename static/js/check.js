// "Check this result yourself": receipt and fingerprints are computed again in this browser; nothing that is typed is sent.
import { leafOf, typedReceipt, verdicts } from "./core/verify.js";

const lookup = document.getElementById("lookup");
const here = document.getElementById("check-here");

function show(name, list) {
  for (const each of list.querySelectorAll("[data-says]")) each.hidden = each.dataset.says !== name;
}

function look(event) {
  event.preventDefault();
  const rows = [...document.querySelectorAll("[data-leaf]")];
  const found = leafOf(rows.map((row) => row.dataset.leaf), typedReceipt(lookup.elements.receipt.value));
  for (const row of rows) row.classList.toggle("is-found", row.dataset.leaf === found);
  const says = document.getElementById("lookup-says");
  show(found ? "found" : "missing", says);
  const words = rows.find((row) => row.dataset.leaf === found)?.dataset.words ?? "";
  for (const each of says.querySelectorAll("[data-ballot]")) each.textContent = words;
}

async function compute() {
  const answer = await fetch(here.dataset.record).catch(() => null);
  if (!answer?.ok) return show("failed", here);
  const found = verdicts(await answer.json());
  for (const [name, verdict] of Object.entries(found)) {
    const line = here.querySelector(`[data-check="${name}"]`);
    line.hidden = verdict === null;
    show(verdict ? "yes" : "no", line);
  }
  return show(Object.values(found).includes(false) ? "wrong" : "agrees", here.querySelector("[data-sum]"));
}

lookup.addEventListener("submit", look);
here.hidden = false;
here.querySelector("button").addEventListener("click", compute);
