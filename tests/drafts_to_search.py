"""A small shelf of documents with everything that a search can ask for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from legislation.query import Document, Query, Text, parse

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
YEREVAN = ZoneInfo("Asia/Yerevan")


def query(typed: str) -> Query:
    return parse(typed, NOW, YEREVAN)


def draft(key: str, title: str = "", text: str = "", **fields) -> Document:
    """A document with one Armenian title and text, first seen yesterday."""
    given = {
        "titles": {"hy": title} if title else {},
        "texts": (Text("act", "hy", text),) if text else (),
        "source": key.split(":")[0],
        "url": f"https://example.org/{key}",
        "first_seen": datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    }
    return Document(id=key, **(given | fields))


PACKAGE = draft(
    "edraft:9105",
    "«ՏԵՂԱԿԱՆ ԻՆՔՆԱԿԱՌԱՎԱՐՄԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ»"
    " ՕՐԵՆՔԻ ԵՎ ՀԱՐԱԿԻՑ ՕՐԵՆՔՆԵՐԻ ՆԱԽԱԳԾԵՐԻ ՓԱԹԵԹ",
    "«ՀԱՄԱՅՆՔԱՅԻՆ ԾԱՌԱՅՈՒԹՅԱՆ ՄԱՍԻՆ» ՕՐԵՆՔՈՒՄ ՓՈՓՈԽՈՒԹՅՈՒՆՆԵՐ ԿԱՏԱՐԵԼՈՒ ՄԱՍԻՆ",
    stage="discussion",
    kind="package",
    body="Տարածքային կառավարման և ենթակառուցվածքների նախարարություն",
    language="hy",
    topics=("local_self_government", "municipal_service"),
    laws=("ՀՕ-337", "ՀՕ-337/12"),
    published=date(2026, 11, 20),
    closes=datetime(2026, 11, 29, 19, 59, tzinfo=UTC),
    deadline="published",
    has=frozenset({"position"}),
)
FEES = draft(
    "edraft:532",
    "«Երևանի համայնքում տեղական վճարների 2018 թվականի դրույքաչափերը սահմանելու մասին» որոշման նախագիծ",
    "Համաձայն «Տեղական տուրքերի և վճարների մասին» օրենքի 3-րդ հոդվածի՝ տեղական վճարը տեղական"
    " ինքնակառավարման մարմինների սեփական եկամուտն է։ Դրույքաչափերը սահմանում է ավագանին։",
    stage="adopted",
    kind="council_decision",
    body="Երևանի քաղաքապետարան",
    language="hy",
    topics=("local_taxes_fees",),
    laws=("ՀՕ-185",),
    published=date(2017, 11, 3),
    closes=datetime(2017, 11, 18, 19, 59, tzinfo=UTC),
    deadline="published",
)
WASTE = draft(
    "edraft:7001",
    "Աղբահանության մասին օրենքի նախագիծ",
    "Աղբահանությունը կազմակերպում է համայնքի ղեկավարը։ Վճարի չափը որոշում է ավագանին։ Ջրի մասին խոսք չկա։",
    stage="discussion",
    kind="bill",
    body="Շրջակա միջավայրի նախարարություն",
    language="hy",
    topics=("waste_management",),
    laws=("ՀՕ-337", "ՀՕ-337/35"),
    closes=datetime(2026, 12, 10, 19, 59, tzinfo=UTC),
    deadline="assumed",
    communities=("goris", "Գորիս", "Goris"),
    changed=datetime(2026, 11, 20, 21, 0, tzinfo=UTC),  # 1.00 in the night of 21 November in Yerevan
)
WATER = draft(
    "arlis:172160",
    "Ջրի մասին",
    "Ջուրը համայնքի սեփականությունն է։ Աղբահանության հարցերը կարգավորում է այլ օրենք։",
    stage="in_force",
    kind="law",
    language="hy",
    first_seen=datetime(2026, 11, 1, 21, 0, tzinfo=UTC),  # 1.00 in the night of 2 November in Yerevan
)
PROPOSAL = draft(
    "eu_cellar:52018PC0340",
    titles={
        "en": "Proposal on the reduction of the impact of certain plastic products on the environment",
        "fr": "Proposition relative à la réduction de l'incidence de certains produits en plastique",
    },
    texts=(
        Text("act", "en", "Municipalities shall collect waste separately. Producers cover the costs."),
        Text("act", "fr", "Les communes collectent les déchets séparément. Les producteurs paient."),
    ),
    stage="proposed",
    kind="directive",
    body="European Commission",
    language="en",
    topics=("waste_management", "environment_climate"),
    laws=("32018R0340",),
    published=date(2018, 5, 28),
)
RUSSIAN = draft(
    "eaeu_documents:6620",
    titles={"ru": "О местном самоуправлении и бюджете"},
    texts=(Text("act", "ru", "Местный бюджет утверждается советом. Отходы вывозятся общиной."),),
    kind="decision",
    language="ru",
    published=date(2026, 9, 8),
)
INNER = draft(
    "edraft:8000",
    "Տեղական ինքնակառավարման ներքին փաստաթուղթ",
    "Միայն խորհրդի անդամների համար։",
    topics=("local_self_government",),
    readers=frozenset({"members"}),
    published=date(2026, 11, 21),
)
SHELF = [PACKAGE, FEES, WASTE, WATER, PROPOSAL, RUSSIAN, INNER]
