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
    drawn.then(|| lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line)).collect())
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

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    if !line.contains(BARS) {
        return vec![line.to_owned()];
    }
    let line = line.strip_prefix(BARS).unwrap_or(line);
    let line = if line.ends_with("\\|") {
        line
    } else {
        line.strip_suffix(BARS).unwrap_or(line)
    };
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
