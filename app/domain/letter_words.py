"""The words by which a reader knows the parts of a letter, in the languages letters come in.

Patterns match at the beginning of a line; whoever uses them looks at its length as well.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)


SALUTATION = _any(
    r"dear\b", r"to whom it may concern", r"greetings\b", r"honou?rable .*[,:]$",
    r"(muy )?(estimad|querid|apreciad|distinguid)[oa]s?\b", r"a quien corresponda",
    r"ch(er|ère)s?\b", r"(madame|monsieur|mesdames|messieurs)\b", r"sehr geehrte", r"liebe[rs]?\b",
    r"(prezad|car|excelent[íi]ssim)[oa]s?\b", r"(egregi|gentil|spettabil|illustrissim)",
    "عزيز", "السيد", "السادة", "حضرة", "إلى من يهمه", "尊敬的", "亲爱的", "親愛的", "拝啓",
)  # fmt: skip
CLOSING = _any(
    r"(yours )?(very |most )?(sincerely|truly|faithfully|respectfully|cordially)( yours)?[,.]?$",
    r"respectfully (submitted|yours|signed)\b", r"very truly yours", r"(with )?urgency[,.]?$",
    r"((with|kind|best|warm|warmest|kindest|our) )*(regards|wishes)[,.]?$",
    r"with (urgency|gratitude|respect|hope|appreciation|thanks|solidarity)\b[^.]{0,30}$",
    r"in (solidarity|partnership|community|service|hope|peace)\b[^.]{0,20}$",
    r"(many )?thank(s| you)( again)?[,.!]?$", r"signed[,:]?$", r"yours( in [a-z]+)?[,.]?$",
    r"(muy )?(atentamente|cordialmente|respetuosamente|sinceramente)[,.]?$", r"saludos\b[^.]{0,25}$",
    r"(se despiden?|quedamos) .{0,40}$", r"(bien )?cordialement\b[^.]{0,25}$", r"salutations\b",
    r"(veuillez|nous vous prions d.).{0,40}(agréer|recevoir|croire).{0,160}$", r"respectueusement",
    r"mit (freundlichen|besten|solidarischen|herzlichen) grüßen", r"hochachtungsvoll",
    r"(atenciosamente|respeitosamente)\b", r"(distinti|cordiali) saluti",
    "مع خالص", "وتفضلوا", "مع فائق", "此致", "敬礼", "谨启", "敬具",
)  # fmt: skip
VIA = _any(
    r"(sent |submitted |delivered |filed |transmitted )?(via|by)\b.{0,80}(mail|e-?mail|fax|courier|"
    r"electronic|hand|filing|post|portal|regulations\.gov|messenger|delivery|fedex|ups|ecfs|cm/ecf)",
    r"via\b\s*:", r"(por|vía|enviado por)\b.{0,40}(correo|fax|mensajer|electr)",
    r"par\b.{0,30}(courriel|courrier|voie|e-?mail|porteur)", r"per (e-?mail|post|fax|bote)",
    r"حبر البريد|بواسطة|عبر البريد", r"通过|經由",
)  # fmt: skip
DOCKET = _any(
    r"(docket|dkt|case|file|matter|rulemaking|comment|agency|proceeding|project|bill)s?\.? "
    r"?(id|no|nos|number|numbers|#)\b", r"rin\b", r"docket\b", r"(gn|wc|mb|cg|et|ib) docket",
    r"expediente\b", r"(no |número )?de expediente", r"dossier n", r"aktenzeichen", r"geschäftszeichen",
)  # fmt: skip
SUBJECT_LABEL = re.compile(
    r"(re|subject|regarding|in re|ref|asunto|referencia|objet|betreff|betr|oggetto|assunto|"
    r"الموضوع|主题|主旨|件名)\.?\s*[:：]\s*",
    re.IGNORECASE,
)
TO_LABEL = re.compile(r"(to|a|para|à|an|إلى|致)\s*[:：]\s*", re.IGNORECASE)
FROM_LABEL = re.compile(r"(from|de|von|da|من)\s*[:：]\s*", re.IGNORECASE)
DATE_LABEL = re.compile(r"(date|dated|fecha|datum|data|التاريخ|日期)\s*[:：]\s*", re.IGNORECASE)
COPIES_LABEL = re.compile(
    r"(cc|c\.\s?c\.|bcc|c\.?\s?c\.?\s?p|con copia para|copia para|copy|copies|copy to|copies to|con copia|con copia a|copia|copia a|copie|"
    r"copie à|kopie|kopie an|cópia|نسخة|نسخة إلى|抄送)\.?\s*([:：]\s*|\t\s*|$)",
    re.IGNORECASE,
)
_COUNT = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|un[oa]?|dos|tres|cuatro|cinco|seis|"
    r"siete|ocho|nueve|diez"
)
_SEVERAL_ENCLOSURES = (
    r"encls?|encs?|enclosures|enclosure\(s\)|attachments|attachment\(s\)|anexos|adjuntos|"
    r"pi[eè]ces jointes|p\.?j|anlagen|allegati|المرفقات|附件"
)
_ONE_ENCLOSURE = r"enclosure|attachment|anexo|adjunto|pi[eè]ce jointe|anlage|allegato"
# "Enclosures (2):", "Encl. 2", "2 enclosures"; without figures it may say that there is one.
ENCLOSURES_LABEL = re.compile(
    rf"(?:(?P<before>{_COUNT})\s+(?:{_SEVERAL_ENCLOSURES}|{_ONE_ENCLOSURE})\.?$|"
    rf"(?:{_SEVERAL_ENCLOSURES}|(?P<one>{_ONE_ENCLOSURE}))\.?\s*"
    rf"(?:\(\s*(?P<within>{_COUNT})\s*\))?\s*(?:[:：]\s*|$)|"
    rf"(?:{_SEVERAL_ENCLOSURES})\.?\s+(?P<behind>{_COUNT})$)",
    re.IGNORECASE,
)
COUNT_ALONE = re.compile(rf"\(?\s*(?:{_COUNT})\s*\)?\.?", re.IGNORECASE)
_ATTACHED = (
    r"attachment|appendix|annexe?|exhibit|enclosure|encl\.?|schedule|anexo|anejo|adjunto|apéndice|"
    r"pi[eè]ce jointe|anlage|anhang|beilage|allegato|appendice|ملحق|附件"
)
# "Attachment A: log", "Annex II", "Exhibit 3 - Map", "Anexo 1. Mapa", "Appendix: Map".
ATTACHED = re.compile(
    rf"(?i:{_ATTACHED})(?:\s+(?i:no\.?\s*|nr\.?\s*|n\.?\s?[º°]\s*|núm\.?\s*|#\s*)?"
    r"(?:\d{1,3}[A-Za-z]?|[A-Z](?:-?\d{1,2})?|[IVXLC]{1,6}|(?i:one|two|three|four|five))"
    r"\s*(?:[:：.,()\t]|[-–—](?=\s)|$)|\s*[:：]|\s+[-–—]\s)"
    r"|(?i:attachment|appendix|enclosure|anexo|adjunto)\s+(?:\d{1,2}|[A-Z])\s"
)
SIGNATORIES = _any(
    r"(the )?(undersigned|signatories|signers|co-?signers|co-?signatories|signing organizations)\b",
    r"(list of |initial |current |organizational |individual |organization |national )*"
    r"(signatories|signers|co-?signers|sign-?ons)\b",
    r"(signed|endorsed|supported|submitted) by\b", r"(las |los )?(organizaciones )?(abajo )?firmantes\b",
    r"(suscriben|firmado por|firman)\b", r"(les )?(organisations )?signataires\b", r"unterzeichne",
    r"(organizações )?(signatári|subscritor)", r"firmatari", "الموقعون", "签署", "署名",
)  # fmt: skip
CONTACT = _any(
    r"(for (more|further|any|additional)\b.{0,40}(information|questions?|inquiries))",
    r"(please )?(contact|address|direct|send)\b.{0,80}(question|answer|repl|respon|inquir|contact|to)\b",
    r"contacts?\s*:", r"(if you have|with|should you have) (any )?questions",
    r"(para (más|mayor) información|contacto\s*:)", r"(pour (toute|plus)|contact\s*:)",
)  # fmt: skip
NAMES_NOTE = _any(
    r"[*†(]*\s*(organizational |institutional )?affiliations?\b.{0,60}(identification|only)",
    r".{0,60}for (purposes of )?identification (purposes )?only",
    r".{0,60}(identificación|identification).{0,20}(solamente|únicamente|seulement|uniquement)",
)  # fmt: skip
NOTES_HEADING = _any(r"(foot|end)?notes?$", r"references$", r"notas( al pie)?$", r"anmerkungen$")
WARNING = _any(
    r"(privileged|confidential|embargoed|not for (circulation|distribution|publication))",
    r"\[?draft\b.{0,40}$", r"do not (share|circulate|distribute|forward)", r"borrador\b.{0,30}$",
)  # fmt: skip
HONORIFIC = _any(
    r"(the |el |la |l')?(hon\b|honou?rable|rt\.? hon)", r"(mr|mrs|ms|mx|dr|prof|rev|fr|sr)\b\.?",
    r"(sen|rep|gov|amb|gen|col|lt|sec)\.", r"(sr|sra|dr|dra|lic|ing)\.",
    r"(secretary|senator|representative|congress(wo)?man|governor|president|chair(man|woman|person)?|"
    r"commissioner|administrator|director|minister|ambassador|attorney general|mayor|speaker|judge|"
    r"chief|superintendent|chancellor|premier|madam|professor|deputy|assistant|acting)\b "
    r"(?!of\b|for\b|and\b|,)",
    r"(m\.|mme|mlle|monsieur|madame|herr|frau|ministro|ministra|secretari[oa]|senador|presidente)\b",
    "السيد", "معالي", "سعادة", "尊敬",
)  # fmt: skip
TITLE = _any(
    r"(acting |interim |deputy |vice |vice-|senior |assistant |associate |executive |general |chief |"
    r"co-?|under ?|first |principal |regional |national |staff |policy |managing |founding )*"
    r"(director|secretary|administrator|commissioner|chair|chairman|chairwoman|chairperson|president|"
    r"officer|ceo|cfo|counsel|manager|minister|ambassador|speaker|leader|member|attorney|governor|"
    r"mayor|superintendent|professor|fellow|coordinator|organizer|founder|advisor|adviser|clerk|dean|"
    r"analyst|advocate|strategist|representative|senator|head|inspector|comptroller|treasurer|"
    r"ranking member|majority leader|minority leader|whip|chancellor|rapporteur|convener)s?\b",
    r"chief \w+( \w+)? officer", r"office of the (secretary|director|administrator)$",
    r"(european )?commissioner\b", r"(director|president|secretari|ministr|coordinador|jef|presidenta|"
    r"comisionad|procurador|rector|gerente|asesor|abogad|titular)\w*\b", r"(directeur|directrice|"
    r"président|secrétaire|ministre|commissaire)", r"(vorsitzende|geschäftsführ|leiter|minister)",
)  # fmt: skip
ADDRESS = re.compile(
    r"\d{1,6}[A-Za-z]?\b.*[A-Za-z]|.*\b\d{5}(-\d{4})?$|p\.?\s?o\.? box\b|"
    r"(room|suite|floor|ste|rm|mail ?stop|box|apt)\b\.?\s*#?\w*\d|.*\b[A-Z]{2},? \d{5}|"
    r"[\w.+-]+@[\w.-]+\.\w+$|(tel|phone|fax|email|e-mail)\b.*|.*,\s*(d\.?c\.?|u\.?s\.?a\.?)\b.*|"
    r".*\b(street|avenue|boulevard|road|drive|ave|blvd|building|plaza|house office building)\b\.?"
    r"( (nw|ne|sw|se|n\.w\.|s\.w\.|n\.e\.|s\.e\.))?,?$|(rue|avenue|calle|avenida|straße|via) .*\d|"
    r".*\b(washington|brussels|bruxelles|geneva|london|ottawa|new york)\b,?.{0,20}$",
    re.IGNORECASE,
)
TITLE_OF_LETTER = _any(r"\bletter\b", r"statement", r"\bcarta\b", r"lettre", r"brief", "رسالة")
FURNITURE_LINE = re.compile(r"[_‗\-–—=.\s]{4,}$")
