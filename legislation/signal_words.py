"""What each signal of relevance says, in Armenian, English and Russian."""

_COMMUNITY_ACTS = (
    "համայնքը կամ նրա մարմինը պետք է գործի",
    "a community or its body has to act",
    "община или её орган должны действовать",
)
_MENTIONED = (
    "համայնքները միայն հիշատակվում են",
    "communities are only mentioned",
    "общины только упоминаются",
)
_IN_PLAIN = (
    "տեքստում կան տեղական ինքնակառավարման եզրույթներ",
    "the text has terms of local self-government",
    "в тексте есть термины местного самоуправления",
)

SIGNALS: dict[str, tuple[str, str, str]] = {
    "title_amends_core_law": (
        "վերնագրից երևում է, որ փոփոխվում է համայնքների մասին ակտ",
        "by its title it amends an act about communities",
        "судя по названию, меняется акт об общинах",
    ),
    "title_cites_core_law": (
        "վերնագիրը հղում է կատարում համայնքների մասին ակտի",
        "its title cites an act about communities",
        "в названии есть ссылка на акт об общинах",
    ),
    "title_terms": (
        "վերնագրում կա տեղական ինքնակառավարման եզրույթ",
        "a term of local self-government stands in the title",
        "в названии есть термин местного самоуправления",
    ),
    "title_topics": (
        "վերնագրում կա համայնքի գործառույթներից մեկի եզրույթ",
        "the title names something that communities do",
        "в названии есть то, чем занимаются общины",
    ),
    "amends_core_law": (
        "փոփոխում է համայնքների մասին ակտ",
        "amends an act about communities",
        "изменяет акт об общинах",
    ),
    "cites_core_law": (
        "հղում է կատարում համայնքների մասին ակտի",
        "cites an act about communities",
        "ссылается на акт об общинах",
    ),
    "terms": _IN_PLAIN,
    "terms_often": (
        "տեղական ինքնակառավարման եզրույթները հաճախ են հանդիպում",
        "terms of local self-government are frequent",
        "термины местного самоуправления встречаются часто",
    ),
    "weak_terms": (
        "կան բառեր, որոնք միայն երբեմն են վերաբերում համայնքներին",
        "there are words that only at times concern communities",
        "есть слова, которые лишь иногда относятся к общинам",
    ),
    "topics": (
        "խոսվում է այն մասին, ինչով զբաղվում են համայնքները",
        "it is about things that communities do",
        "речь о том, чем занимаются общины",
    ),
    "topic_local_self_government": _IN_PLAIN,
    "topic_administrative_territorial": (
        "խոսվում է վարչատարածքային բաժանման մասին",
        "it is about the administrative-territorial division",
        "речь об административно-территориальном делении",
    ),
    "topic_municipal_finance": (
        "խոսվում է համայնքների բյուջեի և ֆինանսների մասին",
        "it is about the budgets and finances of communities",
        "речь о бюджетах и финансах общин",
    ),
    "topic_local_taxes_fees": (
        "խոսվում է տեղական հարկերի, տուրքերի և վճարների մասին",
        "it is about local taxes, duties and fees",
        "речь о местных налогах, пошлинах и сборах",
    ),
    "topic_municipal_service": (
        "խոսվում է համայնքային ծառայության մասին",
        "it is about municipal service",
        "речь о муниципальной службе",
    ),
    "duty_doer": _COMMUNITY_ACTS,
    "duty_by": (
        "որոշվում կամ կատարվում է համայնքի մարմնի կողմից",
        "something is decided or done by a body of the community",
        "что-то решается или делается органом общины",
    ),
    "duty_act": (
        "խոսվում է համայնքի մարմնի ընդունած ակտի մասին",
        "it is about an act that a body of the community adopts",
        "речь об акте, который принимает орган общины",
    ),
    "duty_instructed": (
        "համայնքներին հանձնարարվում կամ թույլատրվում է ինչ-որ բան",
        "communities are instructed or allowed to do something",
        "общинам что-то поручают или разрешают",
    ),
    "duty_affected": (
        "կանոնը փոխում է համայնքների վիճակը",
        "the rule changes how communities stand",
        "правило меняет положение общин",
    ),
    "duty_excepted": (
        "համայնքների համար սահմանվում է բացառություն",
        "an exception is made for communities",
        "для общин сделано исключение",
    ),
    "duty_addressee": (
        "համայնքին դիմում կամ ինչ-որ բան են ներկայացնում",
        "something is submitted to the community",
        "в общину что-то подают",
    ),
    "duty_receiver": (
        "համայնքը միջոցներ կամ գույք է ստանում",
        "the community receives money or property",
        "община получает средства или имущество",
    ),
    "duty_payer": (
        "վճարվում է համայնքի միջոցներից",
        "it is paid from the community's money",
        "это оплачивается из средств общины",
    ),
    "duty_provider": (
        "համայնքից պահանջվում է տեղեկություն, համաձայնություն կամ ծառայություն",
        "information, consent or a service is asked of the community",
        "от общины требуются сведения, согласие или услуга",
    ),
    "duty_partner": (
        "որոշվում է համայնքի հետ համաձայնեցնելով",
        "it is settled in agreement with the community",
        "это решается по согласованию с общиной",
    ),
    "duty_power": (
        "խոսվում է համայնքի լիազորությունների մասին",
        "it is about powers of the community",
        "речь о полномочиях общины",
    ),
    "duty_staff": (
        "խոսվում է համայնքի աշխատակիցների մասին",
        "it is about the staff of the community",
        "речь о работниках общины",
    ),
    "duty_owner": (
        "խոսվում է համայնքի սեփականության մասին",
        "it is about property of the community",
        "речь о собственности общины",
    ),
    "duty_tax": (
        "խոսվում է տեղական հարկի, տուրքի կամ վճարի մասին",
        "it is about a local tax, duty or fee",
        "речь о местном налоге, пошлине или сборе",
    ),
    "duty_tax_base": (
        "փոխվում է, թե ինչից է հաշվարկվում տեղական հարկը",
        "it changes what a local tax is reckoned from",
        "меняется то, с чего считают местный налог",
    ),
    "duty_division": (
        "խոսվում է համայնքների սահմանների կամ միավորման մասին",
        "it is about borders or mergers of communities",
        "речь о границах или объединении общин",
    ),
    "duty_named": _MENTIONED,
    "duty_place": (
        "համայնքը նշված է միայն որպես վայր կամ հասցե",
        "a community stands there only as a place or an address",
        "община указана лишь как место или адрес",
    ),
    "duty_recipient": (
        "համայնքները տեղեկություն կամ փաստաթուղթ ստացողներից են",
        "communities are among those who get information or a paper",
        "общины среди тех, кто получает сведения или документ",
    ),
    "duty_participant": (
        "համայնքը մասնակիցներից մեկն է",
        "the community is one of those who take part",
        "община — один из участников",
    ),
    "duty_others": (
        "խոսքը նրանց մասին է, ովքեր համայնքի մարմին չեն",
        "it is about those who are no body of a community",
        "речь о тех, кто не является органом общины",
    ),
    "duty_described": (
        "համայնքի անունով միայն նկարագրվում է այլ բան",
        "the word only describes something else",
        "слово лишь описывает что-то другое",
    ),
    "duty_source": (
        "համայնքը նշված է որպես տվյալների կամ փաստաթղթի աղբյուր",
        "the community is named as the source of data or of a paper",
        "община названа как источник данных или документа",
    ),
    "duty_cited": (
        "համայնքներն անվանվում են միայն այլ ակտի վերնագրում",
        "communities are named only in the title of another act",
        "общины названы лишь в заголовке другого акта",
    ),
    "duty_homonym": (
        "բառն այստեղ այլ բան է նշանակում",
        "the word means something else here",
        "слово здесь значит другое",
    ),
    "touches": (
        "տեքստն անմիջականորեն առնչվում է համայնքներին",
        "the text directly concerns communities",
        "текст прямо касается общин",
    ),
    "duty_all": _COMMUNITY_ACTS,
    "mention_only": _MENTIONED,
}

WHOLES = frozenset({"touches", "duty_all"})
"""Signals that sum up others: told by those, where they are there."""

PARTS = frozenset(
    {"title_amends_core_law", "amends_core_law", "title_terms"}
    | {
        f"duty_{role}"
        for role in (
            "doer by act instructed affected excepted addressee receiver payer provider partner power staff "
            "owner tax tax_base division"
        ).split()
    }
)
"""What they sum up."""
