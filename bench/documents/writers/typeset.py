"""Sets a report on pages: what to draw where, for writers of PDF and OFD.

Everything is first set on one endless strip (points, downwards); the strip is then cut into
pages: between rows, or between any two lines of text, so that rows and labels are cut in two.
"""

from collections import namedtuple

from papers import grid

Word = namedtuple("Word", "x y size text")
"""Text that begins at x with its baseline at y."""
Rule = namedtuple("Rule", "x0 y0 x1 y1 side")
"""A line of a table; `side` is frame, row or column."""
Page = namedtuple("Page", "width height words rules")

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 62.0
BODY, SMALL = 14.0, 9.0
PAD = 3.0


class Look:
    """How a document is set."""

    def __init__(self, rng, **wishes):
        self.middle = wishes.get("middle", rng.random() < 0.6)
        self.cut_rows = wishes.get("cut_rows", rng.random() < 0.5)
        self.repeat_heads = wishes.get("repeat_heads", rng.random() < 0.25)
        self.number = rng.choice(("— {} —", "- {} -", "{}", "第{}页", ""))
        self.height = HEIGHT - rng.choice((0.0, 20.0, 41.0, 83.0))
        self.centred = rng.random() < 0.7
        # A figure that is too wide for its column is printed smaller, or broken over two lines. The
        # latter cannot be told from two figures where no rules part the rows.
        self.shrink = wishes.get("shrink", rng.random() < 0.5)
        # Rows that are cut begin at the same height in all their cells.
        self.middle = self.middle and not self.cut_rows


def advance(text, size):
    """How wide a text is: ASCII takes half of an em, everything else one."""
    return sum(size / 2 if ord(char) < 128 else size for char in text)


def wrapped(text, size, width):
    """The lines of a text in a column."""
    lines, line, used = [], "", 0.0
    for char in text:
        step = advance(char, size)
        if used + step > width and line:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + char, used + step
    return lines + [line] if line else lines


class Strip:
    """The endless page: words, rules, and the heights at which it may be cut."""

    def __init__(self):
        self.y = 0.0
        self.words, self.rules, self.row_ends, self.heads = [], [], [], []

    def text(self, text, size, centred=False):
        """Lines of running text."""
        leading = size * 1.6
        width = WIDTH - 2 * MARGIN
        for line in wrapped(text, size, width):
            x = MARGIN + (width - advance(line, size)) / 2 if centred else MARGIN
            self.words.append(Word(x, self.y + leading * 0.75, size, line))
            self.y += leading
            self.row_ends.append(self.y)


def columns_of(table):
    """The left edges of the columns and the right edge of the last."""
    width = WIDTH - 2 * MARGIN
    values = {cell["column"] for row in table["rows"] for cell in row if cell["kind"] == "value"}
    shares = [1.0 if column in values else 1.6 for column in range(table["width"])]
    if len(shares) < 6:
        shares = [2.2] + [1.3] * (len(shares) - 1)
    unit = width / sum(shares)
    edges = [MARGIN]
    for share in shares:
        edges.append(edges[-1] + share * unit)
    return edges


def heights_of(table, edges, leading, look):
    """The height of each row: cells of one row fix it, taller merged cells stretch the last."""
    heights = [leading + 2 * PAD] * len(table["rows"])
    for merged in (False, True):
        for line, row in enumerate(table["rows"]):
            for cell in row:
                if (cell["rows"] > 1) != merged:
                    continue
                needed = len(cell_lines(cell, edges, look)[1]) * leading + 2 * PAD
                last = min(line + cell["rows"], len(heights)) - 1
                have = sum(heights[line:last + 1])
                heights[last] += max(0.0, needed - have)
    return heights


def cell_lines(cell, edges, look):
    """The size of the characters of a cell, and its lines."""
    width = edges[cell["column"] + cell["columns"]] - edges[cell["column"]] - 2 * PAD
    needed = advance(cell["text"], SMALL)
    if look.shrink and cell["kind"] == "value" and needed > width:
        return SMALL * width / needed, [cell["text"]]
    return SMALL, wrapped(cell["text"], SMALL, width)


def set_table(strip, table, look):
    """Sets a table on the strip: its words and all edges of its cells."""
    leading = SMALL * 1.3
    edges = columns_of(table)
    tops = [strip.y]
    for height in heights_of(table, edges, leading, look):
        tops.append(tops[-1] + height)
    for line, row in enumerate(table["rows"]):
        for cell in row:
            bottom = tops[min(line + cell["rows"], len(tops) - 1)]
            set_cell(strip, cell, edges, (tops[line], bottom), look, leading)
    set_rules(strip, table, edges, tops)
    strip.row_ends.extend(tops[1:])
    strip.heads.append((tops, head_rows(table)))
    strip.y = tops[-1] + 12.0


