//! What plans and notices share: numbers of documents, texts in two languages, their attachments.

use chrono::NaiveDate;

use crate::community::form::{At, form};
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place};
use crate::language::{Language, Said};

/// Complains unless `number` has the form of GB/T 9704-2012: 机关代字〔2026〕5号.
pub fn check_number(number: &At<String>, findings: &mut Findings) {
    if is_number(number) {
        return;
    }
    findings.push(
        Finding::new(
            &rules::BAD_DOCUMENT_NUMBER,
            number.place.clone(),
            Said::both(
                format!("`{}` 不是规范的发文字号", number.value),
                format!("`{}` is not a document number", number.value),
            ),
        )
        .expected(Said::both("应写作 机关代字〔2026〕5号", "expected the form 机关代字〔2026〕5号"))
        .help(match mended_number(number) {
            Some(mended) => Said::both(format!("可写作 `{mended}`"), format!("`{mended}` would do")),
            None => Said::both(
                "年份四位，写在六角括号〔 〕里；序号不加“第”，不编虚位",
                "the year of four digits stands in 〔 〕; the serial has no 第 and no leading nought",
            ),
        }),
    );
}

/// The parts of `代字〔2026〕5号`, if it is one.
fn is_number(number: &str) -> bool {
    let Some((office, rest)) = number.split_once('〔') else { return false };
    let Some((year, rest)) = rest.split_once('〕') else { return false };
    let Some(serial) = rest.strip_suffix('号') else { return false };
    !office.is_empty()
        && office.chars().all(char::is_alphanumeric)
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && !serial.starts_with('0')
        && !serial.is_empty()
        && serial.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number with the usual slips mended: other brackets, 第, leading noughts.
fn mended_number(number: &str) -> Option<String> {
    let mut text: String = number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '[' | '［' | '(' | '（' | '【' | '{' => '〔',
            ']' | '］' | ')' | '）' | '】' | '}' => '〕',
            other => other,
        })
        .collect();
    if let Some((head, tail)) = text.split_once('〕') {
        let serial = tail.trim_start_matches('第').trim_start_matches('0');
        text = format!("{head}〕{serial}");
    }
    if !text.ends_with('号') {
        text.push('号');
    }
    is_number(&text).then_some(text)
}

/// A text in one language, as it stands in its file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file.
    pub file: FileId,
    /// Where in the file the text begins, in bytes.
    pub start: usize,
    /// Markdown.
    pub markdown: Box<str>,
}

/// A text in the languages in which it exists.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// In Chinese.
    pub chinese: Option<Text>,
    /// In English.
    pub english: Option<Text>,
}

impl Texts {
    /// The text in exactly that language.
    pub fn exactly(&self, language: Language) -> Option<&Text> {
        match language {
            Language::Chinese => self.chinese.as_ref(),
            Language::English => self.english.as_ref(),
        }
    }

    /// The text in that language, or else in the other, with the language it is in.
    pub fn within(&self, language: Language) -> Option<(&Text, Language)> {
        let own = self.exactly(language).map(|text| (text, language));
        own.or_else(|| self.exactly(language.other()).map(|text| (text, language.other())))
    }

    /// Puts a text where its language belongs.
    pub fn set(&mut self, language: Language, text: Text) {
        match language {
            Language::Chinese => self.chinese = Some(text),
            Language::English => self.english = Some(text),
        }
    }
}

form! {
    /// What the front matter of a text in the second language carries.
    /// 另一种语言版本的文件头。
    pub struct TwinForm {
        /// Title.
        /// 标题。
        title: String,
        /// Short title for menus.
        /// 简称。
        short_title: Option<String>,
        /// Topic.
        /// 主题。
        topic: Option<String>,
        /// One or two sentences.
        /// 摘要。
        summary: Option<String>,
        /// Main addressees.
        /// 主送机关。
        addressees: Option<String>,
    }
}

form! {
    /// A file that goes with a notice.
    /// 附件。
    pub struct AttachmentForm {
        /// Its title.
        /// 名称。
        title: Said,
        /// The file, beside the notice.
        /// 文件，放在通知旁边。
        file: Option<At<String>>,
        /// The day on which somebody looked through it for personal data; for pictures and what else cannot be read.
        /// 有人逐页看过、其中没有个人信息的日期；图片等程序读不了的文件才要写。
        checked: Option<NaiveDate>,
    }
}

/// A file that goes with a text.
#[derive(Debug)]
pub struct Attachment {
    /// Its title.
    pub title: Said,
    /// The file, as a path under `content/`.
    pub file: Option<String>,
    /// The day on which somebody looked through it for personal data.
    pub checked: Option<NaiveDate>,
    /// Where the file is named, or else the whole attachment.
    pub place: Place,
}

/// The attachments of a text that stands in `folder`, beside which their files stand too.
pub fn admit_attachments(forms: Vec<AttachmentForm>, folder: &str) -> Vec<Attachment> {
    let admit = |form: AttachmentForm| Attachment {
        title: form.title,
        checked: form.checked,
        place: form.file.as_ref().map_or(form.place, |file| file.place.clone()),
        file: form.file.map(|file| format!("{folder}{}", file.value)),
    };
    forms.into_iter().map(admit).collect()
}

/// Adds the twin's words to a text in the main language.
pub fn joined(main: Language, text: String, twin: Option<&String>) -> Said {
    Said::only(main, text).and(twin.map(|text| text.as_str().into()))
}

/// The same for a text that need not be there.
pub fn joined_optional(main: Language, text: Option<String>, twin: Option<&String>) -> Option<Said> {
    match text {
        Some(text) => Some(joined(main, text, twin)),
        None => twin.map(|text| Said::only(main.other(), text.as_str())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_standard_form_is_a_document_number() {
        assert!(is_number("明委基治委〔2026〕5号"));
        for wrong in
            ["明委〔2026〕05号", "明委[2026]5号", "明委（2026）5号", "明委〔26〕5号", "〔2026〕5号", "明委〔2026〕5"]
        {
            assert!(!is_number(wrong), "{wrong}");
        }
        assert_eq!(mended_number("明委【2026】第05号").as_deref(), Some("明委〔2026〕5号"));
        assert_eq!(mended_number("明委五号"), None);
    }
}
