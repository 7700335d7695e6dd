//! OFD in the manner of several converters.

use super::{Cell, Item, container, escaped};
use std::fmt::Write as _;

/// How a converter writes.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit for itself")]
pub(crate) struct Manner {
    /// Each character is an object.
    pub(crate) single: bool,
    /// Measures are points, mapped to millimetres.
    pub(crate) mapped: bool,
    /// Lines are narrow filled areas.
    pub(crate) filled: bool,
    /// The page lies on its side: text runs down.
    pub(crate) turned: bool,
    /// A line and a name at the foot of each page stand in a template, objects in nested blocks,
    /// and the page does not begin at the origin.
    pub(crate) template: bool,
}

pub(crate) const MANNERS: [Manner; 6] = {
    const NONE: Manner = Manner {
        single: false,
        mapped: false,
        filled: false,
        turned: false,
        template: false,
    };
    [
        NONE,
        Manner {
            single: true,
            ..NONE
        },
        Manner {
            mapped: true,
            filled: true,
            ..NONE
        },
        Manner {
            template: true,
            ..NONE
        },
        Manner {
            turned: true,
            ..NONE
        },
        Manner {
            turned: true,
            mapped: true,
            filled: true,
            template: true,
            single: false,
        },
    ]
};

const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 297.0;
const MARGIN: f64 = 20.0;
const SIZE: f64 = 3.6;
const LEADING: f64 = 5.0;
const POINT: f64 = 25.4 / 72.0;

/// A document of these lines and tables.
pub(crate) fn document(items: &[Item], manner: Manner) -> Vec<u8> {
    let mut pen = Pen {
        manner,
        pages: vec![String::new()],
        y: MARGIN,
    };
    for item in items {
        match item {
            Item::Line(line) => pen.paragraph(line),
            Item::Table { width, rows } => pen.table(*width, rows),
        }
    }
    package(&pen.pages, manner)
}

fn package(pages: &[String], manner: Manner) -> Vec<u8> {
    let shown = if manner.turned {
        (HEIGHT, WIDTH)
    } else {
        (WIDTH, HEIGHT)
    };
    let origin = if manner.template { -10 } else { 0 };
    let area = format!(
        "<ofd:PhysicalBox>{origin} {origin} {} {}</ofd:PhysicalBox>",
        shown.0, shown.1
    );
    let mut list = String::new();
    let mut parts = vec![(
        String::from("OFD.xml"),
        String::from(
            "<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\">\
             <ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>D/Main.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
    )];
    for (number, page) in pages.iter().enumerate() {
        let _ = write!(
            list,
            "<ofd:Page ID=\"{}\" BaseLoc=\"P/{number}/C.xml\"/>",
            number + 10
        );
        let template = if manner.template {
            "<ofd:Template TemplateID=\"3\" ZOrder=\"Background\"/>"
        } else {
            ""
        };
        parts.push((
            format!("D/P/{number}/C.xml"),
            format!("<ofd:Page>{template}<ofd:Content><ofd:Layer ID=\"5\">{page}</ofd:Layer></ofd:Content></ofd:Page>"),
        ));
    }
    let mut template = Pen {
        manner,
        pages: vec![String::new()],
        y: 0.0,
    };
    template.text(MARGIN, HEIGHT - 8.0, "甲市乙区");
    parts.push((
        String::from("D/T/0.xml"),
        format!(
            "<ofd:Page><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
            template.pages[0]
        ),
    ));
    parts.push((
        String::from("D/Main.xml"),
        format!(
            "<ofd:Document><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>\
             <ofd:TemplatePage ID=\"3\" BaseLoc=\"/D/T/0.xml\"/></ofd:CommonData>\
             <ofd:Pages>{list}</ofd:Pages></ofd:Document>"
        ),
    ));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    container(&parts)
}

struct Pen {
    manner: Manner,
    pages: Vec<String>,
    y: f64,
}

fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut x = 0.0;
    for c in text.chars() {
        if x + advance(c) > width && x > 0.0 {
            lines.push(String::new());
            x = 0.0;
        }
        x += advance(c);
        lines.last_mut().unwrap().push(c);
    }
    lines
}

fn advance(c: char) -> f64 {
    if is_wide(c) { SIZE } else { SIZE / 2.0 }
}

fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

impl Pen {
    fn paragraph(&mut self, text: &str) {
        for line in wrapped(text, WIDTH - 2.0 * MARGIN) {
            self.room(LEADING);
            self.text(MARGIN, self.y + SIZE, &line);
            self.y += LEADING;
        }
        self.y += 2.0;
    }

    /// A new page if so much does not fit.
    fn room(&mut self, height: f64) {
        if self.y + height > HEIGHT - MARGIN {
            self.pages.push(String::new());
            self.y = MARGIN;
        }
    }

    fn table(&mut self, width: usize, rows: &[Vec<Cell>]) {
        let edges = edges(width, rows);
        let lines = |cell: &Cell| {
            let room = edges[cell.column + cell.columns] - edges[cell.column] - 1.0;
            wrapped(&cell.text, room)
        };
        let mut places = Vec::new();
        for row in rows {
            let tall = row
                .iter()
                .filter(|cell| cell.rows == 1)
                .map(|cell| lines(cell).len());
            let height = 1.5 + LEADING * f64::from(u32::try_from(tall.max().unwrap_or(1)).unwrap());
            self.room(height);
            places.push((self.pages.len() - 1, self.y, height));
            self.y += height;
        }
        for (number, row) in rows.iter().enumerate() {
            for cell in row {
                let sides = (edges[cell.column], edges[cell.column + cell.columns]);
                self.cell(sides, &places[number..number + cell.rows], lines(cell));
            }
        }
        self.y += 4.0;
    }

