//! Every dependency says in a comment what it is for.

use super::Problem;

/// The dependencies of the workspace without a comment.
pub(super) fn check(manifest: &str) -> Vec<Problem> {
    manifest
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.contains('=') && !line.contains("path = "))
        .filter(|line| {
            line.split_once(" # ")
                .is_none_or(|(_, why)| why.trim().is_empty())
        })
        .map(|line| format!("Cargo.toml: say behind `#` what it is for: {line}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_without_a_reason_is_refused() {
        let manifest = "[workspace.dependencies]\na = \"1\"  # dates\nb = \"1\"\n\
                        gongkai-domain = { path = \"crates/domain\" }\n[profile.dev]\nc = 1\n";
        assert_eq!(
            check(manifest),
            ["Cargo.toml: say behind `#` what it is for: b = \"1\""]
        );
    }
}
