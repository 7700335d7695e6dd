//! A small writer of PDF: pages of text and lines, in the fonts that make reading hard.

use super::paper::Paper;
use std::fmt::Write as _;

/// How the characters of the font are to be found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    /// A part of a font, numbered as it comes, with a map to Unicode.
    Mapped,
    /// The same, whose map names radicals for some ideographs, as browsers write.
    Radicals,
    /// GBK codes and no map; the font in the file or not.
    Gbk { inside: bool },
    /// UCS-2 codes and no map; the font in the file or not.
    Ucs2 { inside: bool },
    /// Numbers of the Adobe-GB1 collection and no map.
    Collection,
    /// Fonts of 200 characters each, drawn by the file itself.
    Drawn,
    /// Nothing says what the characters are.
    Unknown,
}

/// What is done to the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turned {
    /// Nothing.
    Upright,
    /// The content lies on its side, and so does the page.
    Content,
    /// The content lies on its side, and the viewer turns the page upright.
    Both,
    /// The content is upright, and the viewer lays the page on its side.
    View,
}

/// How a document is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) font: Font,
    pub(crate) turned: Turned,
    /// Whether each page is a form object within the page, moved and scaled there and back.
    pub(crate) form: bool,
    /// Whether lines are narrow filled areas.
    pub(crate) areas: bool,
    /// Whether each character is set by itself.
    pub(crate) single: bool,
}

impl Manner {
    pub(crate) const PLAIN: Self = Self {
        font: Font::Mapped,
        turned: Turned::Upright,
        form: false,
        areas: false,
        single: false,
    };

    pub(crate) fn font(font: Font) -> Self {
        Self {
            font,
            ..Self::PLAIN
        }
    }
}

/// Objects of a file, numbered from one.
#[derive(Default)]
struct Objects {
    bodies: Vec<Vec<u8>>,
}

