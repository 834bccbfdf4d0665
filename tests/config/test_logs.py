"""Logs keep no query string, no address of a person, no value that a database quoted."""

import io
import logging

from config.logs import NoQueries, QuietFormatter


def written(*, aloud: bool = False) -> tuple[logging.Logger, io.StringIO]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(QuietFormatter(aloud))
    handler.addFilter(NoQueries())
    logger = logging.Logger("tests")
    logger.addHandler(handler)
    return logger, out


def test_a_query_string_is_cut() -> None:
    logger, out = written()
    logger.warning("Not Found: %s", "/rooms/?seat=secret")
    assert out.getvalue().endswith("WARNING tests Not Found: /rooms/?…\n")


def test_an_address_is_cut() -> None:
    logger, out = written()
    logger.warning("mail to amina@example.org failed")
    assert out.getvalue().endswith("WARNING tests mail to (address) failed\n")


def test_an_error_is_told_by_its_kind_and_place_only() -> None:
    logger, out = written()
    row = "amina@" + "example.org"
    try:
        raise ValueError(f"Key (email)=({row}) already exists")
    except ValueError:
        logger.exception("not saved")
    assert row not in out.getvalue()
    assert out.getvalue().rstrip().endswith("builtins.ValueError")


def test_debugging_tells_all() -> None:
    logger, out = written(aloud=True)
    try:
        raise ValueError("the reason")
    except ValueError:
        logger.exception("not saved")
    assert out.getvalue().rstrip().endswith("ValueError: the reason")
