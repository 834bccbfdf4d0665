// Similar ones while somebody writes: asks the server after a pause in typing and lists what it finds. Nothing is sent on.
const PAUSE = 700; // ms
const LEAST = 8; // characters

for (const box of document.querySelectorAll("[data-similar]")) watch(box);

/** `box` names the address, the fields of its form to look at, the kind and the seat (templates/proposals/similar_field.html). */
function watch(box) {
  const form = box.closest("form");
  const fields = box.dataset.from.split(" ").map((name) => form?.elements.namedItem(name)).filter(Boolean);
  let timer = 0;
  let asked = "";
  const look = async () => {
    const text = fields.map(({ value }) => value.trim()).join("\n").trim();
    if (text === asked) return;
    asked = text;
    const found = text.length < LEAST ? [] : await similar(box.dataset, text);
    if (text === asked && found) show(box, found); // a later question was asked meanwhile
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
  }
}

/** Returns a list of `{title, lang, url, kind_shown, state_shown}`, or null when the server could not be asked. */
async function similar({ similar: address, kind, seat }, text) {
  const query = new URLSearchParams({ as: "json", q: text.slice(0, 2000), kind });
  if (seat) query.set("seat", seat);
  try {
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).similar : null;
  } catch {
    return null; // no connection: the link beside it stays
  }
}

function show(box, found) {
  const list = document.createElement("ul");
  list.append(...found.map(row));
  const title = Object.assign(document.createElement("p"), { className: "field-hint", textContent: box.dataset.title });
  box.querySelector("[data-similar-list]").replaceChildren(...(found.length ? [title, list] : []));
}

function row({ title, lang, url, kind_shown, state_shown }) {
  const link = Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener" });
  link.append(Object.assign(document.createElement("span"), { textContent: title, lang, dir: "auto" }));
  const meta = Object.assign(document.createElement("span"), { className: "meta", textContent: `${kind_shown} · ${state_shown}` });
  const item = document.createElement("li");
  item.append(link, " ", meta);
  return item;
}
