"""Italian phrases of offices and what to say instead, and the shapes of the passive voice that are easily found."""

import re

# phrase → plainer words; an empty text: say it in another way.
INSTEAD: dict[str, str] = {
    "a decorrere da": "da",
    "ai fini di": "per",
    "ai fini del": "per il",
    "ai fini della": "per la",
    "ai sensi di": "come dice",
    "ai sensi del": "come dice il",
    "ai sensi della": "come dice la",
    "ai sensi dell'": "come dice l’",
    "al fine di": "per",
    "allo scopo di": "per",
    "altresì": "anche",
    "a mezzo": "con",
    "con riferimento a": "su",
    "concernente": "su",
    "di cui all'": "",
    "di cui al": "",
    "di cui sopra": "",
    "entro e non oltre": "entro",
    "è fatto obbligo": "bisogna",
    "è fatto divieto": "non si può",
    "fermo restando": "",
    "in ordine a": "su",
    "in ottemperanza a": "come chiede",
    "inerente": "su",
    "mediante": "con",
    "nell'ambito di": "in",
    "nelle more di": "mentre si aspetta",
    "nonché": "e",
    "obliterare": "timbrare",
    "onde": "per",
    "per quanto concerne": "per",
    "per quanto attiene": "per",
    "pertanto": "quindi",
    "previa presentazione": "dopo aver presentato",
    "previo": "dopo",
    "provvedere a": "",
    "qualora": "se",
    "si fa presente che": "",
    "si prega di": "per favore",
    "si rende noto che": "",
    "sopracitato": "questo",
    "succitato": "questo",
    "suddetta": "questa",
    "suddetto": "questo",
    "ubicato": "che si trova",
    "usufruire di": "usare",
    "vigente": "in vigore",
}

_PARTICIPLE = (
    r"\w+(?:at|it|ut)[oaie]|(?:fatt|dett|scritt|mess|pres|chius|apert|decis|chiest|rispost|spes|lett|vist|scelt|"
    r"ammess|concess|emess|trasmess|rimoss|conclus|esclus|inclus|difes|stabilit|svolt|accolt|raccolt|tolt|propost)[oaie]"
)
_ADVERB = r"(?:(?:non|già|subito|sempre|poi|anche|ancora|mai|più|\w+mente)\s+)?"
PASSIVE = re.compile(
    rf"\b(?:vien|veniv|vengon|venn|verrà|verrann|verrebb|veng)\w*\s+{_ADVERB}(?:{_PARTICIPLE})\b"
    rf"|\b(?:è|sono|sarà|saranno|era|erano|sia|siano|essere|esser)\s+{_ADVERB}stat[oaie]\s+{_ADVERB}(?:{_PARTICIPLE})\b"
    rf"|\b(?:sarà|saranno|essere|va|vanno)\s+{_ADVERB}(?:{_PARTICIPLE})\b",
    re.IGNORECASE,
)


def _pattern() -> re.Pattern[str]:
    longest_first = sorted(INSTEAD, key=len, reverse=True)
    phrases = (re.escape(each).replace("'", "['’]").replace(r"\ ", r"\s+") for each in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?:(?<=['’])|(?!\w))", re.IGNORECASE)


BUREAUCRATIC = _pattern()


def instead_of(phrase: str) -> str:
    """Return the plainer words for a phrase that BUREAUCRATIC found, or an empty text."""
    return INSTEAD[" ".join(phrase.casefold().replace("’", "'").split())]
