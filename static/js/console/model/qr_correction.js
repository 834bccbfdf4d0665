// Reed–Solomon words of a QR code: arithmetic in GF(256) with the polynomial x⁸+x⁴+x³+x²+1.

const EXP = [];
const LOG = [];
for (let power = 0, value = 1; power < 255; power += 1, value = value < 128 ? value << 1 : (value << 1) ^ 0x11d) {
  EXP[power] = value;
  LOG[value] = power;
}
const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

/** Coefficients after the leading 1 of Π (x − αⁱ), i < degree. */
function generator(degree) {
  let poly = [1];
  for (let power = 0; power < degree; power += 1) {
    const next = [...poly, 0];
    poly.forEach((factor, at) => { next[at + 1] ^= times(factor, EXP[power]); });
    poly = next;
  }
  return poly.slice(1);
}

/** What is left when a block is divided by the generator: its correction words. */
export function correction(block, degree) {
  const divisor = generator(degree);
  const rest = Array(degree).fill(0);
  for (const word of block) {
    const factor = word ^ rest.shift();
    rest.push(0);
    divisor.forEach((coefficient, at) => { rest[at] ^= times(coefficient, factor); });
  }
  return rest;
}

/** Data words cut into blocks (the shorter first), each with its correction, read across. `size` is [all, correction, blocks]. */
export function withCorrection(words, [, degree, blocks]) {
  const short = Math.floor(words.length / blocks);
  const longer = words.length % blocks;
  let at = 0;
  const data = Array.from({ length: blocks }, (_, index) => words.slice(at, (at += short + (index >= blocks - longer ? 1 : 0))));
  const checks = data.map((block) => correction(block, degree));
  const across = (lists) => Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, place) => lists.map((list) => list[place])).flat();
  return [...across(data).filter((word) => word !== undefined), ...across(checks)];
}