impl Objects {
    fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.bodies.push(body.into());
        self.bodies.len()
    }

    fn stream(&mut self, dict: &str, data: &[u8]) -> usize {
        let head = format!("<<{dict}/Length {}>>stream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    fn file(&self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (number, body) in (1..).zip(&self.bodies) {
            offsets.push(file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let count = offsets.len() + 1;
        let mut tail = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in offsets {
            writeln!(tail, "{offset:010} 00000 n ").unwrap();
        }
        write!(
            tail,
            "trailer<</Size {count}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF"
        )
        .unwrap();
        file.extend(tail.bytes());
        file
    }
}

/// Writes a document.
pub(crate) fn pdf(papers: &[Paper], manner: Manner) -> Vec<u8> {
    let mut coder = Coder::new(manner.font);
    let contents: Vec<String> = papers
        .iter()
        .map(|paper| content(paper, manner, &mut coder))
        .collect();
    let mut objects = Objects::default();
    let fonts = coder.fonts(&mut objects);
    let picture = objects.stream(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        b"\x80",
    );
    let pages = objects.bodies.len() + contents.len() * (2 + usize::from(manner.form)) + 1;
    let mut kids = String::new();
    for (paper, content) in papers.iter().zip(contents) {
        let resources = format!("/Resources<</Font<<{fonts}>>/XObject<</Im {picture} 0 R>>>>");
        let (resources, content) = if manner.form {
            let dict = format!(
                "/Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Matrix[2 0 0 2 10 20]{resources}"
            );
            let form = objects.stream(&dict, content.as_bytes());
            let draw = "q 0.5 0 0 0.5 -5 -10 cm /Fm Do Q".to_owned();
            (format!("/Resources<</XObject<</Fm {form} 0 R>>>>"), draw)
        } else {
            (resources, content)
        };
        let stream = objects.stream("", content.as_bytes());
        let lies = matches!(manner.turned, Turned::Content | Turned::Both);
        let (width, height) = if lies {
            (paper.height, paper.width)
        } else {
            (paper.width, paper.height)
        };
        let rotate = match manner.turned {
            Turned::Upright | Turned::Content => "",
            Turned::Both => "/Rotate 90",
            Turned::View => "/Rotate 270",
        };
        let page = objects.add(format!(
            "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width} {height}]{rotate}{resources}/Contents {stream} 0 R>>"
        ));
        write!(kids, "{page} 0 R ").unwrap();
    }
    let count = papers.len();
    assert_eq!(
        pages,
        objects.bodies.len() + 1,
        "the number of the page tree"
    );
    objects.add(format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
    let root = objects.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    objects.file(root)
}

/// The content of a page, from coordinates down the page to those up it.
fn content(paper: &Paper, manner: Manner, coder: &mut Coder) -> String {
    let mut out = String::new();
    if matches!(manner.turned, Turned::Content | Turned::Both) {
        // What runs right runs up: the content is turned a quarter to the left.
        writeln!(out, "0 1 -1 0 {} 0 cm", paper.height).unwrap();
    }
    if paper.picture {
        let (width, height) = (paper.width, paper.height);
        writeln!(out, "q {width} 0 0 {height} 0 0 cm /Im Do Q").unwrap();
    }
    for &[x0, y0, x1, y1] in &paper.lines {
        let (y0, y1) = (paper.height - y0, paper.height - y1);
        if manner.areas {
            let (width, height) = ((x1 - x0).max(0.5), (y0 - y1).max(0.5));
            writeln!(out, "{x0} {y1} {width} {height} re f").unwrap();
        } else {
            writeln!(out, "0.5 w {x0} {y0} m {x1} {y1} l S").unwrap();
        }
    }
    for text in &paper.texts {
        let (mut x, y) = (text.x, paper.height - text.y);
        let parts: Vec<String> = if manner.single {
            text.words.chars().map(String::from).collect()
        } else {
            vec![text.words.clone()]
        };
        for part in parts {
            for (font, codes) in coder.encode(&part) {
                let size = text.size;
                writeln!(
                    out,
                    "BT /F{font} {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"
                )
                .unwrap();
                let chars = part.chars().map(|c| super::paper::width(c) * size);
                x += if manner.single { chars.sum() } else { 0.0 };
            }
        }
    }
    out
}

/// Characters to codes.
struct Coder {
    font: Font,
    /// Characters in the order they came.
    known: Vec<char>,
}

/// How many characters a drawn font has.
const DRAWN: usize = 200;

impl Coder {
    fn new(font: Font) -> Self {
        Self {
            font,
            known: Vec::new(),
        }
    }

    fn number(&mut self, c: char) -> usize {
        let found = self.known.iter().position(|known| *known == c);
        found.unwrap_or_else(|| {
            self.known.push(c);
            self.known.len() - 1
        })
    }

    /// The strings that show a text, each with its font. Drawn fonts change within a text, which
    /// then must be set character by character.
    fn encode(&mut self, text: &str) -> Vec<(usize, String)> {
        let mut codes = String::new();
        let mut font = 0;
        for c in text.chars() {
            match self.font {
                Font::Mapped | Font::Radicals | Font::Unknown => {
                    write!(codes, "{:04X}", self.number(c) + 1).unwrap();
                }
                Font::Ucs2 { .. } => write!(codes, "{:04X}", u32::from(c)).unwrap(),
                Font::Gbk { .. } => {
                    let c = c.to_string();
                    let (bytes, ..) = encoding_rs::GBK.encode(&c);
                    bytes
                        .iter()
                        .for_each(|it| write!(codes, "{it:02X}").unwrap());
                }
                Font::Collection => write!(codes, "{:04X}", cid(c)).unwrap(),
                Font::Drawn => {
                    let number = self.number(c);
                    font = number / DRAWN;
                    write!(codes, "{:02X}", number % DRAWN + 1).unwrap();
                }
            }
        }
        vec![(font, codes)]
    }

    /// Adds the fonts and returns the entries of the resources.
    fn fonts(&self, objects: &mut Objects) -> String {
        if self.font == Font::Drawn {
            return self.drawn(objects);
        }
        let font = self.composite(objects);
        format!("/F0 {font} 0 R")
    }

    fn composite(&self, objects: &mut Objects) -> usize {
        let (encoding, ordering, inside) = match self.font {
            Font::Mapped | Font::Radicals | Font::Unknown => ("Identity-H", "Identity", true),
            Font::Gbk { inside } => ("GBK-EUC-H", "GB1", inside),
            Font::Ucs2 { inside } => ("UniGB-UCS2-H", "GB1", inside),
            Font::Collection | Font::Drawn => ("Identity-H", "GB1", true),
        };
        let file = if inside {
            let file = objects.stream("", b"no font at all");
            format!("/FontFile2 {file} 0 R")
        } else {
            String::new()
        };
        let descriptor = objects.add(format!(
            "<</Type/FontDescriptor/FontName/SimSun/Flags 4{file}>>"
        ));
        let widths = match self.font {
            Font::Mapped | Font::Radicals | Font::Unknown => self.widths(),
            // Half as wide are the Latin characters of the collection.
            Font::Gbk { .. } | Font::Ucs2 { .. } | Font::Collection | Font::Drawn => {
                "1 95 500 814 939 500".to_owned()
            }
        };
        let descendant = objects.add(format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/FontDescriptor {descriptor} 0 R\
             /CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/DW 1000/W[{widths}]>>"
        ));
        let mapped = matches!(self.font, Font::Mapped | Font::Radicals);
        let map = if mapped {
            let map = objects.stream("", self.to_unicode(0, self.known.len()).as_bytes());
            format!("/ToUnicode {map} 0 R")
        } else {
            String::new()
        };
        objects.add(format!(
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}\
             /DescendantFonts[{descendant} 0 R]{map}>>"
        ))
    }

    fn widths(&self) -> String {
        let widths = self.known.iter().map(|c| super::paper::width(*c) * 1000.0);
        let widths: Vec<String> = widths.map(|it| it.to_string()).collect();
        format!("1[{}]", widths.join(" "))
    }

    fn to_unicode(&self, from: usize, to: usize) -> String {
        let mut map = String::from("/CIDInit/ProcSet findresource begin begincmap ");
        for (number, c) in (1..).zip(&self.known[from..to]) {
            let c = if self.font == Font::Radicals {
                radical(*c)
            } else {
                *c
            };
            let code = if self.font == Font::Drawn { 2 } else { 4 };
            let (c, width) = (u32::from(c), code);
            write!(
                map,
                "1 beginbfchar <{number:0width$X}> <{c:04X}> endbfchar "
            )
            .unwrap();
        }
        map + "endcmap"
    }

    fn drawn(&self, objects: &mut Objects) -> String {
        let mut entries = String::new();
        let drawing = objects.stream("", b"1000 0 0 0 1000 1000 d1 0 0 800 800 re f");
        for (font, chars) in self.known.chunks(DRAWN).enumerate() {
            let from = font * DRAWN;
            let map = self.to_unicode(from, from + chars.len());
            let map = objects.stream("", map.as_bytes());
            let widths = chars.iter().map(|c| super::paper::width(*c) * 1000.0);
            let widths: Vec<String> = widths.map(|it| it.to_string()).collect();
            let names: Vec<String> = (0..chars.len()).map(|at| format!("/g{at}")).collect();
            let (widths, names, last) = (widths.join(" "), names.join(""), chars.len());
            let font_object = objects.add(format!(
                "<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 0 0]\
                 /FirstChar 1/LastChar {last}/Widths[{widths}]/Encoding<</Differences[1{names}]>>\
                 /CharProcs<</g0 {drawing} 0 R>>/ToUnicode {map} 0 R/Resources<<>>>>"
            ));
            write!(entries, "/F{font} {font_object} 0 R").unwrap();
        }
        entries
    }
}

/// The number of a character in the Adobe-GB1 collection.
fn cid(c: char) -> u32 {
    use hayro_cmap::{CMap, CMapName, load_embedded};
    use std::sync::LazyLock;
    static MAP: LazyLock<CMap> = LazyLock::new(|| {
        CMap::parse(load_embedded(CMapName::UniGbUcs2H).unwrap(), load_embedded).unwrap()
    });
    MAP.lookup_cid_code(u32::from(c), 2).unwrap_or(0)
}

/// The radical that browsers write for an ideograph of the same shape.
fn radical(c: char) -> char {
    match c {
        '一' => '\u{2f00}',
        '二' => '\u{2f06}',
        '行' => '\u{2f8f}',
        '用' => '\u{2f64}',
        '人' => '\u{2f08}',
        '十' => '\u{2f17}',
        '工' => '\u{2f2f}',
        '民' => '\u{2ea0}',
        '方' => '\u{2f45}',
        '见' => '\u{2ec5}',
        '非' => '\u{2fae}',
        '高' => '\u{2fbc}',
        '文' => '\u{2f42}',
        other => other,
    }
}
