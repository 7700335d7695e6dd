//! One input to one or several reports: documents through the reader, JSON through the exchange.

use crate::input::Input;
use gongkai_domain::report::{AnnualReport, FormBook};
use gongkai_exchange::{Lang, Source};
use gongkai_reader::Reader;
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
}

impl Loader {
    pub(crate) fn new(lang: Lang) -> anyhow::Result<Self> {
        let book = FormBook::statutory()?;
        Ok(Self {
            book,
            reader: Reader::new(book),
            lang,
        })
    }

    /// The reports in an input; none if it was found in a folder and is no report.
    pub(crate) fn load(&self, input: &Input) -> Result<Vec<Loaded>, Unreadable> {
        let path = input.name();
        let fail = |cause: String| Unreadable {
            path: path.clone(),
            cause,
        };
        let bytes = input.bytes().map_err(|error| fail(self.io(&error)))?;
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
        let reading = self
            .reader
            .read(&bytes, &path)
            .map_err(|error| fail(self.words(&error)))?;
        let source = Source {
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            media_type: reading.format.media_type().to_owned(),
            path: path.clone(),
        };
        Ok(vec![Loaded {
            report: reading.report,
            source,
        }])
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

    fn words(&self, error: &gongkai_reader::SourceError) -> String {
        match self.lang {
            Lang::Zh => error.to_string(),
            Lang::En => error.english(),
        }
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
