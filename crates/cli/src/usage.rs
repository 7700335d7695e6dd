//! Help and complaints about arguments, in Chinese.

use crate::arguments::Arguments;
use crate::output::Status;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use std::fmt::Write as _;
use std::process::ExitCode;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// The definition of all arguments with help as it is shown.
pub(crate) fn command() -> clap::Command {
    with_template(Arguments::command())
}

fn with_template(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let command = command.help_template(TEMPLATE);
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, with_template)
    })
}

/// Reads the arguments of the process, or says what is wrong with them.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    let parsed = command()
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| refuse(&error))
}

fn refuse(error: &clap::Error) -> ExitCode {
    let kind = error.kind();
    if kind == ErrorKind::DisplayVersion {
        let _ = error.print();
        return Status::Clean.into();
    }
    let help = kind == ErrorKind::DisplayHelp;
    if help || kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let text = error.render().to_string().replace("[OPTIONS]", "[选项]");
        crate::output::print(&text);
        return if help {
            Status::Clean.into()
        } else {
            Status::Usage.into()
        };
    }
    crate::output::complain(&complaint(error));
    Status::Usage.into()
}

/// What is wrong, and what to type instead.
fn complaint(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let kind = error.kind();
    let mut message = if kind == ErrorKind::InvalidSubcommand {
        format!(
            "没有“{}”这个命令。",
            text(error, ContextKind::InvalidSubcommand)
        )
    } else if kind == ErrorKind::UnknownArgument {
        format!("没有“{argument}”这个选项或参数。")
    } else if kind == ErrorKind::InvalidValue && value.is_empty() {
        format!("选项 {argument} 后面要写一个值。")
    } else if matches!(kind, ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        format!("“{value}”不能作为 {argument} 的值。")
    } else if kind == ErrorKind::MissingRequiredArgument {
        format!("还缺少：{argument}。")
    } else if kind == ErrorKind::ArgumentConflict {
        format!("{argument} 只能写一次，或不能与别的选项同用。")
    } else {
        format!("参数不对（{kind}）。")
    };
    if let Some(valid) = list(error, ContextKind::ValidValue) {
        let _ = write!(message, "可以写：{valid}。");
    }
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        if let Some(guess) = list(error, kind) {
            let _ = write!(message, "您是不是想输入 {guess}？");
        }
    }
    message.push_str("\n用法和示例请看 --help。");
    message
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    list(error, kind).unwrap_or_default()
}

fn list(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let value = error.get(kind)?;
    if let ContextValue::String(text) = value {
        return Some(text.clone());
    }
    let ContextValue::Strings(texts) = value else {
        return None;
    };
    (!texts.is_empty()).then(|| texts.join("、"))
}
