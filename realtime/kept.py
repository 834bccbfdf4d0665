"""A question that is asked again and again: making its SQL costs Django ten times what asking does, so it is kept."""

import logging
from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

log = logging.getLogger(__name__)


class Kept:
    """`Kept(build)(*texts)` returns the rows of `build(*texts)`, and `first(*texts)` the first of them or None.

    `build` gets texts (ids, hashes), compares each as it is and does the same whatever they say; it returns rows of a
    model, also with `select_related`, or a `values_list` of columns. Where a Django works otherwise inside than this
    expects, every question is asked the plain way.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self.build = build

    def __call__(self, *texts: str) -> list[Any]:
        return self._made.rows(texts) if self._made else list(self.build(*texts))

    def first(self, *texts: str) -> Any:
        return next(iter(self(*texts)), None)

    @cached_property
    def _made(self) -> "_Made | None":
        try:
            return _Made(self.build)
        except Exception as error:
            log.warning("a question is not kept: %s", type(error).__name__)
            return None


class _Made:
    """SQL with places for the texts, and how its rows become models; all threads use the same."""

    def __init__(self, build: Callable[..., QuerySet]):
        marks = [f"\x1a{n}\x1a" for n in range(len(signature(build).parameters))]  # no text of anybody
        query = build(*marks).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, params = compiler.as_sql()
        self.params = [(marks.index(each), None) if each in marks else (None, each) for each in params]
        found = compiler.get_converters([column for column, *_rest in compiler.select])
        self.converters = [(place, convert, column) for place, (convert, column) in found.items()]
        self.model = None if query.values_select else query.model
        if self.model:
            chosen = compiler.klass_info["select_fields"]
            self.own = slice(chosen[0], chosen[-1] + 1)
            self.names = [column.target.attname for column, *_rest in compiler.select[self.own]]
            # The stubs are those of a later Django.
            self.related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def rows(self, texts: tuple[str, ...]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [given if place is None else texts[place] for place, given in self.params])
            return [self._row(row) for row in cursor.fetchall()]

    def _row(self, row: tuple[Any, ...]) -> Any:
        values = list(row)
        for place, convert, column in self.converters:
            for each in convert:
                values[place] = each(values[place], column, connection)
        if self.model is None:
            return tuple(values)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, values[self.own])
        for related in self.related:
            related.populate(values, made)
        return made
