"""Numbers that a text does not say are so: suppositions, aims, forecasts, denials and questions.

"Hadde veksten fortsatt, ville det vært 200 millioner", "målet er 150 millioner", "it never passed 150 million": such a
number is no statement on the figures. What is said in the same sentence after "men" or "but" is one again.
"""

from helsetrend.proofreading.text.sentences import Sentence
from helsetrend.proofreading.vocabulary import caseless

_TURN = caseless(
    r"[;:]|\s[\u2013\u2014-]\s|,\s(?:men|but|mens|medan|while|whereas|yet|og i stedet|i røynda)\b|\.\.\.|\u2026"
)
_WOULD = caseless(
    r"\b(?:ville|would|could have|might have|kunne ha|kunne vært|kunne vore|måtte ha|hadde vi (?:vore|vært)|"
    r"(?:hadde|had) (?:kanskje|truleg|trolig|nok|sikkert|perhaps|probably))\b"
)
_CONDITION = caseless(
    r"\b(?:bare|berre|only)\s(?:hvis|dersom|viss|if)\b|^\W*(?:skulle|should|were)\s|(?:^[\W\d]*|,\s|\b(?:og|and|men|"
    r"but|at|that)\s)(?:(?:hvis|dersom|viss|såfremt|if|unless|suppose|supposing|assuming|tenk om|gitt at|"
    r"forutsatt at|føresett at)\b(?!\s(?:vi|en|man|ein|we|one|you|du)\s(?:ser|sammenlig|samanlik|regne|rekna|tar|tek|"
    r"holder|held|legger|legg|look|compare|count|take|add|leave|divide|deler)\w*)|om\s(?:[\w-]+\s){1,3}?(?:ikke\s|"
    r"ikkje\s|bare\s|berre\s)?(?:hadde|skulle|fortset)|"
    r"(?:hadde|had|skulle|should|were|fortsetter|fortset|held)\s(?!about|around|nearly|over|more|the\sportal\s\d)"
    r"[\w-]+\s(?:[\w-]+\s){0,4}?(?:fortsatt|fortsett|fulgt|vært|vore|hatt|kommet|kome|gått|stått|vokst|vakse|"
    r"followed|continued|been|kept|gone|grown|fall|falle|rise|slik|fram|på|same|samme|ikke|ikkje|not)\b)"
)
_AIM_OF = caseless(
    r"\b(?:(?:(?!\w*(?:spørs|for)mål)"
    r"\w*mål(?:et|a|ene|tall\w*|tal\w*|setting\w*|setjing\w*)?|\w*ambisjon\w*|krav(?:et)?(?= (?:er|om|på|til))|"
    r"target\w*|goals?|aims?|ambitions?|hopes?|objective|budsjett\w*|budget\w*|\w*prognose\w*|forecasts?|"
    r"projections?|framskriving\w*|estimates? for 20\d\d|planen|forventning\w*|forventing\w*|"
    r"expectations?)\b)[^,;:.?!]{0,70}$"
)
_AIMED = caseless(
    r"\b(?:bør\s(?!være\s(?:kjent|klart))|burde\s|ought to\s|(?:skal|skulle|should|must|shall|need(?:s|ed)? to|må|"
    r"bør|ought to)\s(?:(?:gjerne|også|be|i|helst|egentlig)\s)*"
    r"(?:ha|få|nå|være|vere|bli|opp|ned|øke\w*|auk\w*|vokse|kome|komme|ligge|passere|sikre|sørge|have|reach|be|rise|"
    r"grow|fall|increase|exceed|pass)|vil\s(?!si\b|seie\b)(?:\w+\s){0,2}?(?:ha|få|nå|bli|være|vere|passere|kome|"
    r"komme|ligge|lande|øke|auke|runde|sørge)|kommer til å|kjem til å|(?:will|'ll|is going to|are going to|"
    r"going to)\s(?:\w+\s)?(?:have|reach|be|exceed|pass|hit|top|grow|rise|fall|see)|"
    r"(?:vente[rst]?|forvente[rst]?|ventar|forventar|ventast|håper|håpar|vonar|satser på|satsar på|sikter mot|"
    r"siktar mot|ønsker å|ønskjer å|planlegger|planlegg|regner med|reknar med|rekner med|spår|budsjetterer|"
    r"budsjetterar|anslår at det blir|legger opp til|legg opp til|expect\w*|anticipat\w*|forecast\w*|project(?:s|ed)|"
    r"hop(?:e|es|ed|ing) (?:to|for)|foresees?|envisages?|assumes?|legger til grunn|legg til grunn|føreset|"
    r"forutsetter|aim(?:s|ed|ing)? (?:to|for|at)|plan(?:s|ned|ning)? (?:to|for)|wants?|lander vi|landar vi|(?:would|"
    r"will|to|must) need|needs))\b[^,;:.?!]{0,90}$"
)
_AIMED_AFTER = caseless(
    r"[^,;:.?!]{0,40}?\b(?:skulle|skal|should|shall|(?:is|are|was|were) to)\s"
    r"(?:ha|være|vere|bli|nå\w*|få|have|be|reach)\b"
)
_IN_YEARS = caseless(
    r"\bom\s(?:\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tjue|noen få|nokre få|et par|"
    r"eit par)\sår\b(?!\s(?:siden|sidan))|"
    r"\bin (?:\w+ )?years' time\b|\byears from now\b"
)
_DENIED = caseless(
    r"(?:\b(?:ikke|ikkje|aldri|ingen|verken|korkje|not|never|n't|neither|nor)\s(?!(?:bare|berre|only|just|least|"
    r"mindre enn|færre enn|less than|fewer than|under|uventet|overraskende|surprisingly|"
    r"(?:\w+ )?(?:sammenlign|sammenlikn|samanlikn|compar|directly)\w*)\b)(?:(?!\b(?:og|and|enn|than hadde|at|that|"
    r"som|when|because|når|fordi)\b)[\w-]+\s){0,4}?)$"
)
_AS_WRITTEN = caseless(
    r"[\s,]+(?:som|slik|as|which|that)\s(?:vi|me|det|we|it|was|were|previously|tidligere|tidlegare|først|fyrst)\b"
)
"""What follows a number that was said before, and is corrected now."""
_DOUBTED = caseless(
    r"\b(?:(?:tror|trur|forventer|forventar|venter|ventar) (?:ikke|ikkje)|(?:do|does|did)(?: not|n't) (?:believe|"
    r"think|expect)|doubts?|tviler på|tviler)\b[^.;]{0,90}$"
)
_UNTRUE_THAT = caseless(
    r"\b(?:stemmer (?:ikke|ikkje)|er (?:ikke|ikkje) (?:riktig|rett|sant)|er (?:feil|galt)|"
    r"is (?:not true|wrong|untrue|false))\s(?:at|that)\b[^.;]{0,90}$"
)
_CONVERTED = caseless(
    r"\b(?:(?:regnet|rekna|omregnet|omrekna)(?: om)? (?:til|med)|converted (?:to|with|"
    r"into))\b(?!\s(?:måned|månad|month|år\b|year|dag|day|uke|veke|week))[^;.]{0,60}$"
)
_QUOTES = (("\u00ab", "\u00bb"), ("\u201c", "\u201d"), ('"', '"'), ("\u201d", "\u201d"))
_FALSE = caseless(
    r"\b(?:stemmer ikke|stemmer ikkje|stemte ikke|stemte ikkje|(?:er|var) (?:feil|galt|gale|uriktig)|ikke riktig|"
    r"ikkje rett|"
    r"(?:do|does|did)(?: not|n't) hold|(?:is|are|was|were) (?:wrong|false|incorrect))\b"
)
_POSSIBLE = caseless(
    r"\b(?:kan|kunne|can|could|may|might)\s(?:\w+\s)?(?:bli|nå|få|passere|kome|komme|vokse|auke|øke|reach|become|"
    r"exceed|pass|grow|rise|fall|get)\b[^,;:.?!]{0,60}$"
)
_QUESTION = caseless(
    r"^[\W\d]*(?:når|when|(?:i |in )?(?:hvilke[nt]|hva|kva|which|what) (?:år|måned|månad|year|month)|"
    r"(?:hvor|kor|how) (?:lenge|long)|kan|vil|er|var|har|skal|bør|mener|meiner|stemmer|stemmar|can|could|will|would|"
    r"is|are|was|does|do|did|has|have|should)\b"
)
_AIM_LABEL = caseless(
    r"^\W*(?:goals?|targets?|aims?|mål|måltall|måltal|ambisjon|ambition|budsjett|budget|prognose|forecast)"
    r"(?:\s(?:for|i|in))?(?:\s20\d\d)?\s?:"
)
_AIM_HEADING = caseless(
    r"^[\W\d]*(?:(?!\w*(?:spørs|for)mål)\w*mål|mål(?!t|in)\w*|ambisjon\w*|prognose\w*|framskriving\w*|forventning\w*|"
    r"forventing\w*|veien videre|vegen vidare|target\w*|goals?|aims?|forecasts?|outlook|ambitions?|expectations?|"
    r"plans?|planer|planar)\b"
)