    /// A cell over rows of which page, top and height are known. One that the end of a page cuts
    /// goes on on the next, its text as well.
    fn cell(&mut self, (left, right): (f64, f64), rows: &[(usize, f64, f64)], lines: Vec<String>) {
        let mut lines = lines.into_iter();
        for piece in rows.chunk_by(|a, b| a.0 == b.0) {
            let (page, top, _) = piece[0];
            let bottom = piece.iter().map(|row| row.1 + row.2).fold(top, f64::max);
            let later = self.pages.split_off(page + 1);
            self.frame(left, top, right, bottom);
            let mut y = top + SIZE + 0.8;
            while y < bottom + 0.5 {
                let Some(line) = lines.next() else { break };
                self.text(left + 0.5, y, &line);
                y += LEADING;
            }
            self.pages.extend(later);
        }
    }

    fn text(&mut self, x: f64, y: f64, text: &str) {
        let steps = |chars: &[char]| -> String {
            let runs = chars[..chars.len() - 1].chunk_by(|a, b| is_wide(*a) == is_wide(*b));
            let unit = self.unit();
            let runs = runs.map(|run| format!("g {} {:.4} ", run.len(), advance(run[0]) / unit));
            runs.collect::<Vec<_>>().concat()
        };
        let chars: Vec<char> = text.chars().collect();
        let mut objects = String::new();
        if self.manner.single {
            let mut x = x;
            for c in &chars {
                objects += &self.object(x, y, &c.to_string(), "");
                x += advance(*c);
            }
        } else if !chars.is_empty() {
            objects = self.object(x, y, text, &format!("DeltaX=\"{}\"", steps(&chars).trim()));
        }
        self.put(&objects);
    }

    fn unit(&self) -> f64 {
        if self.manner.mapped { POINT } else { 1.0 }
    }

    /// Boundary and map of an object at a place, and where its own measures begin in it.
    fn at(&self, x: f64, y: f64) -> String {
        let unit = self.unit();
        let shift = if self.manner.template { 10.0 } else { 0.0 };
        let (x, y) = if self.manner.turned {
            (HEIGHT - y, x)
        } else {
            (x, y)
        };
        let (x, y) = (x - shift, y - shift);
        let map = match (self.manner.turned, self.manner.mapped) {
            (true, _) => format!("CTM=\"0 {unit:.6} -{unit:.6} 0 0 0\""),
            (false, true) => format!("CTM=\"{unit:.6} 0 0 {unit:.6} 0 0\""),
            (false, false) => String::new(),
        };
        format!("ID=\"9\" Boundary=\"{x:.4} {y:.4} 100 10\" {map}")
    }

    fn object(&self, x: f64, y: f64, text: &str, steps: &str) -> String {
        let size = SIZE / self.unit();
        format!(
            "<ofd:TextObject {} Font=\"2\" Size=\"{size:.4}\"><ofd:FillColor Value=\"0 0 0\"/>\
             <ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>\
             <ofd:TextCode X=\"0\" Y=\"0\" {steps}>{}</ofd:TextCode></ofd:TextObject>",
            self.at(x, y),
            escaped(text)
        )
    }

    fn frame(&mut self, left: f64, top: f64, right: f64, bottom: f64) {
        let unit = self.unit();
        let (width, height) = ((right - left) / unit, (bottom - top) / unit);
        let thin = 0.2 / unit;
        let (data, paint) = if self.manner.filled {
            let area = |x: f64, y: f64, w: f64, h: f64| {
                format!(
                    "M {x:.3} {y:.3} L {:.3} {y:.3} L {:.3} {:.3} L {x:.3} {:.3} C ",
                    x + w,
                    x + w,
                    y + h,
                    y + h
                )
            };
            let sides = [
                area(0.0, 0.0, width, thin),
                area(0.0, height, width, thin),
                area(0.0, 0.0, thin, height),
                area(width, 0.0, thin, height),
            ];
            (sides.concat(), "Stroke=\"false\" Fill=\"true\"")
        } else {
            let around = format!("M 0 0 L {width:.3} 0 L {width:.3} {height:.3} L 0 {height:.3} C");
            (around, "LineWidth=\"0.25\"")
        };
        let path = format!(
            "<ofd:PathObject {} {paint}><ofd:Clips><ofd:Clip><ofd:Area><ofd:Path>\
             <ofd:AbbreviatedData>M 0 0 L 1 0</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>\
             <ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>",
            self.at(left, top)
        );
        self.put(&path);
    }

    fn put(&mut self, objects: &str) {
        let blocks = if self.manner.template {
            [
                "<ofd:PageBlock><ofd:PageBlock>",
                "</ofd:PageBlock></ofd:PageBlock>",
            ]
        } else {
            ["", ""]
        };
        if let Some(page) = self.pages.last_mut() {
            page.push_str(blocks[0]);
            page.push_str(objects);
            page.push_str(blocks[1]);
        }
    }
}

/// Where columns begin and end: those with labels are wider.
fn edges(width: usize, rows: &[Vec<Cell>]) -> Vec<f64> {
    let mut weights = vec![1.0; width];
    for cell in rows.iter().flatten().filter(|cell| cell.columns == 1) {
        if cell.text.chars().count() > 8 {
            weights[cell.column] = 2.5;
        }
    }
    let all: f64 = weights.iter().sum();
    let mut edges = vec![MARGIN];
    for weight in weights {
        edges.push(edges.last().unwrap() + weight / all * (WIDTH - 2.0 * MARGIN));
    }
    edges
}
