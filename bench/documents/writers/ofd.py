"""Reports as OFD packages after GB/T 33190, written by hand."""

from xml.sax.saxutils import escape

from writers import typeset
from writers.word import package

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MILLIMETRE = 25.4 / 72


def mm(*points):
    """Points as millimetres."""
    return " ".join(f"{point * MILLIMETRE:.3f}".rstrip("0").rstrip(".") for point in points)


def deltas(text, size, grouped):
    """The steps between the characters: as they are, or equal ones together as `g count step`."""
    steps = [mm(typeset.advance(char, size)) for char in text[:-1]]
    if not grouped:
        return " ".join(steps)
    out, at = [], 0
    while at < len(steps):
        same = 1
        while at + same < len(steps) and steps[at + same] == steps[at]:
            same += 1
        out.append(f"g {same} {steps[at]}" if same > 1 else steps[at])
        at += same
    return " ".join(out)


def text_object(word, number, how):
    """A line of text; with `ctm` it is set ten times too large and made smaller."""
    width = typeset.advance(word.text, word.size)
    box = mm(word.x, word.y - word.size, width, word.size * 1.3)
    size, ctm = word.size, ""
    if how.get("ctm"):
        size, ctm = size * 10, ' CTM="0.1 0 0 0.1 0 0"'
    steps = deltas(word.text, size, how.get("grouped"))
    delta = f' DeltaX="{steps}"' if steps else ""
    top = mm(size)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="3" Size="{mm(size)}"{ctm}>'
        f'<ofd:TextCode X="0" Y="{top}"{delta}>{escape(word.text)}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(rule, number):
    """A rule; its points count from the corner of its box."""
    wide, tall = rule.x1 - rule.x0, rule.y1 - rule.y0
    box = mm(rule.x0, rule.y0, max(wide, 0.5), max(tall, 0.5))
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{box}" LineWidth="0.18"><ofd:StrokeColor Value="0 0 0"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {mm(wide, tall)}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def single(words):
    """Every character by itself."""
    for word in words:
        x = word.x
        for char in word.text:
            if not char.isspace():
                yield word._replace(x=x, text=char)
            x += typeset.advance(char, word.size)


def content(page, how, template):
    """A page."""
    words = list(single(page.words)) if how.get("singly") else page.words
    number = iter(range(1000, 1_000_000))
    objects = [text_object(word, next(number), how) for word in words]
    if not template:
        objects += [path_object(rule, next(number)) for rule in page.rules]
    box = mm(0, 0, page.width, page.height)
    of_template = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return (
        f"{HEAD}<ofd:Page {SPACE}>{of_template}<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="999" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def files(pages, how):
    """The parts of the package."""
    area = mm(0, 0, pages[0].width, pages[0].height)
    names = [f"Pages/Page_{at}/Content.xml" for at in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{at + 10}" BaseLoc="{name}"/>' for at, name in enumerate(names))
    templates, parts = "", []
    for at, (page, name) in enumerate(zip(pages, names)):
        template = 500 + at if how.get("template") else 0
        if template:
            base = f"Tpls/Tpl_{at}/Content.xml"
            templates += f'<ofd:TemplatePage ID="{template}" BaseLoc="{base}"/>'
            parts.append((f"Doc_0/{base}", content(page._replace(words=[]), how, 0)))
        parts.append((f"Doc_0/{name}", content(page, how, template)))
    yield "OFD.xml", (
        f'{HEAD}<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>'
        "00000000000000000000000000000001</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    yield "Doc_0/Document.xml", (
        f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>1000000</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    yield "Doc_0/PublicRes.xml", (
        f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/>'
        "</ofd:Fonts></ofd:Res>"
    )
    yield from parts


def style(**how):
    """A writer with these properties."""

    def write(paper, rng):
        pages = typeset.pages(paper, typeset.Look(rng))
        return package(files(pages, how))

    return write


STYLES = (
    ("grouped", style(grouped=True), True),
    ("steps", style(), True),
    ("singly", style(singly=True), True),
    ("template", style(grouped=True, template=True), True),
    ("ctm", style(grouped=True, ctm=True), True),
)
