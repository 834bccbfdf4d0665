// Publishing with the script on: everything typed is in the shared text, so the form sends only that it shall be published.
// Sent as words too, what is still on its way would arrive twice.
const AGAIN = 100; // ms between two looks whether all is saved
const PATIENCE = 8_000; // ms; then the form goes as without a script: the server puts together what it has

export function publishing(form, wait = setTimeout) {
  let since = null;
  form.addEventListener("submit", (event) => {
    const { state } = form.dataset;
    if (!state || state === "connecting") return; // the shared text has never come: an ordinary form
    const late = since !== null && Date.now() - since > PATIENCE;
    if (state === "saved" || late) {
      if (state === "saved") for (const each of form.querySelectorAll("textarea[data-field], [data-before]")) each.disabled = true;
      return;
    }
    event.preventDefault();
    if (state === "kept" || state === "open") return; // the line below says that there is no connection
    since ??= Date.now();
    const { submitter } = event;
    wait(() => form.requestSubmit(submitter), AGAIN);
  });
  // Back from the next page the browser shows this one as it was left.
  globalThis.addEventListener?.("pageshow", () => {
    since = null;
    for (const each of form.querySelectorAll("textarea[data-field], [data-before]")) each.disabled = false;
  });
}

if (globalThis.document) for (const form of document.querySelectorAll("form[data-text]")) publishing(form);