def why_unreal(sentence: Sentence, start: int, end: int, *, heading: str = "") -> str:
    """Return why what a sentence says from `start` to `end` is not said to be so; "" where it is.

    `heading` is the heading above the sentence.
    """
    first = max((turn.end() for turn in _TURN.finditer(sentence.text, 0, start)), default=0)
    turn = _TURN.search(sentence.text, end)
    last = turn.start() if turn else len(sentence.text)
    scope, before = sentence.text[first:last], sentence.text[first:start]
    is_listed = sentence.block.kind != "paragraph"
    if (is_listed and _AIM_HEADING.match(heading)) or _AIM_LABEL.match(sentence.text):
        return "aim"
    if sentence.text.rstrip('"\u00bb\u201d ').endswith("?") and _QUESTION.match(sentence.text):
        return "question"
    if _WOULD.search(scope) or _CONDITION.search(scope):
        return "supposition"
    quoted = sentence.text[:start].rstrip()[-1:], sentence.text[end:].lstrip()[:1]
    if quoted in _QUOTES and _FALSE.search(sentence.text):
        return "denial"
    if _CONVERTED.search(sentence.text[:start]):
        return "converted"
    if _DOUBTED.search(before) or _UNTRUE_THAT.search(before):
        return "denial"
    if _POSSIBLE.search(before):
        return "supposition"
    if _AIM_OF.search(before) or _AIMED.search(before) or _AIMED_AFTER.match(sentence.text, end):
        return "aim"
    if _IN_YEARS.search(before):
        return "forecast"
    is_reported = _AS_WRITTEN.match(sentence.text, end) is not None
    return "denial" if _DENIED.search(before) and not is_reported else ""
