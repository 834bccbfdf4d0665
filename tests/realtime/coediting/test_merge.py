"""A whole-textarea save over what others wrote meanwhile: what each of them wrote stays, in any script."""

from hypothesis import given
from hypothesis import strategies as st

from realtime.coediting.merge import steps
from realtime.coediting.paper import Paper
from realtime.coediting.store import plain

TEXT = st.text(alphabet="ab \nنعم😀👍🏽é", max_size=30)


def merged(before: str, after: str, now: str) -> str:
    for start, end, put in reversed(steps(before, after, now)):
        now = now[:start] + put + now[end:]
    return now


@given(TEXT, TEXT)
def test_without_others_the_text_is_what_was_wanted(before, after):
    assert merged(before, after, before) == after


@given(TEXT, TEXT)
def test_said_twice_it_is_done_once(before, after):
    assert merged(before, after, merged(before, after, before)) == after


@given(TEXT, TEXT)
def test_who_changed_nothing_changes_nothing(before, now):
    assert merged(before, before, now) == now


@given(TEXT, TEXT, TEXT, TEXT)
def test_changes_at_both_ends_stay(before, middle, first, last):
    now = f"{first}<{middle}>"
    assert merged(f"<{middle}>", f"<{middle}>{last}", now) == now + last


def test_what_others_wrote_in_a_sentence_that_somebody_replaces_stays():
    before = "La piazza è grigia. Fine."
    assert merged(before, "Il parco. Fine.", "La piazza è molto grigia. Fine.") in (
        "Il parcomolto . Fine.",
        "Il parcomolto. Fine.",
        "Il parco molto. Fine.",
    )


def test_the_library_is_told_bytes_where_we_count_characters(text, db):
    from realtime.coediting.texts import replace_text, texts_of

    before = ""
    for after in ("مرحبا 😀", "مرحبا بكم 😀", "بكم 😀👍🏽", "é بكم 👍🏽", ""):
        assert replace_text(text=text, field="what", before=before, after=after) == after
        assert texts_of(text)["what"] == after
        before = after


@given(st.text(max_size=40))
def test_any_characters_can_be_kept(words):
    paper = Paper(["what"])
    kept = plain(words.replace("\ud800", ""))
    paper.texts["what"].insert(0, kept)
    assert paper.read_fields() == {"what": kept}
