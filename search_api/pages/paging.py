"""Pages of a long list."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    """Where the reader is; ``address(page=N)`` leads to another page."""

    page: int
    per_page: int
    total: int
    address: Callable[..., str]

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def before(self) -> str | None:
        return self.address(page=self.page - 1) if self.page > 1 else None

    @property
    def after(self) -> str | None:
        return self.address(page=self.page + 1) if self.page < self.pages else None
