// How a choice among options is decided, in one sentence each: as deliberation/words.py says it.
import { gettext, interpolate, ngettext } from "../../core/words.js";

const RULES = {
  "majority-judgment": () => gettext("Everybody gives each option a word. Half of each side must find it passable; the best of those is chosen."),
  schulze: () => gettext("Everybody ranks. Both sides weigh the same, and each side must like the winner better than no change."),
  "equal-shares": ({ parity }) => parity
    ? gettext("Both sides share the money in halves; supporters pool their money.")
    : gettext("Everybody gets the same part of the money; supporters pool their money."),
  stv: ({ seats }) => seats === 1
    ? gettext("Whoever has the fewest first places goes, until somebody stands first on more than half.")
    : interpolate(ngettext("%(n)s seat. Votes that somebody does not need pass on to the next on the ballot.",
      "%(n)s seats. Votes that somebody does not need pass on to the next on the ballot.", seats), { n: seats }),
  approval: () => gettext("Everybody marks what they can live with. This shows the mood and decides nothing."),
  score: () => gettext("Everybody gives 0 to 5 fingers. This shows the mood and decides nothing."),
};

export const ruleAmong = (poll) => RULES[poll.method](poll.params ?? {});
