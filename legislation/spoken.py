"""A query said back to the person: what was understood, and what was not."""

from collections.abc import Callable, Sequence
from datetime import date

from legislation.conditions import Clause, Field, Most, Prefix, Published, Term, Within, Words
from legislation.parsing import Note

Label = Callable[[str, str], str]

_SAID = {
    "hy": {
        "all": "բոլոր նախագծերը",
        "drafts": "նախագծեր",
        "words": "բառերը՝",
        "most": "բառերից առնվազն {}-ը՝",
        "without": "առանց՝",
        "or": "կամ",
        "source": "աղբյուրը՝",
        "topic": "թեման՝",
        "law": "օրենքը՝",
        "body": "մարմինը՝",
        "stage": "փուլը՝",
        "kind": "տեսակը՝",
        "language": "լեզուն՝",
        "draft": "նախագիծը՝",
        "type": "որտեղ՝",
        "has": "ունի՝",
        "from": "սկսած",
        "to": "մինչև",
        "deadline": "քննարկումն ավարտվում է",
        "within": "{} օրվա ընթացքում",
        "by": "մինչև {}",
        "changed": "փոխվել է",
        "last": "վերջին {} օրում",
        "since": "{}-ից հետո",
        "community": "համայնքը՝",
    },
    "en": {
        "all": "all drafts",
        "drafts": "drafts",
        "words": "with the words",
        "most": "with at least {} of the words",
        "without": "without",
        "or": "or",
        "source": "source:",
        "topic": "topic:",
        "law": "law:",
        "body": "body:",
        "stage": "stage:",
        "kind": "kind:",
        "language": "language:",
        "draft": "draft:",
        "type": "among:",
        "has": "having:",
        "from": "from",
        "to": "up to",
        "deadline": "closing",
        "within": "within {} days",
        "by": "by {}",
        "changed": "changed",
        "last": "in the last {} days",
        "since": "since {}",
        "community": "community:",
    },
    "ru": {
        "all": "все проекты",
        "drafts": "проекты",
        "words": "со словами:",
        "most": "не меньше {} из слов:",
        "without": "без:",
        "or": "или",
        "source": "источник:",
        "topic": "тема:",
        "law": "закон:",
        "body": "орган:",
        "stage": "стадия:",
        "kind": "вид:",
        "language": "язык:",
        "draft": "проект:",
        "type": "среди:",
        "has": "есть:",
        "from": "с",
        "to": "по",
        "deadline": "обсуждение заканчивается",
        "within": "в течение {} дн.",
        "by": "до {}",
        "changed": "изменён",
        "last": "за последние {} дн.",
        "since": "с {}",
        "community": "община:",
    },
}
_REMARKS = {
    "hy": {
        "cut": "Հարցումը երկար է. կարդացվել է միայն առաջին {} նիշը։",
        "terms": "Հարցումը երկար է. կարդացվել է միայն առաջին {} պայմանը։",
        "quote": "Չակերտները չեն փակվել։",
        "star": "Աստղանիշը գործում է միայն բառի վերջում՝ {}",
        "brackets": "Փակագծերը հաշվի չեն առնվում։",
        "value": "Անհայտ արժեք՝ {}",
        "date": "Ամսաթիվը չի հասկացվել և բաց է թողնվել՝ {}",
        "nothing": "Որոնելու բառ չի գտնվել։",
    },
    "en": {
        "cut": "The search is long: only its first {} characters were read.",
        "terms": "The search is long: only its first {} conditions were read.",
        "quote": "A quotation mark was not closed.",
        "star": "A star works only at the end of a word: {}",
        "brackets": "Brackets are not taken into account.",
        "value": "Unknown value: {}",
        "date": "The date was not understood and was left out: {}",
        "nothing": "There is no word to search for.",
    },
    "ru": {
        "cut": "Запрос длинный: прочитаны только первые {} знаков.",
        "terms": "Запрос длинный: прочитаны только первые {} условий.",
        "quote": "Кавычка не закрыта.",
        "star": "Звёздочка действует только в конце слова: {}",
        "brackets": "Скобки не учитываются.",
        "value": "Неизвестное значение: {}",
        "date": "Дата не понята и пропущена: {}",
        "nothing": "Нет слова для поиска.",
    },
}


def sentence(clauses: Sequence[Clause], language: str, label: Label) -> str:
    """What these clauses search for, in hy, en or ru (another language is answered in Armenian)."""
    said = _SAID.get(language, _SAID["hy"])
    groups: dict[str, list[str]] = {said["words"]: [], said["without"]: []}
    for clause in clauses:
        name, text = _clause(clause, said, label)
        heading = said[name].format(_least(clause))
        groups.setdefault(heading, []).append(text)
    told = [f"{heading} {', '.join(texts)}" for heading, texts in groups.items() if texts]
    return f"{said['drafts']} — {'; '.join(told)}" if told else said["all"]


def remark(note: Note, language: str) -> str:
    """A note as a sentence in hy, en or ru."""
    return _REMARKS.get(language, _REMARKS["hy"])[note.code].format(note.value)


def _least(clause: Clause) -> int:
    """How many of its words a clause demands."""
    condition = clause[0].condition
    return condition.least if isinstance(condition, Most) else 1


def _clause(clause: Clause, said: dict[str, str], label: Label) -> tuple[str, str]:
    """The group that a clause belongs to and what it says there."""
    if len(clause) == 1:
        name, text = _term(clause[0], said, label)
        if not clause[0].negated:
            return name, text
        return "without", text if name == "words" else f"{said[name]} {text}"
    return "words", f" {said['or']} ".join(_alternative(term, said, label) for term in clause)


def _alternative(term: Term, said: dict[str, str], label: Label) -> str:
    name, text = _term(term, said, label)
    text = text if name == "words" else f"{said[name]} {text}"
    return f"{said['without']} {text}" if term.negated else text


def _term(term: Term, said: dict[str, str], label: Label) -> tuple[str, str]:
    match term.condition:
        case Words() as words:
            return "words", _words(words)
        case Most(counted=counted, least=least):
            return "words" if least == len(counted) else "most", ", ".join(map(_words, counted))
        case Prefix(text):
            return "words", f"{text}…"
        case Field(name, values):
            return name, f" {said['or']} ".join(label(name, value) for value in values)
        case Published(day, last=last):
            return "to" if last else "from", f"{day:%d.%m.%Y}"
        case Within("changed", typed):
            days = typed[1:-1] if typed.startswith("<") else ""
            return "changed", said["last"].format(days) if days else said["since"].format(_day(typed))
        case Within(name, typed):
            days = typed[1:-1] if typed.startswith("<") else ""
            return name, said["within"].format(days) if days else said["by"].format(_day(typed))


def _day(typed: str) -> str:
    return f"{date.fromisoformat(typed):%d.%m.%Y}"


def _words(words: Words) -> str:
    """The words, and what they are taken for if they are Armenian in other letters."""
    text = f"«{words.text}»" if len(words.pattern) > 1 else words.text
    return text if words.meant == words.text else f"{text} ({words.meant})"
