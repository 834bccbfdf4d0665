"""Queries that are asked all the time, compiled once: building one with the ORM costs more than the database needs."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import CharField, QuerySet, Value

FEW = 16  # ids that are asked for by name; with more, the whole table is read and sifted

Row = tuple[Any, ...]


_asked: ContextVar[dict[tuple[Any, ...], list[Row]] | None] = ContextVar("asked", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Ask no prepared query twice with the same values: several audiences are shown what was read once."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


class Slot(str):
    """Stands in a prepared query where a value will be put: `filter(room=Slot("room"))`. Text columns only."""


def number(name: str) -> Value:
    """Return a slot for a whole number: `filter(seq__gt=number("since"))`."""
    return Value(Slot(name), output_field=CharField())


class Prepared:
    """`Prepared(lambda: Seat.objects.filter(room=Slot("room")).values_list("state")).rows(room=key)`.

    `build` returns a values_list of columns; it is called once per kind of database. Values come back as the ORM
    gives them (dates aware, JSON parsed).
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]):
        self.build = build
        self.compiled: dict[str, tuple[str, tuple[Any, ...], Any, dict[int, Any]]] = {}

    def rows(self, **values: str | int) -> list[Row]:
        """Ask the query with these values in its slots."""
        asked = _asked.get()
        if asked is None:
            return self._rows(values)
        key = (self, *values.values())
        if key not in asked:
            asked[key] = self._rows(values)
        return asked[key]

    def _rows(self, values: dict[str, str | int]) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        found = self.compiled.get(connection.vendor)
        if found is None:
            found = self.compiled[connection.vendor] = self._compile(connection)
        sql, params, compiler, converters = found
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[each] if type(each) is Slot else each for each in params])
            rows = cursor.fetchall()
        if not converters:
            return rows
        return [tuple(row) for row in compiler.apply_converters(rows, converters)]

    def first(self, **values: str | int) -> Row | None:
        """Return the first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _compile(self, connection: Any) -> tuple[str, tuple[Any, ...], Any, dict[int, Any]]:
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        shown = [each[0] for each in compiler.select[: compiler.col_count]]
        return sql, tuple(params), compiler, compiler.get_converters(shown)


class Among:
    """A query about some ids, or about all (None). The first column is the one that `field` asks for.

    `few` is what a few ids are looked for in, when that should be another query.
    """

    def __init__(
        self, field: str, build: Callable[[], QuerySet[Any, Any]], few: Callable[[], QuerySet[Any, Any]] | None = None
    ):
        slots = [Slot(f"id{place}") for place in range(FEW)]
        self.every = Prepared(build)
        self.few = Prepared(lambda: (few or build)().filter(**{f"{field}__in": slots}))

    def rows(self, ids: Collection[str] | None, **values: str) -> list[Row]:
        """Return the rows of these ids, in the query's order."""
        if ids is None:
            return self.every.rows(**values)
        if len(ids) > FEW:
            wanted = set(ids)
            return [row for row in self.every.rows(**values) if row[0] in wanted]
        if not ids:
            return []
        named = list(ids)
        named += named[-1:] * (FEW - len(named))  # one text of SQL for every number of ids
        return self.few.rows(**values, **{f"id{place}": each for place, each in enumerate(named)})
