"""Putting an amendment into a text that has changed since the amendment was written."""

from proposals.texts.merge import Merged, merged


def applied(current: str, base: str, amended: str) -> Merged:
    """Put into `current` what leads from `base` to `amended`.

    `exact` is true when it went in as it was written: what it changes was left alone since, or changed in the same way.
    Otherwise `conflicts` tells each place as (base, current, amended), and the text holds the current words, then those
    of the amendment: somebody has to choose.
    """
    return merged(base, current, amended)
