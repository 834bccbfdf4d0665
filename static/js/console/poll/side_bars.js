// Both bars of a closed poll with the line at half: the same drawing on the console and on the wall.
import { html } from "../../core/html.js";
import { gettext, interpolate } from "../../core/words.js";
import { BarPair } from "../../parts/bar_pair.js";
import { sideName } from "../../parts/side.js";
import { bars } from "../model/turnout.js";

/** `plain` leaves out the table (a wall cannot be clicked). */
export function SideBars({ poll, plain = false }) {
  const sides = bars(poll);
  const drawn = sides.map((side) => ({
    side: side.side,
    share: side.suppressed ? null : side.yes + side.no ? side.yes / (side.yes + side.no) : 0,
    value: valueWords(side, poll.method),
    carried: side.carried === true,
  }));
  return html`<${BarPair} bars=${drawn} half table=${plain ? null : tableOf(sides, poll.method)} />`;
}

function valueWords(side, method) {
  if (side.suppressed) return side.carried ? gettext("carried; too few to publish numbers") : gettext("not carried; too few to publish numbers");
  const { yes, no } = side;
  if (method === "consent") return interpolate(gettext("%(yes)s agree, %(no)s do not"), { yes, no });
  return interpolate(gettext("%(yes)s yes, %(no)s no"), { yes, no });
}

const HEADS = {
  consent: () => [["agree", gettext("Agree")], ["reservation", gettext("With a reservation")], ["aside", gettext("Stand aside")], ["object", gettext("Object")]],
  "double-majority": () => [["yes", gettext("Yes")], ["no", gettext("No")], ["abstain", gettext("Abstain")]],
};

function tableOf(sides, method) {
  const heads = HEADS[method]?.() ?? [];
  const cells = (side) => (side.suppressed ? heads.map(() => "–") : heads.map(([key]) => side.parts[key] ?? 0));
  return {
    head: [gettext("Side"), ...heads.map(([, word]) => word), gettext("Voted"), gettext("Could vote")],
    rows: sides.map((side) => [sideName(side.side), ...cells(side), side.suppressed ? "–" : side.cast, side.eligible]),
  };
}
