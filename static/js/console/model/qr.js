// A QR code as a square of true and false, made on this device: a secret shown here must not travel to any server. ISO/IEC 18004,
// byte mode, error correction M, versions 1–10 (213 bytes of UTF-8).
import { dataBits, finderAndTiming, formatBits, versionBits } from "./qr_frame.js";
import { withCorrection } from "./qr_correction.js";

/** Per version: codewords in all, correction codewords per block, blocks. */
export const SIZES = [null, [26, 10, 1], [44, 16, 1], [70, 26, 1], [100, 18, 2], [134, 24, 2], [172, 16, 4], [196, 18, 4], [242, 22, 4], [292, 22, 5], [346, 26, 5]];

const capacity = (version) => SIZES[version][0] - SIZES[version][1] * SIZES[version][2];

/** `text` → rows of booleans (true is dark). RangeError when it does not fit. `mask` is only fixed by tests. */
export function qrCode(text, { mask = null } = {}) {
  const bytes = new TextEncoder().encode(text);
  const version = SIZES.findIndex((size, index) => size && bytes.length + (index < 10 ? 2 : 3) <= capacity(index));
  if (version < 0) throw new RangeError("too long for this code");
  const words = withCorrection(dataWords(bytes, version), SIZES[version]);
  const masks = mask === null ? [0, 1, 2, 3, 4, 5, 6, 7] : [mask];
  const drawn = masks.map((number) => draw(words, version, number));
  return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

/** Mode 4 (bytes), length, bytes, terminator, then the two filling bytes in turn. */
function dataWords(bytes, version) {
  const bits = [];
  const push = (value, length) => { for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1); };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => push(byte, 8));
  const room = capacity(version) * 8;
  push(0, Math.min(4, room - bits.length));
  while (bits.length % 8) bits.push(0);
  for (let fill = 0xec; bits.length < room; fill ^= 0xec ^ 0x11) push(fill, 8);
  return Array.from({ length: room / 8 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
}

const MASKS = [
  (y, x) => (y + x) % 2 === 0, (y) => y % 2 === 0, (_, x) => x % 3 === 0, (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0, (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

function draw(words, version, mask) {
  const square = finderAndTiming(version); // null where data goes
  const free = square.map((row) => row.map((cell) => cell === null));
  formatBits(square, free, mask);
  versionBits(square, free, version);
  dataBits(square, free, words, MASKS[mask]);
  return square;
}

/** The four rules of the standard: long runs, blocks, false finders, too much of one colour. Lower reads better. */
function penalty(square) {
  const size = square.length;
  const columns = square.map((_, x) => square.map((row) => row[x]));
  const lines = [...square, ...columns].map((line) => line.map(Number).join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * ((line.match(/(?=10111010000)/g) ?? []).length + (line.match(/(?=00001011101)/g) ?? []).length);
  }
  for (let y = 1; y < size; y += 1)
    for (let x = 1; x < size; x += 1)
      if (square[y][x] === square[y - 1][x] && square[y][x] === square[y][x - 1] && square[y][x] === square[y - 1][x - 1]) sum += 3;
  const dark = square.flat().filter(Boolean).length / size ** 2;
  return sum + 10 * Math.floor(Math.abs(dark * 20 - 10));
}
