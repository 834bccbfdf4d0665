"""Languages by their own names: in which ones a campaign can speak."""

from django.utils.translation import get_language_info

# Names that Django does not know, of languages spoken by people who live here.
MORE = {"tl": "Tagalog", "fil": "Filipino", "wo": "Wolof", "ti": "ትግርኛ", "sq": "shqip", "am": "አማርኛ", "so": "Soomaali",
        "si": "සිංහල", "ln": "lingála", "ff": "Pulaar", "bm": "bamanankan", "pa": "ਪੰਜਾਬੀ", "zh": "中文",
        "zh-hans": "简体中文"}  # fmt: skip
USUAL = ("it", "en", "ar", "fr", "es", "ro", "sq", "uk", "bn", "ur", "zh-hans", "pa", "wo", "ti")


def name_of(code: str) -> str:
    """Return the name of a language in itself, or its code when nobody told us the name."""
    if code in MORE:
        return MORE[code]
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def offered(first: list[str]) -> list[str]:
    """Return the codes to choose from: those of the territory first."""
    return list(dict.fromkeys([*(each.lower() for each in first), *USUAL]))
