//! Pages that are pictures, handed to a program of the user's choice that recognises their text.
//!
//! The program is run as it stands, by no shell. What it prints, text, HTML or columns between
//! tabs, is read as the document; the report says that it was recognised, and no figure of it is
//! certain.

use crate::arguments::Scans;
use anyhow::bail;
use gongkai_domain::report::{AnnualReport, Cell, Certainty, Note};
use gongkai_exchange::Lang;
use gongkai_reader::{Document, Reader};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The command where no option names one.
const VARIABLE: &str = "GONGKAI_OCR";
/// How long a document may take: some pages of a scan take a minute.
const PATIENCE: Duration = Duration::from_mins(5);
/// How often is looked whether it has ended.
const TICK: Duration = Duration::from_millis(20);
/// How much of its text is read.
const LARGEST_TEXT: u64 = 16 << 20;
/// Where the path of the document goes.
const FILE: &str = "{}";
/// First bytes, ending and media type of what is handed on; PDF may begin with other bytes.
const KINDS: [(&[u8], &str, &str); 6] = [
    (b"\x89PNG", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
    (b"II*\0", "tif", "image/tiff"),
    (b"MM\0*", "tif", "image/tiff"),
    (b"PK\x03\x04", "ofd", "application/ofd"),
];

/// The command that recognises text.
#[derive(Debug)]
pub(crate) struct Ocr {
    program: String,
    arguments: Vec<String>,
    lang: Lang,
}

impl Ocr {
    /// The command that the arguments name, or else the environment.
    pub(crate) fn of(scans: &Scans, lang: Lang) -> anyhow::Result<Option<Self>> {
        let variable = || std::env::var_os(VARIABLE)?.into_string().ok();
        let Some(line) = scans.ocr.clone().or_else(variable) else {
            return Ok(None);
        };
        if line.trim().is_empty() {
            return Ok(None);
        }
        let Some(mut words) = words(&line).filter(|words| !words.is_empty()) else {
            bail!("识别命令“{line}”写得不对：引号没有配对。");
        };
        let program = words.remove(0);
        if !words.iter().any(|word| word.contains(FILE)) {
            words.push(FILE.to_owned());
        }
        Ok(Some(Self {
            program,
            arguments: words,
            lang,
        }))
    }

    /// The command with its arguments, a line each.
    pub(crate) fn command(&self) -> String {
        format!("{}\n{}", self.program, self.arguments.join("\n"))
    }

    /// What the program recognises in a document, and the media type of the document itself.
    pub(crate) fn document(
        &self,
        bytes: &[u8],
        reader: &Reader,
    ) -> Result<(Document<'static>, &'static str), String> {
        let known = KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic));
        let (ending, media_type) = known.map_or(("pdf", "application/pdf"), |(_, ending, kind)| {
            (*ending, *kind)
        });
        let text = self.text(bytes, ending)?;
        if text.trim_ascii().is_empty() {
            return Err(self.say("什么文字也没有认出来。", "recognised nothing"));
        }
        let document = reader.document(&text, "ocr.txt");
        let document = document.map_err(|error| match self.lang {
            Lang::Zh => format!("识别命令 {} 的输出读不了。{error}", self.program),
            Lang::En => format!(
                "the output of {} cannot be read: {}",
                self.program,
                error.english()
            ),
        })?;
        Ok((document, media_type))
    }

    /// Says in a report that its text was recognised.
    pub(crate) fn mark(&self, report: &mut AnnualReport) {
        let name = Path::new(&self.program).file_name().unwrap_or_default();
        let program = name.to_string_lossy().into_owned();
        report.notes.insert(0, Note::Recognised { program });
        let Some(tables) = &mut report.tables else {
            return;
        };
        let cells: Vec<Cell> = tables.iter().map(|(_, cell)| cell.clone()).collect();
        for (index, mut cell) in cells.into_iter().enumerate() {
            if !cell.is_absent() {
                cell.weigh(cell.certainty.min(Certainty::RECOGNISED));
                tables.set(index, cell);
            }
        }
    }

    /// What the program prints about a file.
    fn text(&self, bytes: &[u8], ending: &str) -> Result<Vec<u8>, String> {
        let io = |error: io::Error| {
            if error.kind() == io::ErrorKind::NotFound {
                return self.say(
                    "找不到，请检查命令是否写对、程序是否装好。",
                    "was not found; check the command",
                );
            }
            let zh = format!("没有运行成（{error}）。");
            self.say(&zh, &format!("failed: {error}"))
        };
        let mut file = tempfile::Builder::new()
            .prefix("gongkai-")
            .suffix(&format!(".{ending}"))
            .tempfile()
            .map_err(io)?;
        file.write_all(bytes).map_err(io)?;
        let path = file.path().to_string_lossy();
        let (mut said, mut complained) = (
            tempfile::tempfile().map_err(io)?,
            tempfile::tempfile().map_err(io)?,
        );
        let status = self.run(&path, (&said, &complained)).map_err(io)?;
        match status {
            None => Err(self.say("用时超过5分钟，已停止。", "took more than five minutes")),
            Some(status) if !status.success() => {
                let last = last_line(&mut complained).map_err(io)?;
                let last = if last.is_empty() {
                    status.to_string()
                } else {
                    last
                };
                Err(self.say(&format!("没有成功（{last}）。"), &format!("failed: {last}")))
            }
            Some(_) => all(&mut said, LARGEST_TEXT).map_err(io),
        }
    }

    /// Runs the program; none if it took too long.
    fn run(&self, path: &str, (out, err): (&File, &File)) -> io::Result<Option<ExitStatus>> {
        let arguments = self.arguments.iter().map(|word| word.replace(FILE, path));
        let mut child = Command::new(&self.program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(err.try_clone()?)
            .spawn()?;
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if Instant::now() > until {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            std::thread::sleep(TICK);
        }
    }

    fn say(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => format!("识别命令 {} {zh}", self.program),
            Lang::En => format!("the command {} {en}", self.program),
        }
    }
}

