"""The words by which statements on figures are recognized, in bokmål, nynorsk and English, as regular expressions.

Everything that the grammar (`numbers`, `periods`, `grammar`) asks a language for stands here, by what it means.
"""

import re


def caseless(expression: str) -> re.Pattern[str]:
    """Return an expression as a pattern in which capitals and small letters are one."""
    return re.compile(expression, re.IGNORECASE)


def any_of(words: str) -> str:
    """Return the expression for one of some words or phrases, which are separated by `|` or by line breaks.

    A `|` in brackets is part of its phrase.
    """
    parts, depth = [""], 0
    for sign in words:
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in "|\n":
            parts.append("")
        else:
            parts[-1] += sign
    phrases = (part.strip() for part in parts)
    return "(?:" + "|".join(sorted(filter(None, phrases), key=len, reverse=True)) + ")"


def words_of(text: str) -> frozenset[str]:
    """Return some words, which are separated by white space."""
    return frozenset(text.split())


NUMBER_WORDS = {
    "no": {
        "en": 1, "én": 1, "ein": 1, "éin": 1, "ett": 1, "et": 1, "eit": 1, "ei": 1, "to": 2, "tre": 3, "fire": 4,
        "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13,
        "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19, "tjue": 20, "hundre": 100,
    },
    "en": {
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "hundred": 100, "a hundred": 100,
    },
}  # fmt: skip
"""The small numbers in words, of Norwegian and English."""

NUMBER_OF_WORD = {**NUMBER_WORDS["no"], **NUMBER_WORDS["en"]}
"""Those of both languages as one."""

ORDINALS = {
    **dict.fromkeys(("andre", "annen", "annet", "anna", "annan", "annenhver", "second", "other"), 2),
    **dict.fromkeys(("tredje", "third"), 3),
    **dict.fromkeys(("fjerde", "fourth"), 4),
    **dict.fromkeys(("femte", "fifth"), 5),
    **dict.fromkeys(("sjette", "sixth"), 6),
    **dict.fromkeys(("sjuende", "syvende", "sjuande", "seventh"), 7),
    **dict.fromkeys(("åttende", "åttande", "eighth"), 8),
    **dict.fromkeys(("niende", "niande", "ninth"), 9),
    **dict.fromkeys(("tiende", "tiande", "tenth"), 10),
    **dict.fromkeys(("ellevte", "eleventh"), 11),
    **dict.fromkeys(("tolvte", "twelfth"), 12),
    **dict.fromkeys(("trettende", "trettande", "thirteenth"), 13),
    **dict.fromkeys(("fjortende", "fjortande", "fourteenth"), 14),
    **dict.fromkeys(("femtende", "femtande", "fifteenth"), 15),
    **dict.fromkeys(("sekstende", "sekstande", "sixteenth"), 16),
    **dict.fromkeys(("syttende", "syttande", "seventeenth"), 17),
    **dict.fromkeys(("attende", "attande", "eighteenth"), 18),
    **dict.fromkeys(("nittende", "nittande", "nineteenth"), 19),
    **dict.fromkeys(("tjuende", "tjuande", "tyvende", "twentieth"), 20),
    **dict.fromkeys(("hundrede", "hundrande", "hundredth"), 100),
}
"""The ordinal words."""

FRACTIONS = {
    **dict.fromkeys(("halvdel", "halvparten", "halve", "half"), 2),
    **dict.fromkeys(("tredjedel", "tredel", "third"), 3),
    **dict.fromkeys(("fjerdedel", "firedel", "fjerdepart", "kvart", "quarter", "fourth"), 4),
    **dict.fromkeys(("femtedel", "femdel", "fifth"), 5),
    **dict.fromkeys(("sjettedel", "seksdel", "sixth"), 6),
    **dict.fromkeys(("sjuendedel", "sjudel", "seventh"), 7),
    **dict.fromkeys(("åttendedel", "åttedel", "åttandedel", "eighth"), 8),
    **dict.fromkeys(("tidel", "tiendedel", "tenth"), 10),
}
"""The words for parts of a whole, by their denominator."""

