//! Numbers of documents in running text, and attachments that a text speaks of.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::rules::lint::reading::{Kind, Passage, Reading, is_han, mended, pattern};
use crate::community::document::Attachment;
use crate::finding::rules::{ATTACHMENT_NOT_THERE, DOCUMENT_NUMBER_IN_TEXT};
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

/// A year in brackets of any shape, and a serial.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[［(（【{｛〔〖]\s*([0-9０-９]{4}|[0-9０-９]{2})\s*年?\s*[\]］)）】}｝〕〗]\s*第?\s*([0-9０-９]{1,5})\s*号",
    )
});

/// What `号` counts where it is no document: 5号楼.
const PLACES: &str = "楼院门线房车厅馆库桥岛台地栋店井坑柱口泵闸仓洞路区";

/// Numbers of documents that are not written 机关代字〔2026〕5号.
pub fn document_numbers(reading: &Reading, findings: &mut Findings) {
    for passage in &reading.passages {
        for found in NUMBER.captures_iter(&passage.text) {
            let (Some(whole), Some(year), Some(serial)) = (found.get(0), found.get(1), found.get(2)) else { continue };
            let office = passage.before(whole.start()).is_some_and(|c| is_han(c) || c.is_ascii_alphabetic());
            let place = passage.after(whole.end()).is_some_and(|c| PLACES.contains(c));
            let wanted = format!("〔{}〕{}号", full_year(&half_width(year.as_str())), serial_of(serial.as_str()));
            if office && !place && whole.as_str() != wanted {
                let written = whole.as_str();
                let finding = mended(
                    &DOCUMENT_NUMBER_IN_TEXT,
                    passage.at(whole.range()),
                    &format!("发文字号写成了 `{written}`"),
                    &format!("a document number is written `{written}`"),
                    &wanted,
                );
                findings.push(finding.expected(Said::both(
                    "年份四位，放在六角括号里，序号不加“第”、不编虚位",
                    "the full year in 〔 〕, a serial without 第 or leading noughts",
                )));
            }
        }
    }
}

fn half_width(digits: &str) -> String {
    let digit = |c: char| {
        if ('０'..='９').contains(&c) { char::from_digit(u32::from(c) - 0xFF10, 10).unwrap_or(c) } else { c }
    };
    digits.chars().map(digit).collect()
}

/// A year of two digits with its century.
fn full_year(year: &str) -> String {
    match year.len() {
        2 if year < "50" => format!("20{year}"),
        2 => format!("19{year}"),
        _ => year.to_owned(),
    }
}

fn serial_of(serial: &str) -> String {
    let digits = half_width(serial);
    let serial = digits.trim_start_matches('0');
    if serial.is_empty() { digits } else { serial.to_owned() }
}

/// A text speaks of its attachments: 附件2, 附件：, 见附件; not of attachments in general.
static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:见|按照?|对照|参照|填写)?附件\s*([0-9]{1,2})|附件\s*[：:]|(?:见|按照?|对照|参照|填写)附件")
});

/// The same in English.
static MENTION_IN_ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Attachment|Annex)\s+([0-9]{1,2})\b|\b(?:Attachments?|Annex(?:es)?):|\bsee (?:the|its) (?:attachment|annex)",
    )
});

/// How a text can speak of a list that goes with it.
static ANY_MENTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"附件|附后|附表|附图|名单|[Aa]ttach|[Aa]nnex|\b[Ll]ist\b"));

/// What goes with a document, for [`attachments`].
#[derive(Clone, Copy, Debug)]
pub struct Carried<'a> {
    /// The files that go with it.
    pub attachments: &'a [Attachment],
    /// Whether it carries a plan, which is then its attachment.
    pub plan: bool,
    /// Whether readers must be led to the attachments.
    pub mention: bool,
}

