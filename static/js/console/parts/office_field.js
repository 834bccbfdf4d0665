// Which office would have to answer; "not known yet" is an answer too.
import { html } from "../../core/html.js";
import { gettext } from "../../core/words.js";
import { offices } from "../model/territory.js";
import { Select } from "./field.js";

export function OfficeField({ label = gettext("Which office is concerned?"), value, onChoose }) {
  const list = offices();
  if (!list.length) return null;
  const options = [{ value: "", label: gettext("Not known yet") }, ...list.map(({ id, name }) => ({ value: id, label: name }))];
  return html`<${Select} name="office" label=${label} value=${value ?? ""} onChoose=${onChoose} options=${options} />`;
}

/** `{office}` for a command, or nothing when none was chosen. */
export const officeOf = ({ office }) => (office ? { office } : {});
