"""LetterDocument trees made by hand, for the tests of every renderer.

`rich_letter` holds every kind of section, block and inline; `plain_letter` is the ordinary
short letter; `arabic_letter` runs from right to left and mixes scripts. All names and
addresses are invented.
"""

from __future__ import annotations

import struct
import zlib
from datetime import date

from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    BulletList,
    ClosingSection,
    Code,
    CodeBlock,
    ContactSection,
    CopiesSection,
    DateSection,
    DeliverySection,
    DocketSection,
    Emphasis,
    EnclosuresSection,
    Heading,
    LetterDocument,
    LineBreak,
    Link,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    OrderedList,
    PageWords,
    Paragraph,
    Passage,
    Picture,
    Quote,
    ReSection,
    Rule,
    SalutationSection,
    Strong,
    Table,
    Text,
    TitleSection,
)

ENGLISH_WORDS = PageWords(page_of="{page} of {pages}", notes="Notes", draft="DRAFT")


def png(*, width: int, height: int, grey: int = 96) -> bytes:
    """Return a PNG of one even grey (0 to 255), `width` x `height` pixels at 96 dpi."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    rows = (b"\x00" + bytes([grey]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    density = struct.pack(">IIB", 3780, 3780, 1)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"pHYs", density),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def plain_letter() -> LetterDocument:
    """A letter of one page: two paragraphs, one note with a link, four names in one column."""
    return LetterDocument(
        title="Letter to the Office of Samples on paper forms",
        language="en",
        direction="ltr",
        sections=(
            DateSection("March 2, 2026"),
            AddresseesSection(
                (
                    AddressBlock(
                        (
                            "Director Ada Example",
                            "Office of Samples",
                            "100 Example Avenue SE",
                            "Washington, D.C. 20500",
                        )
                    ),
                )
            ),
            SalutationSection("Dear Director Example:"),
            BodySection(
                (
                    Paragraph(
                        (
                            Text("The undersigned 4 organizations ask the Office to keep "),
                            Emphasis((Text("paper"),)),
                            Text(" forms beside the electronic ones."),
                            NoteReference(1),
                        )
                    ),
                    Paragraph((Text("We would welcome a meeting with your staff."),)),
                )
            ),
            ClosingSection("Sincerely,"),
            NamesSection(
                heading="",
                note=(),
                groups=(
                    NameGroup(
                        "",
                        1,
                        (
                            NameLine("Alder Street Legal Clinic"),
                            NameLine("Birch County Food Bank"),
                            NameLine("The Cedar Society"),
                            NameLine("Éclair Workers’ Center"),
                        ),
                    ),
                ),
                columns=1,
            ),
        ),
        notes=(
            Note(
                1,
                (
                    Paragraph(
                        (
                            Text("See "),
                            Link("https://example.org/forms", (Text("the forms"),)),
                            Text(", last seen in 2026."),
                        )
                    ),
                ),
            ),
        ),
        notes_at_end=False,
        design="plain",
        words=ENGLISH_WORDS,
        dated=date(2026, 3, 2),
        author="Sample Coalition",
    )


def rich_letter() -> LetterDocument:
    """A letter with every kind of section, block, inline and note, several pages long."""
    return LetterDocument(
        title="Letter to the Department of Examples on automated benefit decisions",
        language="en-US",
        direction="ltr",
        sections=(
            TitleSection((Text("Automated decisions in "), Emphasis((Text("public benefits"),)))),
            DateSection("March 2, 2026"),
            DeliverySection("Via electronic mail"),
            DocketSection("Docket No. 2026-0041"),
            AddresseesSection(
                (
                    AddressBlock(
                        (
                            "The Honorable Ada Example",
                            "Secretary",
                            "Department of Examples",
                            "100 Example Avenue SE",
                            "Washington, D.C. 20500",
                        )
                    ),
                    AddressBlock(("Sam Sample", "Director, Office of Samples")),
                )
            ),
            ReSection(
                "RE:",
                (
                    Text("Request for information on automated decisions in benefit programs, "),
                    Emphasis((Text("as published"),)),
                    Text(", and on the notices that people receive when a program decides"),
                    NoteReference(1),
                ),
            ),
            SalutationSection("Dear Secretary Example and Director Sample:"),
            BodySection(_rich_body()),
            ClosingSection("Respectfully submitted,"),
            ContactSection(
                (
                    Text("For questions please write to "),
                    Link("mailto:desk@example.org", (Text("desk@example.org"),)),
                    Text("."),
                )
            ),
            NamesSection(
                heading="Signatories:",
                note=(Emphasis((Text("Affiliations are for identification only."),)),),
                groups=_rich_groups(),
                columns=2,
            ),
            CopiesSection(
                "cc:",
                (
                    AddressBlock(("Chair Robin Placeholder", "Committee on Specimens")),
                    AddressBlock(("Jo Muster", "General Counsel", "Department of Examples")),
                ),
            ),
            EnclosuresSection("Enclosures:", ("Table of notices", "Survey of 2025")),
        ),
        notes=_rich_notes(),
        notes_at_end=False,
        design="plain",
        words=ENGLISH_WORDS,
        dated=date(2026, 3, 2),
        author="Sample Coalition",
    )


def _rich_body() -> tuple[
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | Quote
    | CodeBlock
    | Table
    | Rule
    | Passage
    | Picture,
    ...,
]:
    return (
        Paragraph(
            (
                Text("The undersigned 43 organizations have serious concerns about "),
                Strong((Text("decisions that nobody can explain"),)),
                Text(". “A notice,” wrote one caseworker, “is not a reason.”"),
                NoteReference(2),
                Text(" We ask the Department to act on the "),
                Link(
                    "https://example.org/rules?a=1&b=2#part-3",
                    (Text("rules of "), Emphasis((Text("2024"),))),
                ),
                Text("."),
                NoteReference(3),
            )
        ),
        Heading(1, (Text("I. What people see"), NoteReference(4))),
        Paragraph(
            (
                Text("Most notices name "),
                Emphasis((Text("no "), Strong((Text("specific"),)), Text(" reason"))),
                Text(" and point to "),
                Code("https://<portal>/case?id=…"),
                Text(" instead."),
                NoteReference(2, again=True),
                Text(" The hotline says:"),
                LineBreak(),
                Text("“Please try again later.”"),
            )
        ),
        BulletList(
            (
                (Paragraph((Text("Notices come late;"),)),),
                (
                    Paragraph((Text("notices are wrong:"),)),
                    BulletList(
                        (
                            (Paragraph((Text("in the amount, or"),)),),
                            (Paragraph((Text("in the "), Emphasis((Text("person"),)))),),
                        )
                    ),
                ),
                (
                    Paragraph(
                        (Text("and notices are in "), Strong((Text("one"),)), Text(" language."))
                    ),
                ),
            )
        ),
        Heading(2, (Text("A. What it costs them"),)),
        Table(
            header=(
                (Text("Program"),),
                (Text("People"),),
                (Text("Share "), Emphasis((Text("wrong"),))),
            ),
            rows=(
                ((Text("Food"),), (Text("12,400"),), (Text("9.5%"),)),
                ((Text("Heating, cooling and the repair of old furnaces"),), (Text("880"),), ()),
                (
                    (Link("https://example.org/housing", (Text("Housing"),)),),
                    (Text("3,051"), NoteReference(5)),
                    (Strong((Text("31%"),)),),
                ),
            ),
            alignments=("left", "right", "center"),
        ),
        Quote(
            (
                Paragraph((Text("I sent the same letter four times."),)),
                Paragraph((Text("The fifth time they said it had never been needed."),)),
            )
        ),
        Heading(1, (Text("II. What we ask"),)),
        OrderedList(
            (
                (
                    Paragraph((Text("Give reasons. A reason names the rule and the fact."),)),
                    Paragraph((Text("It is short, and it is in the language of the reader."),)),
                ),
                (
                    Paragraph((Text("Keep a person in the loop, who may:"),)),
                    OrderedList(
                        (
                            (Paragraph((Text("stop the decision,"),)),),
                            (Paragraph((Text("change it, and"),)),),
                            (Paragraph((Text("explain it."),)),),
                        )
                    ),
                ),
            ),
            tight=False,
        ),
        Paragraph((Text("Later we will also ask:"),)),
        OrderedList(
            (
                (Paragraph((Text("for figures by county,"),)),),
                (Paragraph((Text("for an audit each year."),)),),
            ),
            start=3,
        ),
        CodeBlock('if reason == "":\n    refuse()  # never <send> & forget\n\nsend(notice)'),
        Picture(
            alt="An even grey rectangle that stands for a chart",
            media_type="image/png",
            content=png(width=320, height=120),
        ),
        Rule(),
        Passage(
            "fr",
            (
                Paragraph(
                    (
                        Text("Un avis sans motif n’est pas un avis\u202f: c’est "),
                        Emphasis((Text("un refus"),)),
                        Text("."),
                    )
                ),
            ),
        ),
        Passage("ar", (Paragraph((Text("الإشعار بلا سبب ليس إشعارًا (Form 27)."),)),)),
        Paragraph((Text("We also write to 住房中心 and to Центр помощи about the same matter."),)),
    )


def _rich_groups() -> tuple[NameGroup, ...]:
    national = tuple(NameLine(f"National Sample Alliance No. {n}") for n in range(1, 22))
    return (
        NameGroup(
            "",
            1,
            (
                NameLine("First Convener", ", Ada Lead, President"),
                NameLine("Second Convener", ", Bo Lead, Executive Director"),
            ),
            is_leads=True,
        ),
        NameGroup("National organizations", 1, national),
        NameGroup(
            "State and local organizations",
            1,
            (),
            (
                NameGroup(
                    "Ohio",
                    2,
                    (
                        NameLine("Ohio Shelter & Housing <Network>"),
                        NameLine("Ünïon of Tenants’ Groups", ", Cleveland"),
                    ),
                ),
                NameGroup(
                    "Texas",
                    2,
                    tuple(NameLine(f"Texas Neighbors Group {n}", ", Austin") for n in range(1, 17)),
                ),
            ),
        ),
        NameGroup(
            "Individuals",
            1,
            (
                NameLine("Nour Haddad نور حداد", ", Professor of Law"),
                NameLine("王小明", ", Lecturer"),
            ),
        ),
    )


def _rich_notes() -> tuple[Note, ...]:
    return (
        Note(1, (Paragraph((Text("90 Fed. Reg. 1 (2025) (a sample citation)."),)),)),
        Note(
            2,
            (
                Paragraph(
                    (
                        Emphasis((Text("Example v. Sample"),)),
                        Text(", 1 U.S. 1 (2020); see also "),
                        Link(
                            "https://example.org/a_very_long_address/that/must/break/somewhere/in/the/line",
                            (
                                Text(
                                    "https://example.org/a_very_long_address/that/must/break/"
                                    "somewhere/in/the/line"
                                ),
                            ),
                        ),
                        Text("."),
                    )
                ),
                Paragraph((Text("The second paragraph of this note adds a caution."),)),
            ),
        ),
        Note(
            3,
            (
                Paragraph((Text("The rule lists:"),)),
                BulletList(
                    (
                        (Paragraph((Text("reasons,"),)),),
                        (Paragraph((Strong((Text("deadlines"),)), Text("."))),),
                    )
                ),
            ),
        ),
        Note(4, (Paragraph((Text("Headings may carry a note."),)),)),
        Note(5, (Paragraph((Text("So may "), Code("cells"), Text(" of a table."))),)),
    )


def arabic_letter() -> LetterDocument:
    """A letter from right to left, with Latin names, figures and a note in the text."""
    return LetterDocument(
        title="رسالة إلى وزارة الأمثلة بشأن النماذج الورقية",
        language="ar",
        direction="rtl",
        sections=(
            DateSection("2 مارس 2026"),
            AddresseesSection(
                (
                    AddressBlock(
                        ("معالي الوزيرة آدا إكزامبل", "وزارة الأمثلة", "100 Example Avenue SE")
                    ),
                )
            ),
            ReSection("الموضوع:", (Text("النماذج الورقية في برنامج Form 27"),)),
            SalutationSection("معالي الوزيرة،"),
            BodySection(
                (
                    Paragraph(
                        (
                            Text("تطلب المنظمات الموقعة أدناه، وعددها 4، الإبقاء على "),
                            Strong((Text("النماذج الورقية"),)),
                            Text(" إلى جانب نظام "),
                            Link("https://example.org/portal", (Text("Example Portal"),)),
                            Text("."),
                            NoteReference(1),
                        )
                    ),
                    Heading(1, (Text("ما نطلبه"),)),
                    OrderedList(
                        (
                            (Paragraph((Text("إشعار مكتوب."),)),),
                            (Paragraph((Text("شخص يجيب (لا آلة)."),)),),
                        )
                    ),
                    Passage("en", (Paragraph((Text("An English passage stands on its own."),)),)),
                )
            ),
            ClosingSection("مع فائق الاحترام،"),
            NamesSection(
                heading="الموقعون:",
                note=(),
                groups=(
                    NameGroup(
                        "",
                        1,
                        (
                            NameLine("مركز الأرز للمساعدة القانونية"),
                            NameLine("Alder Street Legal Clinic"),
                            NameLine("جمعية Birch (فرع أوهايو)", "، كليفلاند"),
                            NameLine("نقابة المستأجرين"),
                        ),
                    ),
                ),
                columns=2,
            ),
            CopiesSection("نسخة إلى:", (AddressBlock(("سام سامبل", "مكتب العينات")),)),
        ),
        notes=(
            Note(
                1,
                (
                    Paragraph(
                        (
                            Text("انظر "),
                            Link("https://example.org/forms", (Text("https://example.org/forms"),)),
                            Text("، آخر زيارة 2026."),
                        )
                    ),
                ),
            ),
        ),
        notes_at_end=False,
        design="plain",
        words=PageWords(page_of="{page} من {pages}", notes="الحواشي", draft="مسودة"),
        dated=date(2026, 3, 2),
        author="Sample Coalition",
    )
