// A ranking as data: tiers, best first, each a list of option ids; options that are level share a tier.

/** Takes an option off the ranking. */
export const without = (tiers, id) => tiers.map((tier) => tier.filter((each) => each !== id)).filter((tier) => tier.length);

/** The option alone at a place (0 is the first) among the others. */
export function moved(tiers, id, place) {
  const others = without(tiers, id);
  const at = Math.max(0, Math.min(place, others.length));
  return [...others.slice(0, at), [id], ...others.slice(at)];
}

/** One place up (-1) or down (+1); out of a tie it first becomes a place of its own. */
export function stepped(tiers, id, by) {
  const place = tiers.findIndex((tier) => tier.includes(id));
  if (tiers[place].length > 1) return moved(tiers, id, by < 0 ? place : place + 1);
  return moved(tiers, id, place + by);
}

/** Level with the place before. */
export function levelled(tiers, id) {
  const place = tiers.findIndex((tier) => tier.includes(id));
  if (place < 1) return tiers;
  return tiers.map((tier, n) => (n === place - 1 ? [...tier, ...tiers[place]] : tier)).filter((_tier, n) => n !== place);
}

/** No longer level: alone, right after those it was level with. */
export const apart = (tiers, id) => moved(tiers, id, tiers.findIndex((tier) => tier.includes(id)) + 1);
