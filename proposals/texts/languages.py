"""Languages by their own names, also those in which the pages do not speak."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language_info

MORE = (("fr", "français"), ("es", "español"), ("pt", "português"), ("ro", "română"), ("sq", "shqip"),
        ("uk", "українська"), ("ru", "русский"), ("bg", "български"), ("bn", "বাংলা"), ("ur", "اردو"),
        ("pa", "ਪੰਜਾਬੀ"), ("fil", "Filipino"), ("zh-hans", "简体中文"), ("wo", "Wolof"), ("ti", "ትግርኛ"))  # fmt: skip
_NAMES = {code: get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES} | dict(MORE)


def own_name(code: str) -> str:
    """Return what its speakers call a language; a tag that nobody named stays as it is."""
    return _NAMES.get(code.lower()) or _NAMES.get(primary(code)) or code


def primary(code: str) -> str:
    """Return the language of a tag without its place or script: `ar-eg` is `ar`."""
    return code.lower().partition("-")[0]


def to_choose(*likely: str) -> list[dict[str, str]]:
    """Return `[{code, name}]` of the languages people write in, the likely ones first."""
    return [{"code": code, "name": own_name(code)} for code in dict.fromkeys([*likely, *_NAMES])]


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language. Scripts of Chinese are two."""
    return one.lower() == other.lower() or (primary(one) == primary(other) != "zh")


def reads(lang: str, texts: Iterable[str]) -> str | None:
    """Return which of these tags somebody reads who reads `lang`: the same tag first, then the same language."""
    found = sorted((each for each in texts if same_language(each, lang)), key=lambda each: each.lower() != lang.lower())
    return found[0] if found else None
