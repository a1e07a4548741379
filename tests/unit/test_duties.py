from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legislation.text import tokens
from nlp.duties import Duties
from nlp.roles import Role

DUTIES = Duties()


def found(text):
    return [(duty.role, text[duty.start : duty.end]) for duty in DUTIES.find(tokens(text, "hy"))]


def strongest(text):
    return max((duty.strength for duty in DUTIES.find(tokens(text, "hy"))), default=0)


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("Թույլտվությունը տրամադրում է համայնքի ղեկավարը:", Role.DOER, "համայնքի ղեկավարը"),
        ("Ծառայողին նշանակում և ազատում է քաղաքապետը:", Role.DOER, "քաղաքապետը"),
        ("Համայնքները պարտավոր են պահպանել տվյալները:", Role.DOER, "Համայնքները"),
        ("Հողամասը տրամադրվում է համայնքի ղեկավարի կողմից:", Role.BY, "համայնքի ղեկավարի"),
        (
            "Կցվում է տեղական ինքնակառավարման մարմնի տված տեղեկանքը:",
            Role.BY,
            "տեղական ինքնակառավարման մարմնի",
        ),
        ("Կարգը հաստատվում է ավագանու որոշմամբ:", Role.ACT, "ավագանու"),
        (
            "Համայնքների ղեկավարներին առաջարկել ապահովել օտարումը:",
            Role.INSTRUCTED,
            "Համայնքների ղեկավարներին",
        ),
        ("Քաղաքացին դիմում է համայնքի ղեկավարին:", Role.ADDRESSEE, "համայնքի ղեկավարին"),
        ("Տուգանքը վճարվում է համայնքային բյուջե:", Role.RECEIVER, "համայնքային բյուջե"),
        ("Ծախսերը հատուցվում են համայնքի բյուջեի միջոցներից:", Role.PAYER, "համայնքի բյուջեի"),
        ("Տվյալները պահանջել համայնքի ղեկավարից:", Role.PROVIDER, "համայնքի ղեկավարից"),
        ("Պետական և համայնքային անտառներում արգելվում են հատումները:", Role.OWNER, "համայնքային անտառներում"),
        ("Նրա տեղական տուրքը կրկնակի է:", Role.TAX, "տեղական տուրքը"),
        ("Գույքահարկի դրույքաչափը սահմանվում է օրենքով:", Role.TAX, "Գույքահարկի"),
        ("Հարկման օբյեկտ է բնակելի շինությունը, որից գանձվում է հարկ:", Role.TAX_BASE, "Հարկման օբյեկտ"),
        ("Ավագանու լիազորությունները դադարում են:", Role.POWER, "Ավագանու"),
        ("Հաշվառող մարմիններն ուղարկում են ծանուցագրեր:", Role.DOER, "Հաշվառող մարմիններն"),
        ("Շենքը կառավարում է համայնքի ղեկավարի նշանակած կառավարիչը:", Role.BY, "համայնքի ղեկավարի"),
        ("Ցանցը հանձնվում է համայնքին:", Role.RECEIVER, "համայնքին"),
        ("Դիմումը ներկայացվում է գյուղապետարան:", Role.ADDRESSEE, "գյուղապետարան"),
        ("ՏԻՄ-երը պարտավոր են հրապարակել ցանկը:", Role.DOER, "ՏԻՄ"),
    ],
)
def test_a_community_has_a_duty(text, role, words):
    assert (role, words) in found(text)
    assert strongest(text) >= 0.45


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Դիմումում նշվում են մարզի, համայնքի և գործատուի անվանումները:", Role.PLACE),
        ("Նա տեղափոխվում է այլ համայնք:", Role.PLACE),
        ("Աշխատանքը գտնվում է այլ համայնքում:", Role.PLACE),
        ("Նիստին կարող են հրավիրվել համայնքի ավագանու անդամներ:", Role.PARTICIPANT),
        ("Կազմում ընդգրկվում են տեղական ինքնակառավարման մարմինների ներկայացուցիչները:", Role.PARTICIPANT),
        ("Պետական և համայնքային կազմակերպություն չհանդիսացող գործատուն վճարում է:", Role.OTHERS),
        ("Հողերը լինում են պետական, համայնքային և մասնավոր:", Role.DESCRIBED),
        ("Գործատու կարող են լինել տեղական ինքնակառավարման մարմինները:", Role.DESCRIBED),
        ("Եկամուտից հանվում է հողի հարկի չափը:", Role.DESCRIBED),
        ("Աշխատողի վրա համայնքապետարանի կողմից դրված պարտականությունների ժամանակահատվածը.", Role.DESCRIBED),
        ("Համաձայն «Տեղական ինքնակառավարման մասին» օրենքի:", Role.CITED),
        ("Վթարի մասին տեղեկացվում են տեղական ինքնակառավարման մարմինները:", Role.RECIPIENT),
        ("Ստաժում հաշվվում է, եթե անձն աշխատել է տեղական խորհրդում:", Role.PLACE),
        (
            "Պետական և տեղական ինքնակառավարման մարմինների գործունեությունը հիմնվում է օրինականության"
            " սկզբունքի վրա:",
            Role.NAMED,
        ),
        ("Կրոնական համայնքները պարտավոր են ներկայացնել կանոնադրություն:", Role.HOMONYM),
        ("Զարգանում են համայնքահեն ծառայությունները:", Role.HOMONYM),
        (
            "Պետական և տեղական ինքնակառավարման մարմինների պաշտոնատար անձանց արգելվում է պայմանագիր կնքել:",
            Role.NAMED,
        ),
    ],
)
def test_a_community_is_only_mentioned(text, role):
    assert role in [one for one, _ in found(text)]
    assert strongest(text) < 0.45


@pytest.mark.parametrize(
    "text",
    [
        "Ավելացված արժեքի հարկի դրույքաչափը 20 տոկոս է:",
        "Ոչ պետական կազմակերպությունը մատուցում է ծառայություններ:",
        "Մարզպետը համակարգում է դպրոցների գործունեությունը:",
        "",
    ],
)
def test_a_text_without_communities_has_no_duties(text):
    assert found(text) == []


def test_what_is_laid_on_state_and_local_bodies_together_counts_less():
    alone, joint = (
        DUTIES.find(tokens(f"{state}տեղական ինքնակառավարման մարմինները պարտավոր են վճարել:"))[0]
        for state in ("", "Պետական և ")
    )
    assert (alone.role, joint.role) == (Role.DOER, Role.DOER)
    assert joint.joint
    assert joint.strength < alone.strength


def test_a_duty_does_not_cross_the_end_of_a_sentence():
    assert found("Որոշում է ընդունում համայնքը։ Բյուջեն պետական է։")[0][1] == "համայնքը"
    assert found("Աջակցում է համայնքի։ Ղեկավարը տալիս է։")[0][1] == "համայնքի"


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            "համայնքի ղեկավարը ավագանու բյուջե կողմից է վճարվում տեղական ։ ոչ պետական հարկ".split()
        )
    )
)
def test_findings_stand_in_order_and_apart(words):
    duties = DUTIES.find(tokens(" ".join(words), "hy"))
    assert all(one.end <= two.start for one, two in pairwise(duties))


def test_a_sentence_without_end_is_read():
    assert len(found("համայնքի " * 5_000)) > 100
