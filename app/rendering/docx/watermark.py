"""The draft mark across the page, as Word itself makes one: WordArt behind the text.

Word knows its watermarks by the name of the shape, and "Remove Watermark" finds this one.
"""

from __future__ import annotations

from app.rendering.docx.markup import POINTS_PER_MM, attribute
from app.rendering.docx.story import Story

# The turned word takes this part of the text's width; Word's own is as wide.
WIDTH = 0.9
# Letters are a little higher than wide.
HEIGHT_PER_LETTER = 3.0
FEWEST_LETTERS = 4
COLOR = "#e2e2e2"

# The shape that all WordArt in a straight line is made of, number 136 in the list of shapes.
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
    "</v:shapetype>"
)
_MIDDLE = (
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)


def watermark_run(story: Story) -> str:
    """Return a run that holds the draft's word as a shape in the middle of the page."""
    word = attribute(story.document.words.draft)
    number = story.gathered.next_drawing()
    width = story.text_width_mm * POINTS_PER_MM * WIDTH
    height = width * HEIGHT_PER_LETTER / max(FEWEST_LETTERS, len(story.document.words.draft)) * 0.6
    size = f"width:{width:.0f}pt;height:{height:.0f}pt"
    font = attribute(story.design.font)
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" alt="{word}" style="position:absolute;margin-left:0;margin-top:0;'
        f'{size};rotation:315;z-index:-251658752;{_MIDDLE}" o:allowincell="f" '
        f'fillcolor="{COLOR}" stroked="f"><v:textpath '
        f'style="font-family:&quot;{font}&quot;;font-size:1pt" string="{word}"/>'
        '<w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict></w:r>'
    )
