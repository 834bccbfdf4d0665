"""Short words that say nothing of the subject, in Italian, English, French, Spanish and Arabic."""

ITALIAN = """
a ad ai al alla alle allo agli anche che chi ci come con così cosa cui da dal dalla dalle dallo dai degli dei del
della delle dello di dove e ed è era essere fa fare gli ha hai hanno ho i il in io l la le lei li lo loro lui ma me
mi mia mie mio molto ne nei nel nella nelle nello negli noi non nostra nostro o ogni per perché però più può quale
quali quando quanto quella quello questa questo qui se sei si sia siamo sono su sua sue suo sui sul sulla sulle
sullo tra fra tu tutti tutto un una uno vi voi dell all nell sull dall quell quest so sa sai sanno sapere sappiamo
troppo nessuno dice dicono dire prima dopo
"""
ENGLISH = """
a about all also an and any are as at be because been but by can could do does don for from get had has have he her
his how i if in into is it its just me more my no not of on or our she should so some than that the their them there
they this those to too up us very was we were what when where which who will with would you your s t know knows
nobody
"""
FRENCH = """
a à au aux avec c ce ces cette comme d dans de des du elle elles en est et être eux fait il ils j je l la le les
leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou où par pas plus pour qu quand que qui s sa
sans se ses si son sont sur t ta te tes toi ton tous tout très tu un une vos votre vous y sais sait savons savoir
personne
"""
SPANISH = """
a al algo como con cual cuando cuándo de del desde donde dónde e el él ella ellas ellos en entre era es esa ese eso
está están esta este esto hace hacer hay la las le les lo los más me mi mis muy ni no nos nosotros o para pero por
porque que qué quien se ser si sí sin sobre son su sus también te tiene todo todos tu un una uno unos y ya yo sabe
saben sabemos saber nadie
"""
ARABIC = """
في من إلى على عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم نحن أنا أنت ما ماذا لا لم لن ليس كل قد كان كانت يكون أن
إن أو و ثم بعد قبل عند كيف متى أين لماذا لأن إذا حتى بين غير كما أي هل له لها لهم لنا لي فيه فيها منه منها عليه
عليها به بها نعرف أعرف أحد
"""
LISTS = (ITALIAN, ENGLISH, FRENCH, SPANISH, ARABIC)
