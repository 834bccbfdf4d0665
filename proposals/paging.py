"""Long lists in pages of fifteen: which page is shown, and the addresses of the others, with what was asked besides."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import QueryDict

SIZE = 15


@dataclass(frozen=True)
class Link:
    """One page: its number (0 stands for those left out), its address, whether it is the one shown."""

    number: int
    address: str = ""
    here: bool = False


@dataclass(frozen=True)
class Pages:
    """Which page of how many; `links` is empty when everything is on one page."""

    number: int
    last: int
    links: list[Link]
    before: str = ""
    after: str = ""

    @property
    def start(self) -> int:
        """How many rows stand on the pages before this one."""
        return (self.number - 1) * SIZE


def pages_of(asked: QueryDict, name: str, count: int, anchor: str = "") -> Pages:
    """Return the page that `name` asks for in the address. Nonsense is the first page, too far is the last one."""
    book = Paginator(range(count), SIZE)
    number = book.get_page(asked.get(name)).number
    if book.num_pages < 2:
        return Pages(number, 1, [])

    def address(page: int) -> str:
        other = asked.copy()
        other[name] = str(page)
        if page == 1:
            del other[name]
        return f"?{other.urlencode()}{anchor}"

    links = [
        Link(each, address(each), each == number) if isinstance(each, int) else Link(0)
        for each in book.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]
    before = address(number - 1) if number > 1 else ""
    after = address(number + 1) if number < book.num_pages else ""
    return Pages(number, book.num_pages, links, before, after)
