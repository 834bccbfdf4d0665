// SHA-256 (FIPS 180-4) in a few lines: `crypto.subtle` does not exist in a hall without TLS.

// The constants are the first 32 bits of the fractions of roots of primes, worked out exactly instead of typed in.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);

// floor(2^32 × fraction of the k-th root of p), by integer search: floating point could be off by one.
function rootBits(prime, degree) {
  const target = BigInt(prime) << BigInt(32 * degree);
  let low = 0n, high = BigInt(prime) << 32n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle - 1n;
  }
  return Number(low & 0xffffffffn);
}

let tables = null;
const constants = () => (tables ||= {
  start: primes.slice(0, 8).map((p) => rootBits(p, 2)),
  rounds: primes.map((p) => rootBits(p, 3)),
});

const turn = (x, n) => (x >>> n) | (x << (32 - n));

/** Bytes (Uint8Array) or a string (taken as UTF-8) → 64 hex digits. */
export function sha256(message) {
  const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
  const { start, rounds } = constants();
  const state = Int32Array.from(start);
  const padded = pad(bytes);
  const view = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 64) block(state, view, at, rounds);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function pad(bytes) {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  return padded;
}

function block(state, view, at, rounds) {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
}
