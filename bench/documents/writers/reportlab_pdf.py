"""Reports as PDF files of reportlab: STSong-Light in UniGB-UCS2-H, not embedded, no ToUnicode."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from writers import typeset

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def stsong(paper, rng):
    """Ruled tables drawn with lines."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for page in typeset.pages(paper, typeset.Look(rng)):
        canvas.setPageSize((page.width, page.height))
        canvas.setLineWidth(0.5)
        for word in page.words:
            canvas.setFont(FONT, word.size)
            canvas.drawString(word.x, page.height - word.y, word.text)
        for rule in page.rules:
            canvas.line(rule.x0, page.height - rule.y0, rule.x1, page.height - rule.y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


STYLES = (("reportlab-stsong", stsong, True),)
