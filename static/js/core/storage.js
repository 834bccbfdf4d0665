// What stays on this phone, under one name per seat; when the browser refuses to keep things, says so instead of failing.

/** `{read(name) → value|null, write(name, value|null) → kept?}`, JSON values, all under `prefix`. */
export function deviceStorage(prefix, storage = browserStorage()) {
  const key = (name) => `tessera.${prefix}.${name}`;

  function read(name) {
    try {
      return JSON.parse(storage.getItem(key(name)));
    } catch {
      return null;
    }
  }

  function write(name, value) {
    try {
      if (value === null) storage.removeItem(key(name));
      else storage.setItem(key(name), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  return { read, write };
}

function browserStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
