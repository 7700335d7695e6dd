//! `gongkai report render`: the statutory document, read again before it is written.

use super::one;
use crate::arguments::{General, Render};
use crate::load::Loader;
use crate::output::{Sink, Status, complain, is_terminal};
use anyhow::Result;
use gongkai_exchange::Lang;
use gongkai_render::{Fonts, Format, RenderError, gaps, render_pdf, verified};
use std::io::Write;

pub(super) fn run(arguments: &Render, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let Some(format) = Format::from_name(&arguments.to) else {
        complain(&match lang {
            Lang::Zh => format!(
                "“{}”不是可以生成的文件种类。可以写：html、docx、xlsx、csv、md、pdf。",
                arguments.to
            ),
            Lang::En => format!(
                "{} is no format; use html, docx, xlsx, csv, md or pdf",
                arguments.to
            ),
        });
        return Ok(Status::Usage);
    };
    let binary = matches!(format, Format::Docx | Format::Xlsx | Format::Pdf);
    if binary && arguments.output.output.is_none() && is_terminal() {
        complain(match lang {
            Lang::Zh => "这种文件不能显示在屏幕上，请用 -o 写明要写入的文件。",
            Lang::En => "this format cannot be shown on a terminal; name a file with -o",
        });
        return Ok(Status::Usage);
    }
    let loader = Loader::new(lang)?.with_scans(&arguments.scans)?;
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
    let bytes = match &arguments.font {
        Some(font) if format == Format::Pdf => {
            Fonts::file(font).and_then(|fonts| render_pdf(&loaded.report, &fonts))
        }
        _ => verified(&loaded.report, format, reread),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let said = said(&error, lang);
            complain(&format!("{}：没有生成文件。{said}", loaded.source.path));
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

/// What went wrong, and for a missing font what else the command takes.
fn said(error: &RenderError, lang: Lang) -> String {
    match (error, lang) {
        (RenderError::NoChineseFont, Lang::En) => "no Chinese font found, so no PDF can be set. \
             Install one (Debian, Ubuntu: apt-get install fonts-noto-cjk; Windows has SimSun), or \
             name a font file with --font"
            .to_owned(),
        (RenderError::NoChineseFont, Lang::Zh) => {
            format!("{error}也可以用 --font 指定一个中文字体文件。")
        }
        _ => error.to_string(),
    }
}