/// Attachments that the text speaks of and that are not there, and those that it never speaks of.
pub fn attachments(reading: &Reading, carried: Carried<'_>, findings: &mut Findings) {
    let pattern = if reading.language == Language::Chinese { &MENTION } else { &MENTION_IN_ENGLISH };
    let prose = || reading.passages.iter().filter(|passage| passage.kind != Kind::Field);
    let within = prose().any(|passage| {
        passage.kind == Kind::Heading
            && ["附件", "附表", "Annex", "Attachment"].iter().any(|word| passage.text.contains(word))
    });
    if within {
        return;
    }
    let count = carried.attachments.len() + usize::from(carried.plan);
    for passage in prose() {
        for found in pattern.captures_iter(&passage.text) {
            let Some(whole) = found.get(0) else { continue };
            let number = (1..found.len()).find_map(|group| found.get(group)?.as_str().parse::<usize>().ok());
            if count < number.unwrap_or(1) {
                findings.push(not_there(passage, whole.range(), count));
            }
        }
    }
    let mentioned = prose().any(|passage| ANY_MENTION.is_match(&passage.text));
    if let Some(attachment) = carried.attachments.first().filter(|_| carried.mention && !mentioned) {
        let message = Said::both("正文没有提到这个附件", "the text never speaks of this attachment");
        let help = Said::both("在正文里写明“见附件”", "say in the text where it belongs: “see the attachment”");
        findings.push(Finding::new(&ATTACHMENT_NOT_THERE, attachment.place.clone(), message).help(help));
    }
}

fn not_there(passage: &Passage, span: std::ops::Range<usize>, count: usize) -> Finding {
    let message = match count {
        0 => {
            Said::both("正文说有附件，文件头里没有", "the text speaks of an attachment, and the front matter has none")
        }
        _ => Said::both(
            format!("正文说到的附件不存在，文件头里只有 {count} 个"),
            format!("the text speaks of an attachment that is not there; the front matter has {count}"),
        ),
    };
    Finding::new(&ATTACHMENT_NOT_THERE, passage.at(span), message).help(Said::both(
        "在文件头补上 `[[attachment]]`（`title` 和 `file`），或者改正正文",
        "add an `[[attachment]]` with `title` and `file` to the front matter, or mend the text",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english, marked};
    use crate::finding::{FileId, Place};

    #[test]
    fn only_wrong_forms_of_document_numbers_are_marked() {
        let cases: [(&str, &str, &str); 8] = [
            ("按明委〔2026〕05号办理", "〔2026〕05号", "〔2026〕5号"),
            ("按明委[2026]5号办理", "[2026]5号", "〔2026〕5号"),
            ("按明委（2026）第5号办理", "（2026）第5号", "〔2026〕5号"),
            ("按明委【26】12号办理", "【26】12号", "〔2026〕12号"),
            ("按明委〔2026〕第5号办理", "〔2026〕第5号", "〔2026〕5号"),
            ("国发[97] 3 号", "[97] 3 号", "〔1997〕3号"),
            ("明委(２０２６)５号", "(２０２６)５号", "〔2026〕5号"),
            ("- 明委〔2026年〕5号", "〔2026年〕5号", "〔2026〕5号"),
        ];
        for (text, place, wanted) in cases {
            let mut findings = Findings::default();
            document_numbers(&chinese(text), &mut findings);
            let found = findings.sorted();
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].help.as_ref().unwrap().text(Language::English).contains(wanted), "{text}");
            assert_eq!(marked(text, found), [place]);
        }
        for lure in [
            "明委基治委〔2026〕5号",
            "《办法》（2026年版）第5条",
            "锦苑小区（2026）5号楼",
            "（2026）粤03民初5号",
            "方案（2026）共5项",
            "`明委[2026]5号`",
            "[2026]5号",
            "6月（26）日",
        ] {
            let mut findings = Findings::default();
            document_numbers(&chinese(lure), &mut findings);
            assert!(findings.is_empty(), "{lure}");
        }
    }

    #[test]
    fn attachments_are_there_and_are_spoken_of() {
        let place = Place { file: FileId(0), span: 0..0 };
        let one = [Attachment { title: Said::both("表", "table"), file: None, checked: None, place }];
        let found = |text: &str, attachments: &[Attachment], plan, mention| {
            let mut findings = Findings::default();
            let reading = if text.is_ascii() { english(text) } else { chinese(text) };
            attachments_of(&reading, Carried { attachments, plan, mention }, &mut findings);
            findings.len()
        };
        assert_eq!(found("附件：申报表", &[], false, false), 1);
        assert_eq!(found("详见附件2。", &one, false, false), 1);
        assert_eq!(found("See Annex 1.", &[], false, false), 1);
        assert_eq!(found("现予公示。", &one, false, true), 1);
        for (lure, attachments, plan) in [
            ("详见附件1。", &one[..], false),
            ("附件：实施方案", &[], true),
            ("邮件附件不超过10兆。", &[], false),
            ("填表见附件1。\n\n## 附件1 申报表", &[], false),
            ("名单附后。", &one[..], false),
            ("Files can be attached.", &[], false),
        ] {
            assert_eq!(found(lure, attachments, plan, true), 0, "{lure}");
        }
    }

    use super::attachments as attachments_of;
}