/// Everything in a file that somebody else has written, up to a bound.
fn all(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The last thing that a program complained of.
fn last_line(file: &mut File) -> io::Result<String> {
    let text = all(file, 1 << 16)?;
    let text = String::from_utf8_lossy(&text);
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    Ok(last.unwrap_or_default().trim().to_owned())
}

/// The words of a command, as a shell parts them: blanks part, quotes hold together, a backslash
/// takes the next character as it is (not on Windows, where it parts folders). None if a quote is
/// not closed.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') if !cfg!(windows) => {
                word.get_or_insert_default().extend(characters.next());
            }
            (None, c @ ('\'' | '"')) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_parted_as_a_shell_parts_it() {
        let parted = |line: &str| words(line).map(|words| words.join("|"));
        for (line, meant) in [
            (
                "tesseract {} - -l chi_sim",
                Some("tesseract|{}|-|-l|chi_sim"),
            ),
            ("'/opt/my ocr' \"a b\" c''d", Some("/opt/my ocr|a b|cd")),
            ("ocr ''", Some("ocr|")),
            ("ocr; rm -rf $HOME `x`", Some("ocr;|rm|-rf|$HOME|`x`")),
            ("ocr 'open", None),
        ] {
            assert_eq!(parted(line).as_deref(), meant, "{line}");
        }
        if !cfg!(windows) {
            assert_eq!(parted(r"a\ b").as_deref(), Some("a b"));
        }
    }

    #[test]
    fn a_command_without_a_place_for_the_file_gets_it_at_its_end() {
        let of = |line: &str| {
            let ocr = Some(line.to_owned());
            Ocr::of(&Scans { ocr }, Lang::Zh)
                .unwrap()
                .unwrap()
                .arguments
        };
        assert_eq!(of("ocr --fast"), ["--fast", "{}"]);
        assert_eq!(of("ocr --in={} -"), ["--in={}", "-"]);
        let none = Some(String::from(" "));
        assert!(Ocr::of(&Scans { ocr: none }, Lang::Zh).unwrap().is_none());
    }
}
