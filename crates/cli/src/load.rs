//! One input to one or several reports: documents through the reader, JSON through the exchange.

use crate::arguments::Scans;
use crate::input::Input;
use crate::ocr::Ocr;
use gongkai_domain::report::{AnnualReport, FormBook};
use gongkai_exchange::{Lang, Source};
use gongkai_reader::{Document, Reader, Reading, SourceError};
use gongkai_worker::{Program, Workers};
use sha2::{Digest, Sha256};

/// A report with its source.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) report: AnnualReport,
    pub(crate) source: Source,
}

/// An input that is no report, with the reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The path.
    pub(crate) path: String,
    /// Why, and what to do, in the language asked for.
    pub(crate) cause: String,
}

impl Unreadable {
    /// The line for the terminal.
    pub(crate) fn line(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}：读不了。{}", self.path, self.cause),
            Lang::En => format!("{}: cannot be read: {}", self.path, self.cause),
        }
    }
}

/// Reads inputs; shared by all threads.
#[derive(Debug)]
pub(crate) struct Loader {
    pub(crate) book: &'static FormBook,
    pub(crate) reader: Reader,
    lang: Lang,
    /// What recognises the text of pictures, if anything does.
    ocr: Option<Ocr>,
}

impl Loader {
    pub(crate) fn new(lang: Lang) -> anyhow::Result<Self> {
        let book = FormBook::statutory()?;
        Ok(Self {
            book,
            reader: Reader::new(book).with_isolation(Box::new(workers()?)),
            lang,
            ocr: None,
        })
    }

    /// The same with what the arguments say of pictures.
    pub(crate) fn with_scans(self, scans: &Scans) -> anyhow::Result<Self> {
        let ocr = Ocr::of(scans, self.lang)?;
        Ok(Self { ocr, ..self })
    }

    /// The command that recognises the text of pictures, empty if there is none: what is read
    /// depends on it.
    pub(crate) fn recognition(&self) -> String {
        self.ocr.as_ref().map_or_else(String::new, Ocr::command)
    }

    /// The reports in an input; none if it was found in a folder and is no report.
    pub(crate) fn load(&self, input: &Input) -> Result<Vec<Loaded>, Unreadable> {
        let path = input.name();
        let fail = |cause: String| Unreadable {
            path: path.clone(),
            cause,
        };
        let bytes = self.bytes(input).map_err(fail)?;
        let found = matches!(input, Input::Found(_));
        if gongkai_exchange::is_report(&bytes) {
            return self.exchange(&bytes).map_err(fail);
        }
        if path.to_lowercase().ends_with(".json") {
            return if found {
                Ok(Vec::new())
            } else {
                Err(fail(self.foreign_json()))
            };
        }
        let loaded = match self.reader.read(&bytes, &path) {
            Ok(reading) => loaded(reading, &bytes, &path),
            Err(error) => self.opened(&error, &bytes, &path).map_err(fail)?.1,
        };
        Ok(vec![loaded])
    }

    /// The bytes of an input, of which there must be some.
    fn bytes(&self, input: &Input) -> Result<Vec<u8>, String> {
        let bytes = input.bytes().map_err(|error| self.io(&error))?;
        if !bytes.is_empty() {
            return Ok(bytes);
        }
        Err(String::from(match self.lang {
            Lang::Zh => "文件是空的，里面没有内容。请重新取得这份报告。",
            Lang::En => "the file is empty; get the report anew",
        }))
    }

    /// A document and what it says, side by side.
    pub(crate) fn both(&self, input: &Input) -> Result<(Document<'static>, Loaded), Unreadable> {
        let path = input.name();
        let fail = |cause: String| Unreadable {
            path: path.clone(),
            cause,
        };
        let bytes = self.bytes(input).map_err(fail)?;
        if gongkai_exchange::is_report(&bytes) {
            return Err(fail(self.no_original()));
        }
        match self.reader.document(&bytes, &path) {
            Ok(document) => {
                let reading = self.reader.read_document(&document);
                Ok((document, loaded(reading, &bytes, &path)))
            }
            Err(error) => self.opened(&error, &bytes, &path).map_err(fail),
        }
    }

    /// What a document of pictures says once it is recognised; any other refusal in words.
    fn opened(
        &self,
        error: &SourceError,
        bytes: &[u8],
        path: &str,
    ) -> Result<(Document<'static>, Loaded), String> {
        let SourceError::NoText { .. } = error else {
            return Err(self.words(error));
        };
        let Some(ocr) = &self.ocr else {
            return Err(self.words(error) + self.with_option());
        };
        let (document, media_type) = ocr.document(bytes, &self.reader)?;
        let mut loaded = loaded(self.reader.read_document(&document), bytes, path);
        media_type.clone_into(&mut loaded.source.media_type);
        ocr.mark(&mut loaded.report);
        Ok((document, loaded))
    }

    fn with_option(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "用 --ocr 写明识别命令，可以直接读。",
            Lang::En => "; name a command with --ocr",
        }
    }

    fn no_original(&self) -> String {
        String::from(match self.lang {
            Lang::Zh => "这是已经读出的数据。对照要用报告的原文件。",
            Lang::En => "these are data already read; the original document is needed",
        })
    }

    fn exchange(&self, bytes: &[u8]) -> Result<Vec<Loaded>, String> {
        let reports =
            gongkai_exchange::parse(bytes, self.book).map_err(|error| match self.lang {
                Lang::Zh => {
                    format!("不是本程序的报告 JSON：{error}。请用 gongkai report read 重新生成。")
                }
                Lang::En => format!(
                    "not a report of this program: {error}; make it anew with `gongkai report read`"
                ),
            })?;
        Ok(reports
            .into_iter()
            .map(|(report, source)| Loaded { report, source })
            .collect())
    }

    fn foreign_json(&self) -> String {
        String::from(match self.lang {
            Lang::Zh => "这个 JSON 文件不是年度报告（缺少 schema）。请检查文件是否选对。",
            Lang::En => "this JSON is no annual report (it has no schema); check the file",
        })
    }

    fn io(&self, error: &std::io::Error) -> String {
        use std::io::ErrorKind;
        let kind = error.kind();
        if self.lang == Lang::Zh && kind == ErrorKind::NotFound {
            return String::from("没有这个文件，请检查路径。");
        }
        if self.lang == Lang::Zh && kind == ErrorKind::PermissionDenied {
            return String::from("没有读取权限，请检查文件权限。");
        }
        error.to_string()
    }

    fn words(&self, error: &SourceError) -> String {
        match self.lang {
            Lang::Zh => error.to_string(),
            Lang::En => error.english(),
        }
    }
}

/// The children that take apart what this program does not parse itself: this program again.
pub(crate) fn workers() -> std::io::Result<Workers> {
    Ok(Workers::new(Program::itself(&["worker"])?))
}

fn loaded(reading: Reading, bytes: &[u8], path: &str) -> Loaded {
    Loaded {
        report: reading.report,
        source: Source {
            sha256: hexadecimal(&Sha256::digest(bytes)),
            media_type: reading.format.media_type().to_owned(),
            path: path.to_owned(),
        },
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
