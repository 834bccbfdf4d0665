// What would be undone, in words. The server names the command; a command without words here is shown as "last step".
import { gettext } from "../../core/words.js";

const WORDS = {
  "room.next": () => gettext("going on"),
  "room.back": () => gettext("going back"),
  "timer.add": () => gettext("the extra minute"),
  "timer.pause": () => gettext("the pause"),
  "timer.resume": () => gettext("the end of the pause"),
  "card.enter": () => gettext("the card typed in"),
  "card.hide": () => gettext("the hidden card"),
  "card.show": () => gettext("the card shown again"),
  "card.move": () => gettext("the moved card"),
  "card.translate": () => gettext("the translation"),
  "group.create": () => gettext("the new group"),
  "group.rename": () => gettext("the new name"),
  "group.merge": () => gettext("the merged groups"),
  "group.dissolve": () => gettext("the group taken apart"),
  "group.restore": () => gettext("the group brought back"),
};

const COMMAND = /^[a-z_]+\.[a-z_]+$/;

export function undoWords(label) {
  if (WORDS[label]) return WORDS[label]();
  return COMMAND.test(label) ? gettext("the last step") : label;
}
