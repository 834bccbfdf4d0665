// The people who share this phone: who speaks now, and how another person sits down.
import { html } from "../core/html.js";
import { gettext } from "../core/words.js";
import { Icon } from "./icon.js";
import { Side, sideWord } from "./side.js";

/** `seat` is who speaks now, `seats` the others on this device, `address(seat id)` → link, `add` the link for one more person, `table` to the page of a table. */
export function SeatSwitcher({ seat, seats, address, add, table = null }) {
  const others = seats.filter(({ id }) => id !== seat.id).map((other) => html`<a class="seat" key=${other.id} href=${address(other.id)}><${Person} ...${other} /></a>`);
  return html`<nav class="seats" aria-label=${gettext("People on this phone")}>
    <a class="seat is-now" aria-current="true" href=${address(seat.id)}><${Person} ...${seat} /></a>${others}
    <a class="seat seat-add" href=${add}><${Icon} name="plus" /> ${gettext("Another person")}</a>
    ${table && seats.length > 1 ? html`<a class="button button-quiet button-small" href=${table}><${Icon} name="table-phone" /> ${gettext("Around this table: one voice after the other")}</a>` : null}</nav>`;
}

function Person({ nickname, side }) {
  return html`<${Side} side=${side} /><span class="visually-hidden">${sideWord(side)}</span> <bdi>${nickname}</bdi>`;
}
