//! `gongkai report render`: the statutory document, read again before it is written.

use super::one;
use crate::arguments::{General, Render};
use crate::load::Loader;
use crate::output::{Sink, Status, complain, is_terminal};
use anyhow::Result;
use gongkai_exchange::Lang;
use gongkai_render::{Format, gaps, verified};
use std::io::Write;

pub(super) fn run(arguments: &Render, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let Some(format) = Format::from_name(&arguments.to) else {
        complain(&match lang {
            Lang::Zh => format!(
                "“{}”不是可以生成的文件种类。可以写：html、docx、xlsx、csv、md。",
                arguments.to
            ),
            Lang::En => format!(
                "{} is no format; use html, docx, xlsx, csv or md",
                arguments.to
            ),
        });
        return Ok(Status::Usage);
    };
    let binary = matches!(format, Format::Docx | Format::Xlsx);
    if binary && arguments.output.output.is_none() && is_terminal() {
        complain(match lang {
            Lang::Zh => "这种文件不能显示在屏幕上，请用 -o 写明要写入的文件。",
            Lang::En => "this format cannot be shown on a terminal; name a file with -o",
        });
        return Ok(Status::Usage);
    }
    let loader = Loader::new(lang)?;
    let Some(loaded) = one(&loader, &arguments.report, lang)? else {
        return Ok(Status::Unreadable);
    };
    let reread = |bytes: &[u8]| {
        let name = format!("rendered.{}", format.extension());
        loader
            .reader
            .read(bytes, &name)
            .map(|reading| reading.report)
            .map_err(|error| error.to_string())
    };
    let bytes = match verified(&loaded.report, format, reread) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&format!("{}：没有生成文件。{error}", loaded.source.path));
            return Ok(Status::Internal);
        }
    };
    if !general.quiet {
        for gap in gaps(&loaded.report) {
            complain(&gap);
        }
    }
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    sink.write_all(&bytes)?;
    sink.close()?;
    Ok(Status::Clean)
}
