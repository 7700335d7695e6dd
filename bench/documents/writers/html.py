"""Reports as web pages: clean, as content management systems print them, and careless."""

from html import escape

from papers import grid

MENU = ("首页", "政务动态", "政府信息公开", "办事服务", "互动交流", "专题专栏")
RELATED = ("关于调整办公时间的通知", "2018年部门决算公开", "第3批补贴发放公示（共27户）", "工作简报第12期")


def lines(paper):
    """Tag and text of each line, None and table of each table."""
    tags = {"title": "h1", "heading": "h2", "text": "p", "mark": "p"}
    for part in paper.parts:
        if "rows" in part:
            yield None, part
        else:
            yield tags[part["line"]], part["text"]


def table_html(table, attributes, cell_html, close=True):
    """A table; `cell_html` makes the content of a cell. Without `close` the tags of rows and
    cells are left open, as HTML allows."""
    end_cell, end_row = ("</td>", "</tr>\n") if close else ("", "\n")
    out = [f"<table {attributes}>\n"]
    for row in table["rows"]:
        out.append("<tr>")
        for cell in row:
            spans = "".join(
                f' {name}="{cell[key]}"'
                for name, key in (("rowspan", "rows"), ("colspan", "columns"))
                if cell[key] > 1
            )
            out.append(f"<td{spans}>{cell_html(cell)}{end_cell}")
        out.append(end_row)
    return "".join(out) + "</table>\n"


def page(title, body, charset, head=""):
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">'
        f"<title>{escape(title)}</title>{head}</head>\n<body>\n{body}</body></html>\n"
    )


def plain(paper, rng):
    """One clean page in UTF-8."""
    tag = rng.choice(("p", "div"))

    def content(cell):
        inner = escape(cell["text"])
        return f"<{tag}>{inner}</{tag}>" if rng.random() < 0.3 else inner

    out = []
    for name, text in lines(paper):
        if name is None:
            out.append(table_html(text, 'border="1"', content))
        else:
            out.append(f"<{name}>{escape(text)}</{name}>\n")
    return page(paper.title, "".join(out), "utf-8").encode("utf-8")


def mso(text, rng):
    """A paragraph as it comes out of a word processor's clipboard."""
    if not text:
        return '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    at = rng.randrange(1, len(text)) if len(text) > 1 and rng.random() < 0.4 else len(text)
    runs = [text[:at], text[at:]]
    spans = "".join(
        f'<span style="font-family:仿宋_GB2312;font-size:12.0pt">{escape(run)}'
        f"<span lang=EN-US><o:p></o:p></span></span>"
        for run in runs
        if run
    )
    return f'<p class="MsoNormal" align="center" style="line-height:20.0pt">{spans}</p>'


def cms(paper, rng):
    """A page of a content management system: GB2312, tables for the layout, menus and related
    links with figures around the report, markup from a word processor inside."""
    out = []
    for name, text in lines(paper):
        if name is None:
            attributes = 'class="MsoTableGrid" border="1" cellspacing="0"'
            out.append(table_html(text, attributes, lambda cell: mso(cell["text"], rng)))
        elif name == "h1":
            out.append(f'<div class="title">{escape(text)}</div>\n')
        else:
            out.append(mso(text, rng) + "\n")
    menu = "".join(f'<td><a href="/c{at}/">{word}</a></td>' for at, word in enumerate(MENU))
    related = "".join(
        f"<li><a href='/r{at}.html'>{word}</a> <span>2021-03-{at + 1:02}</span></li>\n"
        for at, word in enumerate(RELATED)
    )
    body = (
        '<script>var hits = 1234; document.write("<td>7</td>");</script>\n'
        f'<table width="1000" id="nav"><tr>{menu}</tr></table>\n'
        '<table width="1000" class="layout"><tr><td class="left"><ul>\n'
        f"{related}</ul></td><td class='main'><table width='100%'><tr><td>"
        "<span>发布时间：2021-01-20 10:32:15</span> <span>浏览次数：<em id='hits'>256</em></span>"
        f"</td></tr><tr><td><div id='zoom'>\n{''.join(out)}</div></td></tr></table></td></tr>"
        "<tr><td colspan='2' class='foot'>主办单位 网站标识码0000000000 备案00000000号</td></tr></table>\n"
    )
    style = "<style>td { color: #333 } /* <td>99</td> */</style>"
    return page(paper.title, body, "gb2312", style).encode("gb18030")


def utf16(paper, rng):
    """A page saved as 'Unicode' by an editor: UTF-16 with a byte order mark."""
    text = plain(paper, rng).decode("utf-8").replace('charset="utf-8"', 'charset="unicode"')
    if rng.random() < 0.7:
        return b"\xff\xfe" + text.encode("utf-16-le")
    return b"\xfe\xff" + text.encode("utf-16-be")


def paragraphs(paper, rng):
    """Tables that have become paragraphs: one a row, or one a cell."""
    one_a_row = rng.random() < 0.5
    gap = rng.choice(("&nbsp;&nbsp;&nbsp;", "　", "\t"))
    out = []
    for name, text in lines(paper):
        if name is not None:
            out.append(f"<p>{escape(text)}</p>\n")
            continue
        for row in text["rows"]:
            words = [escape(cell["text"]) for cell in row if cell["text"]]
            if one_a_row:
                out.append(f"<p>{gap.join(words)}</p>\n")
            else:
                out.extend(f"<p>{word}</p>\n" for word in words)
    return page(paper.title, "".join(out), "utf-8").encode("utf-8")


def unclosed(paper, rng):
    """Upper case, no quotes, no closing tags, entities and comments: legal, and old."""

    def content(cell):
        text = escape(cell["text"]) or "&nbsp;"
        text = f"<FONT size=2>{text}</FONT>" if rng.random() < 0.5 else text
        return f"\n  {text}<!-- <td>5</td> -->" if rng.random() < 0.1 else text

    out = []
    for name, text in lines(paper):
        if name is None:
            made = table_html(text, "border=1", content, close=False)
            for tag in ("table", "tr", "td"):
                made = made.replace(f"<{tag}", f"<{tag.upper()}")
            out.append(made.replace('="', "=").replace('"', ""))
        else:
            out.append(f"<{name.upper()}>{escape(text)}\n")
    return page(paper.title, "".join(out), "gbk").encode("gb18030")


def divs(paper, _rng):
    """Tables made of blocks: a block a row, a block a cell."""
    out = []
    for name, text in lines(paper):
        if name is not None:
            out.append(f"<{name}>{escape(text)}</{name}>\n")
            continue
        starts, _ = grid(text)
        for row in starts:
            inner = "".join(
                f'<div class="cell">{escape(cell["text"])}</div>' for cell in row if cell
            )
            out.append(f'<div class="row">{inner}</div>\n')
    style = "<style>.row { display: table-row } .cell { display: table-cell }</style>"
    return page(paper.title, "".join(out), "utf-8", style).encode("utf-8")


# Name, writer, whether an empty cell can be seen.
STYLES = (
    ("plain", plain, True),
    ("cms", cms, True),
    ("utf16", utf16, True),
    ("unclosed", unclosed, True),
    ("paragraphs", paragraphs, False),
    ("divs", divs, False),
)
