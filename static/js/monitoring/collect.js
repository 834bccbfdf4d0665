// Measuring on a phone: one item at a time, every answer kept at once, sheets sent when there is a network.
import { newRef } from "../core/random.js";
import { deviceStorage } from "../core/storage.js";
import { answerOf, draftOf, fill, sheetOf } from "./answers.js";
import { createQueue } from "./queue.js";
import { createPost, tokenOf } from "./sending.js";

const AGAIN = 20_000; // ms until what is kept is tried again, while the page is open

const form = document.querySelector("form[data-collect]");
if (form) enhance(form);

/** Lets the worker keep this page and what it is drawn with. On its first visit it came too late to see them pass; later it sees them. */
async function keepThePage(worker) {
  try {
    const first = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(worker, { scope: "/rounds/" });
    await navigator.serviceWorker.ready;
    if (first) {
      if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      const drawn = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(location.origin));
      await Promise.all([location.href, ...new Set(drawn)].map((address) => fetch(address, { credentials: "same-origin" })));
    }
    document.documentElement.dataset.kept = "yes";
  } catch {
    // Without it the sheets are kept all the same, as long as the page stays open.
  }
}

function enhance(form) {
  const { collect: round, worker } = form.dataset;
  const field = (name) => form.elements.namedItem(name);
  const seat = field("seat")?.value || "";
  const replaces = field("replaces")?.value || "";
  const storage = deviceStorage(`sheets.${round}.${seat || "account"}`);
  const steps = [...form.querySelectorAll("[data-step]")];
  const bar = form.querySelector("[data-bar]");
  let once = newRef();
  let at = 0;

  const queue = createQueue({ storage, post: createPost({ seat, token: () => tokenOf(form) }), onChange: say, onReceived: received });
  begin();

  function begin() {
    const draft = replaces ? null : storage.read("draft");
    if (draft?.once && draft.values) {
      once = draft.once;
      for (const input of form.querySelectorAll('input[name="site"]')) input.checked = input.value === draft.site;
      field("remark").value = draft.remark || "";
      for (const step of steps) if (step.dataset.code) fill(step, draft.values[step.dataset.code] || "");
    }
    form.classList.add("is-stepped");
    bar.hidden = false;
    form.addEventListener("input", keep);
    form.addEventListener("change", ({ target }) => {
      if (target.type === "text") return;
      const [typed, box] = ["text", "checkbox"].map((type) => target.closest("[data-step]")?.querySelector(`input[type="${type}"]`));
      if (target === box && box.checked && typed) typed.value = "";
      keep();
    });
    form.addEventListener("submit", send);
    bar.querySelector("[data-back]").addEventListener("click", () => show(at - 1));
    bar.querySelector("[data-next]").addEventListener("click", next);
    addEventListener("online", () => queue.flush());
    setInterval(() => queue.items().length && queue.flush(), AGAIN);
    if (worker && "serviceWorker" in navigator) keepThePage(worker);
    show(0);
    say(queue.items(), true);
    queue.flush();
  }

  function keep() {
    for (const step of steps) if (answered(step)) tell(step, "");
    if (!replaces) storage.write("draft", draftOf(form, steps, once));
  }

  function answered(step) {
    if (step.dataset.code) return answerOf(step) !== "";
    return step !== steps[0] || Boolean(field("site").value);
  }

  function next() {
    if (answered(steps[at])) show(at + 1);
    else tell(steps[at], at === 0 ? form.dataset.where : form.dataset.missing);
  }

  function show(wanted) {
    at = Math.max(0, Math.min(steps.length - 1, wanted));
    steps.forEach((step, n) => step.classList.toggle("is-now", n === at));
    bar.querySelector("[data-count]").textContent = `${at + 1} / ${steps.length}`;
    bar.querySelector("[data-next]").hidden = at === steps.length - 1;
    bar.querySelector("[data-back]").hidden = at === 0;
    const legend = steps[at].querySelector("legend");
    legend.tabIndex = -1;
    if (wanted !== 0) legend.focus({ preventScroll: true });
    if (wanted !== 0) scrollTo({ top: 0 });
  }

  function send(event) {
    event.preventDefault();
    const missing = steps.findIndex((step) => !answered(step));
    if (missing >= 0) {
      show(missing);
      tell(steps[missing], missing === 0 ? form.dataset.where : form.dataset.missing);
      return;
    }
    const lang = field("lang").value;
    queue.add(sheetOf(draftOf(form, steps, once), { round, lang, replaces }));
    clear();
    scrollTo({ top: 0 });
  }

  // The next sheet begins at once, whether or not this one has reached the server.
  function clear() {
    once = newRef();
    const site = field("site").value;
    for (const step of steps) if (step.dataset.code) fill(step, "");
    field("remark").value = "";
    if (!replaces) storage.write("draft", null);
    for (const input of form.querySelectorAll('input[name="site"]')) input.checked = input.value === site;
    show(0);
  }

  function tell(step, sentence) {
    const place = step.querySelector("[data-error]");
    if (!place) return;
    place.textContent = sentence;
    place.hidden = !sentence;
  }

  function received() {
    notice("ok", form.dataset.received);
    if (replaces) location.assign(`${location.pathname}?received=1${seat ? `&seat=${seat}` : ""}`);
  }

  function say(items, stored) {
    const place = document.querySelector("[data-says]");
    place.replaceChildren();
    for (const each of items) {
      if (each.state !== "refused") continue;
      const box = notice("refusal", `${form.dataset.refused} ${each.reason}`);
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet button-small", textContent: form.dataset.remove });
      button.addEventListener("click", () => queue.remove(each.once));
      box.append(button);
    }
    const waiting = items.filter((each) => each.state === "kept");
    if (waiting.length) notice("warn", `${waiting.length} · ${waiting.some((each) => each.reason === "again") ? form.dataset.again : form.dataset.kept}`);
    if (!stored) notice("warn", form.dataset.lost);
  }

  function notice(kind, text) {
    const box = Object.assign(document.createElement("div"), { className: `notice notice-${kind}` });
    const body = Object.assign(document.createElement("div"), { className: "notice-body" });
    body.append(Object.assign(document.createElement("p"), { textContent: text }));
    box.append(body);
    document.querySelector("[data-says]").append(box);
    return body;
  }
}
