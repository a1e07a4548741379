"""Prints what a search finds on an Orakarg site, page by page; needs Python alone.

python client.py https://orakarg.example "«տեղական վճար» deadline:<7d" [TOKEN]
"""

import json
import sys
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def search(site: str, query: str, token: str = "") -> Iterator[dict]:
    """Every hit of a search; raises urllib's HTTPError, whose body is a problem document."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    cursor = ""
    while cursor is not None:
        arguments = urlencode({"q": query, "limit": 100, "cursor": cursor})
        with urlopen(Request(f"{site}/api/v1/search?{arguments}", headers=headers)) as answer:
            page = json.load(answer)
        yield from page["hits"]
        cursor = page["next"]


if __name__ == "__main__":
    for hit in search(*sys.argv[1:]):
        print(hit["id"], hit["published"] or "", hit["title"], sep="\t")
