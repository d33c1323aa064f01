//! `gongshi explain`: rules and kinds, from the lists that the program itself uses.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::cli::report::padded;
use crate::community::form::FieldNote;
use crate::community::register::{KindNote, kinds};
use crate::finding::rules::{self, Rule};
use crate::finding::{Severity, suggestion};
use crate::language::Language;

/// Prints what a name stands for, or everything there is.
pub fn explain(name: Option<&str>, language: Language) -> ExitCode {
    let kinds = kinds();
    let text = match name {
        None => everything(&kinds, language),
        Some(name) => match (rules::named(name), kinds.iter().find(|kind| kind.word == name)) {
            (Some(found), _) => rule(found, language),
            (None, Some(found)) => kind(found, language),
            (None, None) => {
                let known = rules::ALL.iter().map(|rule| rule.name).chain(kinds.iter().map(|kind| kind.word));
                let near = suggestion(name, known).map(|said| said.text(language).to_owned());
                let near = near.map(|near| format!("{}{near}", pick(language, "；", "; "))).unwrap_or_default();
                let _ = match language {
                    Language::Chinese => writeln!(io::stderr(), "错误：没有名为 `{name}` 的规则或记录{near}"),
                    Language::English => writeln!(io::stderr(), "error: there is no rule or kind `{name}`{near}"),
                };
                return ExitCode::from(2);
            }
        },
    };
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn everything(kinds: &[KindNote], language: Language) -> String {
    let mut text = format!("{}\n", pick(language, "记录：", "Kinds of record:"));
    for kind in kinds {
        let doc = pick(language, &kind.doc[1], &kind.doc[0]);
        let _ = writeln!(text, "  {} {doc}", padded(kind.word, 16));
    }
    let _ = writeln!(text, "\n{}", pick(language, "规则：", "Rules:"));
    for rule in rules::ALL {
        let _ = writeln!(text, "  {} {}", padded(rule.name, 24), pick(language, rule.what[0], rule.what[1]));
    }
    text
}

fn rule(rule: &Rule, language: Language) -> String {
    let severity = severity(rule, language);
    let indented = |lines: &str| lines.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let basis = match pick(language, rule.basis[0], rule.basis[1]) {
        "" => String::new(),
        basis => format!("{} {basis}\n", pick(language, "依据：", "Basis:")),
    };
    format!(
        "{}\n\n{}\n{}\n{basis}\n{severity}\n\n{}\n{}\n{}\n{}",
        rule.name,
        pick(language, rule.what[0], rule.what[1]),
        pick(language, rule.why[0], rule.why[1]),
        pick(language, "有问题：", "Broken:"),
        indented(rule.broken),
        pick(language, "改正后：", "Mended:"),
        indented(rule.mended),
    )
}

/// Prints the page of the guide that lists every rule, front matter and all.
pub fn page(language: Language) -> ExitCode {
    let _ = io::stdout().write_all(rules_page(language).as_bytes());
    ExitCode::SUCCESS
}

const HEAD_ZH: &str = "\
+++
title = \"检查规则\"
order = 6
summary = \"程序检查文件所依据的全部规则：要求什么、为什么、依据，以及改正前后的例子。\"
+++

`gongshi check`发现的每个问题都写明规则的名称。本页列出全部规则，由程序按自己的规则表写成，与`gongshi explain 规则名`所说的一致。错误不改正，\
站点不生成；警告不影响生成，但应当有人看过。
";

const HEAD_EN: &str = "\
+++
title = \"The rules of the check\"
summary = \"Every rule that files are held to: what it asks, why, what it rests on, and an example that breaks it with the same mended.\"
+++

Every finding of `gongshi check` names a rule. This page lists them all; the program writes it from its own list, and \
`gongshi explain rule-name` says the same. While there is an error no site is built; a warning does not stop the build, but \
somebody should have looked at it.
";

fn rules_page(language: Language) -> String {
    let mut text = pick(language, HEAD_ZH, HEAD_EN).to_owned();
    for rule in rules::ALL {
        text.push_str(&section(rule, language));
    }
    text
}

fn section(rule: &Rule, language: Language) -> String {
    let (what, why, basis) = (
        pick(language, rule.what[0], rule.what[1]),
        pick(language, rule.why[0], rule.why[1]),
        pick(language, rule.basis[0], rule.basis[1]),
    );
    let severity = severity(rule, language);
    let mut text = match language {
        Language::Chinese => format!("\n## {}\n\n{what}{why}\n\n- {severity}。\n", rule.name),
        Language::English => format!("\n## {}\n\n{what} {why}\n\n- {}.\n", rule.name, capitalised(severity)),
    };
    if !basis.is_empty() {
        let _ = writeln!(text, "- {}{basis}", pick(language, "依据：", "Basis: "));
    }
    let [broken, mended] = [pick(language, "有问题：", "Broken:"), pick(language, "改正后：", "Mended:")];
    let _ = write!(text, "\n{broken}\n\n```\n{}\n```\n\n{mended}\n\n```\n{}\n```\n", rule.broken, rule.mended);
    text
}

fn severity(rule: &Rule, language: Language) -> &'static str {
    match rule.severity {
        Severity::Error => pick(language, "错误：站点不生成", "error: the site is not built"),
        Severity::Warning => pick(language, "警告：站点照常生成", "warning: the site is built all the same"),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn kind(kind: &KindNote, language: Language) -> String {
    let mut text = format!("{}\n\n{}\n", kind.word, pick(language, &kind.doc[1], &kind.doc[0]));
    let _ = writeln!(text, "{} {}\n", pick(language, "写在", "Written in"), kind.folder);
    fields(&kind.fields, 0, language, &mut text);
    text
}

fn fields(notes: &[FieldNote], depth: usize, language: Language, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    for note in notes {
        let mut marks = Vec::new();
        if note.required {
            marks.push(pick(language, "必填", "required").to_owned());
        }
        if note.two_languages {
            marks.push(format!("{} {}_en", pick(language, "另有", "also"), note.name));
        }
        if note.list {
            marks.push(pick(language, "列表", "list").to_owned());
        }
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        let _ = writeln!(text, "{indent}{}{marks}", note.name);
        let _ = writeln!(text, "{indent}    {}", pick(language, &note.doc[1], &note.doc[0]));
        if note.fields().is_empty() {
            let words = note.words().join(" | ");
            let takes = if words.is_empty() { pick(language, note.takes[0], note.takes[1]) } else { &words };
            let _ = writeln!(text, "{indent}    = {takes}");
        } else {
            fields(note.fields(), depth + 1, language, text);
        }
    }
}
