"""What other apps use of co-editing: register a kind of text, read it, change it without a socket."""

from realtime.coediting.edit import erase_text, look_again, replace_text, texts_of
from realtime.coediting.kinds import TextKind, register_text
from realtime.coediting.store import plain

__all__ = ["TextKind", "erase_text", "look_again", "plain", "register_text", "replace_text", "texts_of"]