MULTIPLE_STEMS = {
    "dobl": 2, "fordobl": 2, "doubl": 2, "tredobl": 3, "tripl": 3, "trebl": 3, "firedobl": 4, "quadrupl": 4,
    "femdobl": 5,
    "quintupl": 5, "seksdobl": 6, "sjudobl": 7, "åttedobl": 8, "tidobl": 10,
}  # fmt: skip
"""The beginnings of words such as "tredoblet" and "tripled"."""

UP = any_of(
    r"""øk(?:te|t|er|ning|ningen|ninga|e|ende)|auk(?:a|ar|e|en|ande|te|ing|inga)|st(?:eg|iger|ig|eget|ige)
    stigning(?:en|a)?
    vok(?:ste|st|ser|se)|veks(?:t|te|er|e|ten)?|voks(?:er|en)?|kl(?:atret|atrer|atra)|hopp(?:et|er|a)
    opp(?:gang|gangen)
    framgang(?:en)?|fremgang(?:en)?|gikk opp|gjekk opp|går opp|har gått opp|gått opp|opp(?=[ ,])
    løftet(?: seg)?|løfta(?: seg)?
    improve[ds]?|forbedr(?:et|a)
    rose|ris(?:e|en|es|ing)|gr(?:ew|own|ow|ows|owing|owth)|increas(?:e|ed|es|ing)
    (?<!made )(?<!make )(?<!makes )(?<!making )up(?=[ ,])
    went up|goes up|gone up
    climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|gain(?:ed|s|ing)?|surg(?:e|ed|ing)
    expanded|added|soared|la på seg|påslag|tilvekst(?:en)?
    utvid(?:et|a)"""
)
"""Words that say that there is more than before."""

DOWN = any_of(
    r"""downwards|nedover
    falt|fall(?:et|er|e)?|gikk ned|gjekk ned|går ned|gått ned|ned(?:gang|gangen)|ned(?=[ ,])|sank|sunket
    søkk|sokke
    synker?|mink(?:et|a|er|ing|ar)|redu(?:serte?|ksjon|ksjonen|sere[rt]?|serast)|svekket|svekka
    tilbakegang(?:en)?|dal(?:t|er|te)
    krympet|krympa|mistet|mista|stupte|fell|fallen|falls?|falling|drop(?:ped|s)?|declin(?:e|ed|es|ing)
    decreas(?:e|ed|es|ing)
    down(?=[ ,])|went down|gone down|goes down|shr(?:ank|unk|ink|inks)|lost|dipp?(?:ed)?|slip(?:s|ped|ping)?
    los(?:ing|es)|shed(?:ding|s)?|shrinking|dropping
    reduc(?:ed|tion)|sl(?:id|ump|umped)"""
)
"""Words that say that there is less than before."""

MORE = (
    r"flere|fler|fleire|mer|meir|høyere|høgare|større|travlere|travlare|sterkere|sterkare|more|higher|greater|larger|"
    r"busier|stronger|above|up|opp|extra|additional|over"
)
LESS = (
    r"færre|mindre|lavere|lågare|roligere|rolegare|svakere|svakare|fewer|less|lower|quieter|weaker|slower|below|under|"
    r"down|ned|short"
)

FROM_BEFORE = any_of(
    r"""fra|frå|from|siden|sidan|since|enn(?: i)?|than(?: in)?|sammenlignet med|samanlikna med|sammenliknet med
    jamført med|målt mot
    compared (?:with|to)|in comparison with|relative to|i forhold til|sett opp mot|mot(?: i)?|against|versus|on
    over|under|below|above|that of|those of|the level of|nivået i|what it was in|det (?:den|det) var i|up from
    down from|opp fra|ned fra|opp frå|ned frå|as(?: many)?(?: as)?(?: in)?|som(?: i)?|upon|målt mot|enn det|etter"""
)
"""What stands before the period that another one is compared with."""

