//! `docs/rules/`: a page for each rule, from the header of its source file and its bad case.

use super::{Pages, RULES};
use anyhow::{Context as _, Result, bail};
use gongkai_domain::rules::{Check, REGISTRY, Rule, Severity};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the rules with their headings, in the order of the documentation.
const GROUPS: [(&str, &str); 5] = [
    ("arithmetic", "表内合计与勾稽"),
    ("values", "单元格的数值"),
    ("structure", "文件的结构与读取"),
    ("narrative", "正文的数字"),
    ("years", "与上年比较"),
];

/// Every page.
pub(super) fn pages(root: &Path) -> Result<Pages> {
    let rules: Vec<Entry> = REGISTRY
        .iter()
        .map(|rule| Entry::of(root, rule))
        .collect::<Result<_>>()?;
    let mut pages: Pages = rules
        .iter()
        .map(|entry| (format!("{RULES}/{}.md", entry.rule.code), entry.page()))
        .collect();
    pages.insert(format!("{RULES}/README.md"), overview(&rules));
    Ok(pages)
}

/// A rule with what its page says.
struct Entry {
    rule: &'static Rule,
    group: &'static str,
    /// The header of its source file without the first line.
    header: String,
    /// What its bad case is about, and the messages expected of it.
    about: String,
    messages: Vec<String>,
}

impl Entry {
    fn of(root: &Path, rule: &'static Rule) -> Result<Self> {
        let (group, path) = source(root, rule)?;
        let text = fs::read_to_string(&path)?;
        let header = text.lines().map_while(|line| line.strip_prefix("//!"));
        let header: Vec<&str> = header
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .skip(2)
            .collect();
        for heading in ["# 检查什么", "# 为什么", "# 怎样改", "# 依据"] {
            if !header.contains(&heading) {
                bail!("{} has no heading {heading}", path.display());
            }
        }
        let (about, messages) = bad_case(root, rule)?;
        Ok(Self {
            rule,
            group,
            header: header.join("\n"),
            about,
            messages,
        })
    }

    fn page(&self) -> String {
        let mut page = format!("# {}（{}）\n\n", self.rule.name.0, self.rule.code);
        let by_default = if self.rule.by_default {
            "默认检查"
        } else {
            "默认不检查"
        };
        let _ = writeln!(
            page,
            "{}，{by_default}。{}\n",
            severity(self.rule),
            looks_at(self.rule)
        );
        page.push_str(&self.header.replace("# ", "## "));
        let _ = write!(page, "\n\n## 例\n{}\n", self.about);
        for message in &self.messages {
            let _ = write!(page, "\n> {message}\n");
        }
        page
    }
}

/// The source file of a rule and the folder it is in: the code names the file.
fn source(root: &Path, rule: &Rule) -> Result<(&'static str, PathBuf)> {
    let file = format!("{}.rs", rule.code.replace('-', "_"));
    for (group, _) in GROUPS {
        let path = root.join("crates/domain/src/rules").join(group).join(&file);
        if path.exists() {
            return Ok((group, path));
        }
    }
    bail!("the rule {} has no file {file}", rule.code)
}

fn bad_case(root: &Path, rule: &Rule) -> Result<(String, Vec<String>)> {
    let path = root.join("cases/rules").join(rule.code).join("bad.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let case: toml::Table = toml::from_str(&text)?;
    let about = case
        .get("about")
        .and_then(toml::Value::as_str)
        .context("about")?;
    let expected = case
        .get("expect")
        .and_then(toml::Value::as_array)
        .context("expect")?;
    let messages = expected
        .iter()
        .filter_map(|finding| finding.get("zh")?.as_str());
    Ok((about.to_owned(), messages.map(str::to_owned).collect()))
}

fn severity(rule: &Rule) -> &'static str {
    match (rule.severity, rule.by_default) {
        (_, false) => "建议",
        (Severity::Error, true) => "错误",
        (Severity::Warning, true) => "警告",
        (Severity::Info, true) => "提示",
    }
}

fn looks_at(rule: &Rule) -> &'static str {
    match rule.check {
        Check::Report(_) => "检查一份报告。",
        Check::Pair(_) => "检查一份报告和同一单位上一年的报告。",
    }
}

fn overview(rules: &[Entry]) -> String {
    let mut page = String::from(
        "# 检查规则\n\n\
         错误：与法律、格式或者自身矛盾；警告：可能有错，要有人看一看；提示：值得知道；建议：默认不检查，点名才检查。\
         缺少数字而无法核对的，一律如实说明“无法核对”，既不算通过，也不算不通过。\n",
    );
    for (group, heading) in GROUPS {
        let _ = write!(
            page,
            "\n## {heading}\n\n| 代码 | 名称 | 轻重 | 默认 |\n|---|---|---|---|\n"
        );
        for Entry { rule, .. } in rules.iter().filter(|entry| entry.group == group) {
            let (code, name) = (rule.code, rule.name.0);
            let by_default = if rule.by_default { "是" } else { "否" };
            let _ = writeln!(
                page,
                "| [{code}]({code}.md) | {name} | {} | {by_default} |",
                severity(rule)
            );
        }
    }
    page.push_str("\n本目录由 `cargo xtask docs` 从规则的源文件和案例生成，请勿手改。\n");
    page
}
