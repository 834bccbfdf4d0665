// Random strings from the device. `crypto.randomUUID` is missing on plain HTTP, `getRandomValues` is not.

/** `bytes` random bytes as hex. */
export function randomHex(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

/** A name for one command, so that a retry acts once. */
export const newRef = () => randomHex(12);
