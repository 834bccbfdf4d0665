// A side's dots as one bar: length against the side's own most chosen option, the number in words.
import { gettext, interpolate, ngettext } from "../../core/words.js";

/** Bars of one option for BarPair. `most`: side → most dots of any option. */
export const dotBars = (row, most) =>
  Object.entries(row.dots).map(([side, dots]) => ({
    side,
    share: dots === null ? null : dots / most[side],
    value: dots === null ? gettext("too few to publish numbers") : interpolate(ngettext("%(n)s dot", "%(n)s dots", dots), { n: dots }),
  }));
