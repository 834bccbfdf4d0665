// The messages of a text's line, as y-protocols writes them; docs/coediting.md lists them. Numbers take seven bits to a byte.

const STATE = 0, LACKING = 1, UPDATE = 2;
const SYNC = 0, AWARENESS = 1, TOLD = 100;

function number(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

function joined(head, data) {
  const start = [...head, ...number(data.length)];
  const message = new Uint8Array(start.length + data.length);
  message.set(start);
  message.set(data, start.length);
  return message;
}

export const stateMessage = (state) => joined([SYNC, STATE], state);
export const lackingMessage = (update) => joined([SYNC, LACKING], update);
export const updateMessage = (update) => joined([SYNC, UPDATE], update);

/** Says where this client is: `{field, at}`, or null for nowhere. */
export function awarenessMessage(client, clock, state) {
  const told = new TextEncoder().encode(JSON.stringify(state));
  return joined([AWARENESS], joined([1, ...number(client), ...number(clock)], told));
}

/** Reads a message: `{state}`, `{update, whole}` (whole: all that we lacked), `{awareness: Map(client → state | null)}`, `{told: object}`; null for one we do not know. */
export function understand(bytes) {
  const reader = { bytes, at: 0 };
  const kind = readNumber(reader);
  if (kind === SYNC) {
    const sort = readNumber(reader);
    return sort === STATE ? { state: readBytes(reader) } : { update: readBytes(reader), whole: sort === LACKING };
  }
  if (kind === AWARENESS) return { awareness: readEntries({ bytes: readBytes(reader), at: 0 }) };
  return kind === TOLD ? { told: readJson(reader) } : null;
}

function readNumber(reader) {
  for (let found = 0, unit = 1; ; unit *= 128) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) throw new RangeError("too short");
    found += (byte & 127) * unit;
    if (byte < 128) return found;
  }
}

function readBytes(reader) {
  const size = readNumber(reader);
  reader.at += size;
  return reader.bytes.subarray(reader.at - size, reader.at);
}

const readJson = (reader) => JSON.parse(new TextDecoder().decode(readBytes(reader)));

function readEntries(reader) {
  const found = new Map();
  for (let left = readNumber(reader); left > 0; left--) {
    const client = readNumber(reader);
    readNumber(reader);
    found.set(client, readJson(reader));
  }
  return found;
}
