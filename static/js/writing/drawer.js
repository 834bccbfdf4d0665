// What was written and is not stored yet, kept on this device until it is: one entry for each page that is open.
import { deviceStorage } from "../core/storage.js";

const INDEX = "pages";

/** `{others() → [{page, updates}] left by earlier pages, keep(updates) → kept?, drop(page)}`; `page` is this page's own name. */
export function openDrawer({ text, seat, page, storage = deviceStorage(`text.${text}.${seat}`) }) {
  const pages = () => {
    const found = storage.read(INDEX);
    return Array.isArray(found) ? found : [];
  };

  function others() {
    return pages().filter((each) => each !== page).map((each) => ({ page: each, updates: read(each) }));
  }

  function read(name) {
    try {
      return storage.read(name).map(bytes);
    } catch {
      return []; // whatever else lies there
    }
  }

  function keep(updates) {
    if (!updates.length) {
      drop(page);
      return true;
    }
    return storage.write(page, updates.map(letters)) && (pages().includes(page) || storage.write(INDEX, [...pages(), page]));
  }

  function drop(name) {
    const left = pages().filter((each) => each !== name);
    storage.write(name, null);
    storage.write(INDEX, left.length ? left : null);
  }

  return { others, keep, drop };
}

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function letters(update) {
  let found = "";
  for (const byte of update) found += String.fromCharCode(byte);
  return btoa(found);
}