def head_rows(table):
    """How many rows the head has, where the table may repeat it."""
    rows = table["rows"]
    count = next((at for at, row in enumerate(rows) if any(c["kind"] == "value" for c in row)), 0)
    return count if table["width"] > 6 else 0


def set_cell(strip, cell, edges, span, look, leading):
    """The lines of one cell, centred or at the left, in the middle or at the top."""
    left, right = edges[cell["column"]], edges[cell["column"] + cell["columns"]]
    size, lines = cell_lines(cell, edges, look)
    free = span[1] - span[0] - len(lines) * leading
    y = span[0] + (free / 2 if look.middle else PAD)
    centred = cell["kind"] != "label" or look.centred
    for text in lines:
        free = right - left - advance(text, size)
        x = left + (free / 2 if centred else PAD)
        strip.words.append(Word(x, y + leading * 0.78, size, text))
        y += leading


def set_rules(strip, table, edges, tops):
    """Every edge between two cells and around them, once."""
    _, owners = grid(table)
    rows, width = len(owners), table["width"]

    def owner(line, column):
        inside = 0 <= line < rows and 0 <= column < width
        found = owners[line][column] if inside else None
        return id(found[1]) if found else None

    for line in range(rows + 1):
        for column in range(width):
            if owner(line - 1, column) != owner(line, column):
                side = "frame" if line in (0, rows) else "row"
                strip.rules.append(Rule(edges[column], tops[line], edges[column + 1], tops[line], side))
    for line in range(rows):
        for column in range(width + 1):
            if owner(line, column - 1) != owner(line, column):
                side = "frame" if column in (0, width) else "column"
                x = edges[column]
                strip.rules.append(Rule(x, tops[line], x, tops[line + 1], side))


def strip_of(paper, look):
    """The whole report on one strip."""
    strip = Strip()
    for part in paper.parts:
        if "rows" in part:
            set_table(strip, part, look)
        elif part["line"] == "title":
            strip.text(part["text"], 18.0, centred=True)
            strip.y += 14.0
        else:
            strip.text("　　" * (part["line"] == "text") + part["text"], BODY)
    return strip


def cut_at(strip, start, most, look):
    """Where a page that begins here ends: at the end of a row or, if rows are cut, of a line."""
    if start + most >= strip.y:
        return strip.y
    ends = [y for y in strip.row_ends if start < y <= start + most]
    if look.cut_rows:
        lines = [word.y + word.size * 0.3 for word in strip.words]
        crossed = [(word.y - word.size * 0.95, word.y + word.size * 0.28) for word in strip.words]
        free = [y for y in lines if start < y <= start + most
                and not any(top < y < bottom for top, bottom in crossed)]
        ends += free
    return max(ends, default=start + most)


def repeated(strip, start, look):
    """The head that a page beginning here repeats: from, to on the strip."""
    if look.repeat_heads:
        for tops, count in strip.heads:
            if count and tops[count] < start < tops[-1] - 1:
                return tops[0], tops[count]
    return None


def clipped(strip, start, end, shift):
    """What stands between two heights, moved down by `shift`; rules are cut."""
    words = [word._replace(y=word.y + shift) for word in strip.words if start < word.y <= end]
    rules = []
    for rule in strip.rules:
        top, bottom = max(rule.y0, start), min(rule.y1, end)
        flat = rule.y0 == rule.y1 and start <= rule.y0 <= end
        if flat or top < bottom:
            rules.append(rule._replace(y0=top + shift, y1=bottom + shift))
    return words, rules


def pages(paper, look):
    """The pages of a report."""
    strip = strip_of(paper, look)
    out, start = [], 0.0
    while start < strip.y - 1:
        shift = MARGIN - start
        words, rules = [], []
        head = repeated(strip, start, look)
        if head:
            words, rules = clipped(strip, *head, MARGIN - head[0])
            shift += head[1] - head[0]
        end = cut_at(strip, start, look.height - MARGIN - shift - start, look)
        more = clipped(strip, start, end, shift)
        words, rules = words + more[0], rules + more[1]
        if look.number:
            foot = look.number.format(len(out) + 1)
            x = (WIDTH - advance(foot, 10.0)) / 2
            words.append(Word(x, look.height - MARGIN / 2, 10.0, foot))
        out.append(Page(WIDTH, look.height, words, rules))
        start = end
    return out


def spread(set_pages):
    """Two pages side by side on one."""
    out = []
    for at in range(0, len(set_pages), 2):
        left, rest = set_pages[at], set_pages[at + 1:at + 2]
        words, rules = list(left.words), list(left.rules)
        for right in rest:
            words += [word._replace(x=word.x + WIDTH) for word in right.words]
            rules += [rule._replace(x0=rule.x0 + WIDTH, x1=rule.x1 + WIDTH) for rule in right.rules]
        out.append(Page(2 * WIDTH, left.height, words, rules))
    return out
