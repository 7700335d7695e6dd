//! Tables drawn with characters: Markdown, frames of lines, output of databases.

/// Characters that divide cells in a drawn line.
const BARS: [char; 5] = ['|', '│', '┃', '║', '｜'];
/// Characters of which the lines between rows are drawn.
const RULES: &str = "-=_:+—―─━═┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫╒╕╘╛╤╧┠┨┯┷┿╂";

/// The rows of a drawn table; `None` if these lines are none. Lines around the table are rows of
/// one cell.
pub(super) fn rows(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let filled = || lines.iter().filter(|line| !line.trim().is_empty());
    let framed = filled().filter(|line| is_framed(line)).count();
    let barred = filled().filter(|line| line.contains(BARS)).count();
    let ruled = filled().filter(|line| is_rule(line)).count();
    let most = filled().count() / 2 + 1;
    // Bars without a frame may stand in prose; with a line between head and rows they do not.
    let drawn = framed >= most || (ruled > 0 && barred + ruled >= most && barred > 1);
    let edges = Edges::of(lines);
    let kept = lines.iter().filter(|line| !is_rule(line));
    drawn.then(|| kept.map(|line| cells(line, edges)).collect())
}

/// Whether bars stand at the edges of the table: told from all its lines, because without them a
/// line may begin with the bar behind an empty cell.
#[derive(Clone, Copy)]
struct Edges {
    left: bool,
    right: bool,
}

impl Edges {
    fn of(lines: &[&str]) -> Self {
        let barred = || {
            let lines = lines.iter().map(|line| line.trim());
            lines.filter(|line| line.contains(BARS) && !is_rule(line))
        };
        Self {
            left: barred().all(|line| line.starts_with(BARS)),
            right: barred().all(|line| line.ends_with(BARS)),
        }
    }
}

fn is_framed(line: &str) -> bool {
    let line = line.trim();
    is_rule(line) || (line.starts_with(BARS) && line.ends_with(BARS) && line.chars().count() > 1)
}

/// A line that only divides rows.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| RULES.contains(c) || BARS.contains(&c) || c.is_whitespace();
    let strokes = line.chars().filter(|c| RULES.contains(*c)).count();
    strokes >= 3 && line.chars().all(drawn)
}

fn cells(line: &str, edges: Edges) -> Vec<String> {
    let mut line = line.trim();
    if !line.contains(BARS) {
        return vec![line.to_owned()];
    }
    if edges.left {
        line = line.strip_prefix(BARS).unwrap_or(line);
    }
    if edges.right && !line.ends_with("\\|") {
        line = line.strip_suffix(BARS).unwrap_or(line);
    }
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        let last = cells.last_mut();
        match (c, last) {
            (bar, Some(cell)) if escaped && BARS.contains(&bar) => {
                cell.pop();
                cell.push(bar);
            }
            (bar, _) if BARS.contains(&bar) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\' && !escaped;
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
