// A QR code for a short address, made on the phone because the address is a secret (ISO/IEC 18004, byte mode, level L).
// Versions 1 to 5 of level L have one block each, which is all that an address needs.

const DATA = [19, 34, 55, 80, 108]; // data codewords of versions 1…5
const CHECK = [7, 10, 15, 20, 26]; // error correction codewords
const FORMAT = 0b111011111000100; // level L, mask 0, with its own check bits

/** Text (at most 106 bytes) → square array of rows of booleans, true is dark; null when it is too long. */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  const index = DATA.findIndex((size) => bytes.length <= size - 2);
  if (index < 0) return null;
  const data = codewords(bytes, DATA[index]);
  return draw(index + 1, [...data, ...checkwords(data, CHECK[index])]);
}

function codewords(bytes, size) {
  let bits = `0100${bytes.length.toString(2).padStart(8, "0")}`;
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  bits += "0".repeat(Math.min(4, size * 8 - bits.length));
  const words = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0").match(/.{8}/g).map((each) => parseInt(each, 2));
  for (let i = 0; words.length < size; i++) words.push(i % 2 ? 0x11 : 0xec);
  return words;
}

// Multiplication in the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

function checkwords(data, count) {
  let generator = [1];
  for (let i = 0, root = 1; i < count; i++, root = times(root, 2)) {
    const longer = [...generator, 0];
    generator.forEach((value, at) => { longer[at + 1] ^= times(value, root); });
    generator = longer;
  }
  const rest = [...data, ...Array(count).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i];
    generator.forEach((value, at) => { rest[i + at] ^= times(value, factor); });
  }
  return rest.slice(data.length);
}

function draw(version, words) {
  const size = 17 + 4 * version;
  const grid = Array.from({ length: size }, () => Array(size).fill(null));
  const set = (row, column, dark) => { if (grid[row]) if (column in grid[row]) grid[row][column] = dark; };
  const square = (row, column, radius, ring) => {
    for (let r = -radius; r <= radius; r++)
      for (let c = -radius; c <= radius; c++) set(row + r, column + c, ring(Math.max(Math.abs(r), Math.abs(c))));
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, (far) => far !== 2 && far !== 4);
  if (version > 1) square(size - 7, size - 7, 2, (far) => far !== 1);
  for (let i = 0; i < 15; i++) {
    const dark = ((FORMAT >> i) & 1) === 1;
    set(i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, 8, dark);
    set(8, i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, dark);
  }
  set(size - 8, 8, true);
  fill(grid, size, words);
  return grid;
}

// Two columns at a time from the right, up and down, past everything that is already drawn; mask 0 turns every other one.
function fill(grid, size, words) {
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row][column] !== null) continue;
        const bit = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        grid[row][column] = (bit === 1) !== ((row + column) % 2 === 0);
        at += 1;
      }
    }
  }
}
