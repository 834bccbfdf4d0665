// Where everything stands in a QR code: finders, timing, alignment, format, version, and the zigzag of the data.

const ALIGNED = [null, [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

/** A square with the fixed patterns; null is still free. Format and version areas are set later. */
export function finderAndTiming(version) {
  const size = 17 + 4 * version;
  const square = Array.from({ length: size }, () => Array(size).fill(null));
  const put = (y, x, dark) => { if (square[y]?.[x] !== undefined) square[y][x] = dark; };
  for (let at = 0; at < size; at += 1) for (const [y, x] of [[6, at], [at, 6]]) put(y, x, at % 2 === 0);
  const rings = (cy, cx, reach, dark) => {
    for (let y = -reach; y <= reach; y += 1) for (let x = -reach; x <= reach; x += 1) put(cy + y, cx + x, dark(Math.max(Math.abs(y), Math.abs(x))));
  };
  const corner = (y, x) => (y === 6 && x === size - 7) || (x === 6 && y === size - 7);
  for (const y of ALIGNED[version]) for (const x of ALIGNED[version]) if (!(y === 6 && x === 6) && !corner(y, x)) rings(y, x, 2, (far) => far !== 1);
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) rings(y, x, 4, (far) => far !== 2 && far !== 4);
  return square;
}

/** Remainder of value·2^degree by the generator: BCH codes of format (10 bits) and version (12 bits). */
function bch(value, generator, degree) {
  let rest = value << degree;
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) rest ^= generator << (bit - degree);
  return (value << degree) | rest;
}

/** Level M has the bits 00, so the mask alone is coded; both copies and the dark module are taken from the free places. */
export function formatBits(square, free, mask) {
  const size = square.length;
  const bits = bch(mask, 0x537, 10) ^ 0x5412;
  const put = (y, x, bit) => {
    square[y][x] = Boolean((bits >> bit) & 1);
    free[y][x] = false;
  };
  for (let bit = 0; bit < 8; bit += 1) {
    put(bit < 6 ? bit : bit + 1, 8, bit);
    put(8, size - 1 - bit, bit);
  }
  for (let bit = 8; bit < 15; bit += 1) {
    put(8, bit === 8 ? 7 : 14 - bit, bit);
    put(size - 15 + bit, 8, bit);
  }
  square[size - 8][8] = true;
  free[size - 8][8] = false;
}

export function versionBits(square, free, version) {
  if (version < 7) return;
  const size = square.length;
  const bits = bch(version, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit += 1) {
    const far = size - 11 + (bit % 3);
    const near = Math.floor(bit / 3);
    for (const [y, x] of [[far, near], [near, far]]) {
      square[y][x] = Boolean((bits >> bit) & 1);
      free[y][x] = false;
    }
  }
}

/** Two columns at a time from the right, up and down in turn, the timing column left out. */
export function dataBits(square, free, words, mask) {
  const size = square.length;
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!free[y][x]) continue;
        const bit = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        square[y][x] = Boolean(bit) !== mask(y, x);
        at += 1;
      }
    }
  }
}
