// A form whose textareas several people write in: binds them, says how saving goes, and who is writing where.
import { gettext, interpolate, readerLanguage } from "../core/words.js";
import { bindField } from "./field.js";
import { openSession } from "./session.js";

const SAYS = {
  connecting: () => gettext("Connecting…"),
  saving: () => gettext("Saving…"),
  saved: () => gettext("Everything is saved."),
  kept: () => gettext("No network: kept on this phone"),
  open: () => gettext("No connection: keep this page open"),
  reading: () => gettext("You can read along here. Others are writing."),
  gone: () => gettext("You can no longer write here."),
};

const QUIET = new Set(["connecting", "saving", "saved"]);

/** `form` has `data-text="kind:key"`, `data-seat`; each textarea `data-field`. See docs/coediting.md for the whole page. */
export function enhance(form, { Socket, storage, page = document } = {}) {
  const { text, seat = "" } = form.dataset;
  const areas = new Map([...form.querySelectorAll("textarea[data-field]")].map((area) => [area.dataset.field, area]));
  const says = form.querySelector("[data-says]");
  const session = openSession({ url: address(text, seat, page), text, seat, onText, onState, onWriters, Socket, storage });
  const fields = [...areas].map(([name, area]) => bindField({
    area, page, text: session.doc.getText(name), onHold: session.hold, onPlace: (at) => session.place(at === null ? null : name, at),
  }));

  function onText() {
    fields.forEach((field) => field.begin());
    // Saved at every letter: the button that saves the whole page, for those without, is not needed now.
    for (const each of form.querySelectorAll("[data-plain]")) each.hidden = true;
  }

  function onState({ name, sentence }) {
    form.dataset.state = name;
    for (const area of areas.values()) area.readOnly = name === "reading" || name === "gone";
    if (!says) return;
    says.setAttribute("aria-live", QUIET.has(name) ? "off" : "polite"); // nobody wants to hear "saved" after every word
    says.textContent = sentence ?? SAYS[name]();
  }

  function onWriters(writers) {
    for (const name of areas.keys()) {
      const line = form.querySelector(`[data-writers="${CSS.escape(name)}"]`);
      if (line) line.textContent = together(writers.filter(({ field }) => field === name).map((each) => each.name));
    }
  }

  return session;
}

/** Who is writing in one field, as a sentence; "" for nobody. A person with two pages open is one person. */
export function together(names) {
  const some = [...new Set(names)];
  if (!some.length) return "";
  if (some.length === 1) return interpolate(gettext("%(name)s is writing here."), { name: some[0] });
  return interpolate(gettext("Writing here: %(names)s."), { names: new Intl.ListFormat(readerLanguage(), { type: "unit" }).format(some) });
}

/** Where the text's table is: `kind:key` under the address of the page. */
export function address(text, seat, page = document) {
  const { protocol, host } = page.location;
  const query = new URLSearchParams({ ...(seat && { seat }), lang: page.documentElement.lang });
  return `${protocol.replace("http", "ws")}//${host}/ws/texts/${text.replace(":", "/")}/?${query}`;
}
