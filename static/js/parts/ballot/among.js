// The fields of a ballot among options, whichever the method: the same on a phone and where a paper ballot is typed in.
import { html } from "../../core/html.js";
import { Approval } from "./approval.js";
import { Ranking } from "./ranking.js";
import { Scale } from "./scale.js";

const FIELDS = { "majority-judgment": Scale, score: Scale, schulze: Ranking, stv: Ranking, "equal-shares": Approval, approval: Approval };

export function Among({ poll, value, onChange }) {
  const Fields = FIELDS[poll.method];
  return html`<${Fields} poll=${poll} value=${value} onChange=${onChange} />`;
}
