"""Pages as e-draft.am has them, as far as it is known, for tests that need many."""


def project(number: int, text: str = "Հոդված 1. Սույն օրենքը վերաբերում է տեղական ինքնակառավարմանը։") -> str:
    """The page with the text of a project."""
    title = f"«Տեղական ինքնակառավարման մասին {number}» օրենքի նախագիծ"
    lines = ["Հիշել նախագիծը", title, "ՆԱԽԱԳԻԾ", text]
    body = "".join(f"<div>{line}</div>" for line in lines)
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body>{body}</body></html>"
