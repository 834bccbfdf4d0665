"""One decoder for all doors: what it takes and what it refuses."""

import pytest

from realtime.decode import MAX_BYTES, decode
from realtime.refusal import Invalid

TAKEN = {
    "{}": {},
    '{"a": 1, "b": [true, null, 1.5], "c": {"d": "è"}}': {"a": 1, "b": [True, None, 1.5], "c": {"d": "è"}},
    '{"emoji": "\\ud83d\\ude00"}': {"emoji": "😀"},
    '{"a": ' * 8 + "1" + "}" * 8: {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}}},
}
REFUSED = {
    "nothing": "",
    "null": "null",
    "a list": "[1]",
    "a text": '"a"',
    "a number": "1",
    "not a number": '{"a": NaN}',
    "infinity": '{"a": -Infinity}',
    "a lone surrogate": '{"a": "\\ud800"}',
    "a lone surrogate in a key": '{"\\udfff": 1}',
    "a NUL": '{"a": "\\u0000"}',
    "a NUL deep inside": '{"a": [[{"b": "\\u0000"}]]}',
    "half an object": '{"a": 1',
    "too deep": '{"a": ' * 9 + "1" + "}" * 9,
    "much too deep": "[" * 30_000 + "]" * 30_000,
    "no UTF-8": b'{"a": "\xff"}',
    "a surrogate as it is": '{"a": "\ud800"}',
    "too long": '{"a": "' + "x" * MAX_BYTES + '"}',
}


@pytest.mark.parametrize("text", TAKEN)
def test_an_honest_object_is_taken_as_it_is(text):
    assert decode(text) == decode(text.encode()) == TAKEN[text]


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_is_refused_with_a_sentence(what):
    with pytest.raises(Invalid) as no:
        decode(REFUSED[what])
    assert (no.value.code, bool(str(no.value.reason))) == ("invalid", True)
