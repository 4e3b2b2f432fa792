"""Words of one meaning in bokmål, nynorsk and English, which a data folder need not list."""

CONCEPTS = {
    "visit": r"besøk(?!ende|jande)\w*|vitj\w*|innom|oppsøk\w*|visit(?!or)\w*",
    "login": r"inn?logg\w*|pålogg\w*|logg\w*(?: seg)? (?:\w+ )?(?:inn|på)|logg\w+(?=(?: [^\W_]+){1,4} seg inn\b)|"
    r"log-?ins?|logg(?:ed|ing)[ -](?:in|on)|logs?[ -](?:in|on)\b|sign(?:ed|ing|s)?[ -](?:in|on)s?|brukte? bankid",
    "loan": r"\w*(?:ut)?lån(?!e?tak|ere?|erne|arar|arane|ar\b|ene?\b|ekort)\w*|\w*lånene|loans?|lent|"
    r"lend\w*|borrow(?:ed|ing|s)?|titler|titlar|titlane|titlene|titles?|check(?:ed|ing)?[ -]outs?|"
    r"t(?:ook|aken|ake) (?:out|home)",
    "borrower": r"låner(?:e|ne|s)?|lånar(?:ar|ane|e)?|låne?tak[ae]r\w*|borrowers?|lånekunde\w*|card-?holders?|patrons?",
    "driver": r"bilist\w*|sjåfør\w*|drivers?|motorists?|bilførar\w*|bilfører\w*",
    "parking": r"parkering\w*|parker(?:te|t|a|er|ar|e)|park(?:ed|ings?)(?! app)",
    "revenue": r"inntekt\w*|innteng\w*|omset\w*|revenues?|income|takings|earn(?:ed|ings)|tjente?|betalte? inn|inntente",
    "fee": r"\w*gebyr\w*|bøter|bot\b|bøtene|fees?|fines?|tickets?|penalt\w+",
    "charging": r"(?:lade)?økt(?:er|ar|ene|ane)|ladeøkta?|lad(?:ing|inger|ingar|et|a|de|ingane|ingene)|"
    r"charg(?:ing|ed)(?: sessions?)?|sessions?",
    "satisfied": r"fornøyd\w*|nøgd\w*|tilfreds\w*|satisf\w*|happy|content|pleased",
    "know": r"kjenn\w* til|kjente? til|kjend\w*|kjent\w*|kjennskap\w*|(?:har )?hør[td]e? om|høyrt om|"
    r"(?:vet|veit) (?:\w+ )?om|kjenner|know\w*|knew|heard of|aware\w*|awareness|familiar",
    "mobile": r"mobil\w*|smarttelefon\w*|mobile\w*|phones?|smartphones?|handphone",
    "electronic": r"elektronisk\w*|digitalt|electronic\w*|digitally|online|på nett",
    "digital": r"digital\w*",
    "application": r"søknad\w*|claims?|applications?|søkte|søkjer\w*",
    "travel": r"pasientreise\w*|reisesøknad\w*|(?:patient )?(?<!så )(?<!meir )(?<!mest )(?<!svært )(?<!like )travel\w*|"
    r"reiseregning\w*|reisekrav",
    "ever": r"har (?:vært|vore) (?:inn|på)logg\w*|ha(?:r|dde) (?:[\w-]+ ){0,6}?logg\w* (?:seg )?(?:inn|på)|"
    r"ha(?:ve|s|d) (?:been )?(?:logged|signed) in|"
    r"at some point|at least once|minst én gang|minst ein gong|noen gang|nokon gong|nokosinne|noensinne|ever",
    "message": r"melding\w*|messag\w*",
    "certificate": r"\w*sertifikat\w*|certificat\w*",
    "self_service": r"sjølvbetening\w*|selvbetjening\w*|self-service",
    "app": r"app-?andel\w*|appen|app\b|apps?\b",
    "paid": r"betal\w*|paid|pay\w*",
    "paper": r"papir\w*|paper\w*|print(?:ed)? books?|trykte? bøker|fysiske bøker",
    "ebook": r"e-?b[oø]k\w*|e-?books?",
    "audiobook": r"lydb[oø]k\w*|audio(?: ?books?)?|ljodb[oø]k\w*",
    "member": r"medlem\w*|members?",
    "user": r"bruker(?:e|ne)?\b|brukar(?:ar|ane)?\b|users?",
    "visitor": r"besøkende|besøkjande|gjest(?:er?|ar|ene|ane|en)?|visitors?|guests?",
    "traveller": r"passasjer\w*|reisende|reisande|passengers?|travell?ers?",
    "spectator": r"publikum\w*|tilskuer\w*|tilskodar\w*|spectators?|audiences?",
    "customer": r"kunde[nr]?|kund(?:ar|ene|ane)|customers?",
    "pupil": r"elev(?:er|ar|ene|ane)?|pupils?|students?",
    "ticket": r"billett\w*|tickets?",
    "order": r"bestilling\w*|tinging\w*|orders?|bestilt\w*",
    "prescription": r"resept\w*|prescription\w*",
    "hospital": r"sykehus\w*|sjukehus\w*|hospitals?",
    "centre": r"sentrum\w*|centre|center|downtown",
    "harbour": r"havn[ae]?\w*|hamn[ae]?\w*|harbou?r|port\b",
    "active": r"aktive?|active",
    "download": r"nedlast\w*|lasta? ned|lastet ned|downloads?|downloaded",
    "search": r"\bsøk\b|søkene|søka|searche?s?|searched",
    "call": r"samtale\w*|telefonsamtal\w*|calls?|ring\w*|anrop\w*|oppringing\w*",
    "trip": r"\breise[rn]?\b|reisene|turer?|turar|trips?|journeys?|rides?",
    "bicycle": r"sykkel\w*|sykler|syklar|bikes?|bicycles?",
    "form": r"skjema\w*|forms?",
    "appointment": r"time(?:avtale\w*|bestilling\w*)|appointments?|bookings?",
}
"""Words of one meaning in the three languages, as regular expressions, by a name for the meaning."""

PEOPLE_COUNTED = frozenset(
    ("visitor", "traveller", "spectator", "customer", "pupil", "member", "user", "borrower", "driver")
)
"""The names of those meanings that are people."""

GENERAL_USE = r"(?<!i )bruk(?:en|a)?|trafikk\w*|nytte?|use|usage|traffic|bruken|portalen|besøkstal\w*"
"""Words for the use of a portal, which mean its first metric where no other is spoken of."""
