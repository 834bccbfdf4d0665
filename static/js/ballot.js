// A ballot on a page: this device draws the number that seals it, and compares the receipt that comes back with its own.
import { leaf } from "./core/ballot.js";
import { choiceOfForm } from "./core/ballot_form.js";
import { randomHex } from "./core/random.js";

const page = document.querySelector("[data-poll]");
const form = page.querySelector("form");
const { poll, side } = page.dataset;
const mine = `receipt.${poll}.${form.elements.seat.value}`;

function seal() {
  const nonce = form.elements.nonce ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "nonce" }));
  nonce.value = randomHex(16);
  const choice = choiceOfForm([...new FormData(form)]);
  if (choice) sessionStorage.setItem(mine, leaf({ poll, side, choice, nonce: nonce.value }));
}

function compare() {
  const told = page.querySelector("[data-receipt]")?.textContent;
  const own = sessionStorage.getItem(mine);
  if (told && own) page.querySelector(`[data-says="${told === own ? "same" : "other"}"]`).hidden = false;
}

for (const each of page.querySelectorAll("[data-plain]")) each.hidden = true;
form.addEventListener("submit", seal);
compare();
