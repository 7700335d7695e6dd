//! Help and complaints about arguments, in Chinese.

use crate::arguments::Arguments;
use crate::output::Status;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
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
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            Status::Clean.into()
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Status::Usage.into()
        }
        _ => {
            crate::output::complain(&complaint(error));
            Status::Usage.into()
        }
    }
}

/// What is wrong, and what to type instead.
fn complaint(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let mut message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "没有“{}”这个命令。",
                text(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项或参数。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("选项 {argument} 后面要写一个值。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{value}”不能作为 {argument} 的值。")
        }
        ErrorKind::MissingRequiredArgument => format!("还缺少：{argument}。"),
        ErrorKind::ArgumentConflict => format!("{argument} 只能写一次，或不能与别的选项同用。"),
        _ => error.to_string(),
    };
    if let Some(valid) = list(error, ContextKind::ValidValue) {
        message.push_str(&format!("可以写：{valid}。"));
    }
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        if let Some(guess) = list(error, kind) {
            message.push_str(&format!("您是不是想输入 {guess}？"));
        }
    }
    message.push_str("\n用法和示例请看 --help。");
    message
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    list(error, kind).unwrap_or_default()
}

fn list(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => (!texts.is_empty()).then(|| texts.join("、")),
        _ => None,
    }
}
