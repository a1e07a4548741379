"""Words that carry no weight in a long query or a question, and words that make a query a question.

They are compared in their folded form as it stands, since «մասին» (about) is no form of «մաս» (part)
here. They stay in the index: a phrase or a short query finds them.
"""

QUESTION_WORDS = frozenset(
    "ինչ ինչը ինչի ինչից ինչով ինչում ինչեր ինչպես ինչպիսի ինչու ինչքան որքան որքանով քանի քանիսը արդյոք"
    " ով ովքեր ում ումից որ որը որոնք որոնց որտեղ որտեղից որում երբ երբվանից ուր կարող կարելի պետք"
    " what which who whom whose when where why how whether can could may must should does do did"
    " что чего чему чем кто кого кому какой какая какое какие каков какова каковы как где куда откуда"
    " когда почему зачем сколько чей чья чьи ли может могут можно"
    " que quoi quel quelle quels quelles qui quand où pourquoi comment combien peut peuvent".split()
)
"""Of three or more words with one of these among them, a person asks a question."""

FUNCTION_WORDS = QUESTION_WORDS | frozenset(
    "և ու կամ իսկ բայց սակայն եթե որպես քանզի որպեսզի թե թեև նաև էլ միայն նույնիսկ այլ ըստ եմ ես է ենք եք"
    " են էի էր էինք էին չէ չեմ չես չենք չեք չեն չի չէր չէին լինել լինի լինեն լինում լինելու կա կան ունի"
    " ունեն ունենալ ունենա ունենան ունեմ ունենք կարելի կարող պետք պիտի կլինի չունի չունեն այս այդ այն սա"
    " դա նա սրանք դրանք նրանք սրա դրա նրա սրանց դրանց նրանց իր իրեն իրենց իրենք սույն մեր մենք ձեր դուք մի"
    " մեկ բոլոր ամեն ոչ ոչինչ այո հետ մեջ վրա տակ մոտ միջև համար մասին վերաբերյալ նկատմամբ առանց բացի հետո"
    " առաջ մինչև կողմից դեպքում դեպքերում համաձայն միջոցով ընթացքում պատճառով շնորհիվ փոխարեն ինձ մեզ իմ"
    " ձեզ համարվում համարվի հանդիսանում կոչվում նշանակում ենթադրում"
    " a an the of and or in on for to by with at from as into about than then is are was were be been"
    " being has have had it its this that these those they their there he she his her we our you your i my"
    " me if not no will would shall any some such under between during also am mean means called"
    " considered"
    " и в во на с со к ко о об от до из за по у для при без над под про через между или а но же бы не ни"
    " да нет если чтобы то это этот эта эти того этого том этом быть был была были есть будет является его"
    " её ее их он она они мы вы я мой наш ваш свой так также должен должна должны нужно надо значит"
    " означает называется считается"
    " le la les un une des de du d l et ou en au aux par pour sur dans avec sans sous entre vers est sont"
    " être était été ont avoir ce cet cette ces il elle ils elles nous vous je son sa ses leur leurs se s"
    " n ne pas plus y c si doit doivent signifie signifient appelle".split()
)
"""Left out of counting and ranking where a query need not match whole."""
