"""Letters as HTML: fragments for the service's pages, and a page that stands alone.

In goes a LetterDocument, out come strings in which every word of the letter is escaped.
"""

from app.rendering.html.fragments import LetterHtml, letter_parts
from app.rendering.html.page import render_page

__all__ = ["LetterHtml", "letter_parts", "render_page"]
