"""Which answers a ballot may hold; a bad one is refused with a key that the caller turns into a sentence."""

from collections.abc import Collection

VOTE = ("yes", "no", "abstain")
CONSENT = ("agree", "reservation", "aside", "object")


class BadBallot(ValueError):
    """A ballot that cannot be counted. `key`: shape, answer, option, number, cap or dots; `data`: the figures."""

    def __init__(self, key: str, **data: object) -> None:
        super().__init__(key, data)
        self.key = key
        self.data = data


def answer_choice(choice: object, allowed: Collection[str]) -> dict[str, str]:
    """The choice {"answer": word} when the word is allowed and nothing else is in it."""
    if not isinstance(choice, dict) or set(choice) != {"answer"}:
        raise BadBallot("shape")
    answer = choice["answer"]
    if not isinstance(answer, str) or answer not in allowed:
        raise BadBallot("answer", allowed=list(allowed))
    return {"answer": answer}
