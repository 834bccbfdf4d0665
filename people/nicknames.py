"""Friendly, neutral words proposed as nicknames: nature and weather, no names, no genders, nothing from one country."""

import secrets

from people.models import Participant, Process

WORDS = {
    "it": (
        "Onda", "Quercia", "Lampada", "Rondine", "Sentiero", "Nuvola", "Ponte", "Stella", "Sorgente", "Brezza",
        "Collina", "Fiume", "Faro", "Rugiada", "Bosco", "Aurora", "Conchiglia", "Mandorlo", "Girasole", "Lucciola",
        "Vela", "Roccia", "Pioggia", "Foglia", "Melograno", "Cometa", "Tamburo", "Ancora", "Mosaico", "Gabbiano",
        "Limone", "Scintilla",
    ),
    "en": (
        "Wave", "Oak", "Lantern", "Swallow", "Path", "Cloud", "Bridge", "Star", "Spring", "Breeze", "Hill", "River",
        "Lighthouse", "Dew", "Forest", "Dawn", "Shell", "Almond", "Sunflower", "Firefly", "Sail", "Rock", "Rain",
        "Leaf", "Comet", "Drum", "Anchor", "Mosaic", "Seagull", "Lemon", "Spark", "Meadow",
    ),
    "ar": (
        "موجة", "سنديانة", "فانوس", "سنونو", "طريق", "غيمة", "جسر", "نجمة", "نبع", "نسيم", "تلة", "نهر", "منارة", "ندى",
        "غابة", "فجر", "صدفة", "لوز", "شراع", "صخرة", "مطر", "ورقة", "رمان", "كوكب", "مرساة", "فسيفساء", "نورس",
        "ليمون", "شرارة", "مرج", "نخلة", "زيتونة",
    ),
}  # fmt: skip


def propose(process: Process, lang: str) -> str:
    """Return a word nobody uses in this process yet; when all are taken, a word with a number."""
    words = WORDS.get(lang.split("-")[0], WORDS["en"])
    taken = set(Participant.objects.filter(process=process).values_list("nickname", flat=True))
    free = [word for word in words if word not in taken]
    if free:
        return secrets.choice(free)
    numbered = (f"{word} {number}" for number in range(2, 1000) for word in words)
    return next(name for name in numbered if name not in taken)