TIME_UNITS = any_of(
    r"""sekund(?:er|ar|et)?|minutt(?:er|ar|ene)?|time(?:r|ne|n)?|timar|døgn(?:et)?|dag(?:er|ar|en|ene)?
    virkedag(?:er|ar)?|uke(?:r|ne)?
    veke(?:r|ne)?|måned(?:er|ene)?|månad(?:er|ar)?|år|åring(?:er|ar)?|tiår|års|seconds?|minutes?|hours?
    (?:working |business )?days?|weeks?|months?|years?
    (?:year-?)olds?|decades?|nights?|(?:virke|arbeids|yrke)dag(?:er|ar)|kvartal(?:er|ene|a)?|quarters|halvår"""
)
"""Units of time; a number of them is no figure."""

PEOPLE = any_of(
    r"""nordmenn|mennesker|menneske|menneskje|personer|personar|innbyggere|innbyggarar|folk|brukere|brukarar
    people|persons|residents
    citizens|inhabitants|norwegians|users|individuals|pasienter|pasientar|patients|besøkende|besøkjande
    visitors|kunder|kundar|customers"""
)
"""People, whom events are sometimes taken for."""

MONTHLY = any_of(
    r"""(?:i|per|pr\.?|om|kvar|hver|for hver|for kvar) (?:måned(?:en)?|månad(?:en)?)|månedlig|månadleg
    månedssnitt\w*|månadssnitt\w*|gjennomsnittsmåned\w*|gjennomsnittsmånad\w*|snittmåned\w*|snittmånad\w*
    (?:gjennomsnittlige?|gjennomsnittleg|vanlig|vanleg|typisk) (?:måned|månad)|(?:average|typical|ordinary) month
    månedsgjennomsnitt\w*|(?:a|per|each|every) month|monthly|i måneden|månedlige|månadlege"""
)
"""A mean of months."""

DAILY = any_of(
    r"""(?:i|per|pr\.?|om|hvert|kvart|hver|kvar) (?:døgn(?:et)?|dag(?:en)?)|daglig|dagleg|daglige
    (?:hver|kvar) (?:eneste|einaste) dag|every single day
    (?:gjennomsnittlige?|gjennomsnittleg|vanlig|vanleg|typisk) (?:dag|døgn)|(?:average|typical|ordinary) day
    gjennomsnittsd\w+|(?:a|per|each|every) day|daily
    døgnet"""
)
"""A mean of days."""

WEEKLY = any_of(r"""(?:i|per|pr\.?|hver|kvar) (?:uke[na]?|uka|veke|veka)|ukentlig|(?:a|per|each|every) week|weekly""")
"""A mean of weeks, which the figures do not give."""

MEAN = any_of(
    r"""snittet|i snitt|snitt(?:tall)?|gjennomsnitt(?:et|lig|leg)?|i gjennomsnitt|mean|average|on average
    averag(?:ed|ing)|middeltal"""
)
"""A mean."""

SPENDING = any_of(
    r"""\w*kost(?:er|et|a|ar|ade|nad\w*)|\w*utgift\w*|brukte?|bruker|brukar
    bevilg\w*|løyv\w*|\w*invester\w*|\w*tilskudd\w*|\w*tilskot\w*|under(?:skudd|skot)\w*|over(?:skudd|skot)\w*
    \w*budsjett\w*|costs?|spen(?:t|d|ds|ding)|expens\w+|expenditure\w*|invest(?:ed|ment|ments|s|ing)?|grants?
    subsid\w+|budget\w*|deficits?|surplus\w*|profits?|sav(?:ed|es|ings?)|spar(?:er|te|t|ar|a)"""
)
"""Money that is spent, saved or left over, which is none that was taken in."""

TOGETHER = any_of(
    r"""til sammen|tilsammen|til saman|i alt|totalt|samlet|samla|sammenlagt|samanlagt|altogether|in total
    in all|together|combined|taken together
    legg(?:er|e)? (?:vi |man |en |ein |me )?(?:i )?sam(?:men|an)|legg(?:er|e)? (?:vi |man |en |ein )?i hop
    add(?:ing|ed)?(?: these| them| up| together)?(?= )
    a total of|sum(?:men)?|the sum|all told|lagt sammen"""
)
"""What goes with a sum."""
