//! Punctuation: full-width between Han, in pairs, once.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::rules::lint::reading::{Kind, OPAQUE, Passage, Reading, han, is_han, mended, pattern};
use crate::finding::rules::PUNCTUATION;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

/// Half-width signs and what stands for them between Han.
const HALF_WIDTH: [(char, &str); 6] = [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('.', "。")];

/// Round brackets with something inside.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^()（）\n]+)\)"));

/// Straight quotation marks with something inside.
static STRAIGHT: LazyLock<Regex> = LazyLock::new(|| pattern("\"([^\"\\n]+)\""));

/// Digits and letters of full width.
static WIDE: LazyLock<Regex> = LazyLock::new(|| pattern("[０-９Ａ-Ｚａ-ｚ％]+(?:．[０-９]+)?[％]?"));

/// Signs that stand twice. Commas of a list are no more than one, nor does a sentence end twice.
static DOUBLED: LazyLock<Regex> = LazyLock::new(|| pattern("[，、；：。][，、；：。]+"));

/// Three dots, or three full stops, in place of an ellipsis.
static DOTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.{3,}|。{3,}|、{3,}"));

/// A half-width wave between two numbers.
static WAVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9%年月日元人时]\s*(~+)\s*[0-9]"));

/// Blanks between two Han characters.
static BLANKS: LazyLock<Regex> = LazyLock::new(|| pattern(" +"));

/// Full-width signs in English.
static WIDE_SIGNS: LazyLock<Regex> = LazyLock::new(|| pattern("[，。；：？！、]"));

/// Slips of punctuation.
pub fn slips(reading: &Reading, findings: &mut Findings) {
    for (index, passage) in reading.passages.iter().enumerate() {
        if passage.language == Language::English {
            wide_signs(passage, findings);
            continue;
        }
        half_width(passage, findings);
        pairs_of_half_width(passage, findings);
        let next = reading.passages.get(index + 1);
        unbalanced(passage, next, findings);
        repeated(passage, findings);
        waves_and_blanks(passage, findings);
    }
}

fn half_width(passage: &Passage, findings: &mut Findings) {
    let open = |c: Option<char>| c.is_some_and(|c| is_han(c) || "”》）〕】％%".contains(c));
    for (at, sign) in passage.text.char_indices() {
        let Some((_, wide)) = HALF_WIDTH.iter().find(|(half, _)| *half == sign) else { continue };
        let before = passage.before(at);
        let rest = passage.text[at + 1..].trim_start_matches([' ', '*']);
        let next = rest.chars().next();
        let ends = next.is_none_or(|c| c == '\n');
        // 10:30 and 3,000 have no Han before the sign; 说明.md has letters after it.
        let follows = ends || next.is_some_and(|c| is_han(c) || "“《（〔【".contains(c));
        let digits = next.is_some_and(|c| c.is_ascii_digit()) && sign != '.';
        let alone = passage.after(at + 1).is_none_or(|c| c != sign) && before != Some(sign);
        let before_is_open =
            if sign == '.' { han(before) || before == Some('”') || before == Some('）') } else { open(before) };
        // 一. at the beginning of a line is for the rule on the ladder.
        let line = passage.text[..at].rsplit('\n').next().unwrap_or_default();
        let step = sign == '.' && line.chars().all(|c| "一二三四五六七八九十".contains(c));
        if before_is_open && !step && alone && (follows || digits) {
            let chinese = format!("汉字之间用了半角标点 `{sign}`");
            let english = format!("a half-width `{sign}` stands among Han characters");
            findings.push(mended(&PUNCTUATION, passage.at(at..at + 1), &chinese, &english, wide));
        }
    }
}

/// Half-width brackets around Han, and straight quotation marks.
fn pairs_of_half_width(passage: &Passage, findings: &mut Findings) {
    let whole_line = |span: &Range<usize>| passage.before(span.start).is_none_or(|c| c == '\n');
    for (pattern, signs) in [(&*BRACKETS, ["（", "）"]), (&*STRAIGHT, ["“", "”"])] {
        for found in pattern.captures_iter(&passage.text) {
            let (Some(whole), Some(words)) = (found.get(0), found.get(1)) else { continue };
            // （一） and （1） at the beginning of a line are steps of the ladder.
            let step = whole_line(&whole.range())
                && words.as_str().chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
            if words.as_str().chars().any(is_han) && !step {
                let [open, close] = signs;
                let instead = format!("{open}{}{close}", words.as_str().replace(OPAQUE, "…"));
                findings.push(mended(
                    &PUNCTUATION,
                    passage.at(whole.range()),
                    "汉字用了半角括号或者直引号",
                    "half-width brackets or straight quotation marks stand around Han characters",
                    &instead,
                ));
            }
        }
    }
}

/// Signs that open and close.
const PAIRS: [(char, char); 9] = [
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('［', '］'),
];

/// Signs that open and never close, or close what was never open; and 《 within 《.
fn unbalanced(passage: &Passage, next: Option<&Passage>, findings: &mut Findings) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, sign) in passage.text.char_indices() {
        if PAIRS.iter().any(|(left, _)| *left == sign) {
            // Titles of a kind nest only with other signs between them.
            let same = open.last().is_some_and(|(_, last)| *last == sign);
            if same && sign == '《' {
                nested_title(passage, at, findings);
            } else if same && sign == '“' {
                alone(passage, at, '“', '”', findings);
                continue;
            }
            open.push((at, sign));
        } else if let Some((left, _)) = PAIRS.iter().find(|(_, right)| *right == sign) {
            match open.iter().rposition(|(_, opened)| opened == left) {
                Some(found) => {
                    for (at, sign) in open.drain(found..).skip(1) {
                        alone(passage, at, sign, closing(sign), findings);
                    }
                }
                // 1） and a） at the beginning of a line have no bracket to the left; the ladder speaks of them.
                None if sign == '）' && is_enumeration(&passage.text[..at]) => {}
                None => alone(passage, at, sign, *left, findings),
            }
        }
    }
    for (at, sign) in open {
        // A quotation of several paragraphs opens in each of them and closes in the last.
        let goes_on = sign == '“' && next.is_some_and(|next| next.text.starts_with('“'));
        if !goes_on {
            alone(passage, at, sign, closing(sign), findings);
        }
    }
}

fn closing(sign: char) -> char {
    PAIRS.iter().find(|(left, _)| *left == sign).map_or(sign, |(_, right)| *right)
}

/// Whether the text ends in a number or a letter that begins its line.
fn is_enumeration(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    !line.is_empty()
        && line.chars().count() <= 2
        && line.chars().all(|c| c.is_ascii_alphanumeric() || "０１２３４５６７８９".contains(c))
}

fn alone(passage: &Passage, at: usize, sign: char, other: char, findings: &mut Findings) {
    let place = passage.at(at..at + sign.len_utf8());
    let message =
        Said::both(format!("`{sign}` 没有与之配对的 `{other}`"), format!("`{sign}` has no `{other}` to go with it"));
    let help = Said::both(
        format!("补上 `{other}`，或者改正写反、写重的符号"),
        format!("add `{other}`, or mend a sign that is the wrong way round or stands twice"),
    );
    findings.push(Finding::new(&PUNCTUATION, place, message).help(help));
}

fn nested_title(passage: &Passage, at: usize, findings: &mut Findings) {
    let end = passage.text[at..].find('》').map_or(at + '《'.len_utf8(), |end| at + end + '》'.len_utf8());
    let written = &passage.text[at..end];
    let instead = written.replace('《', "〈").replace('》', "〉");
    findings.push(mended(
        &PUNCTUATION,
        passage.at(at..end),
        "书名号里又用了《》",
        "a title within a title stands in 《 》 too",
        &instead,
    ));
}

/// Signs that stand twice, dots for an ellipsis, digits and letters of full width.
fn repeated(passage: &Passage, findings: &mut Findings) {
    for found in DOTS.find_iter(&passage.text) {
        let near = han(passage.before(found.start())) || han(passage.after(found.end()));
        if near {
            let message = ["省略号写成了几个点", "dots stand for an ellipsis"];
            findings.push(mended(&PUNCTUATION, passage.at(found.range()), message[0], message[1], "……"));
        }
    }
    for found in DOUBLED.find_iter(&passage.text).filter(|found| !DOTS.is_match(found.as_str())) {
        let instead = found.as_str().chars().next_back().map(String::from).unwrap_or_default();
        let message = ["标点重复", "two signs stand in a row"];
        findings.push(mended(&PUNCTUATION, passage.at(found.range()), message[0], message[1], &instead));
    }
    for found in WIDE.find_iter(&passage.text) {
        let narrow = |c: char| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        let instead: String = found.as_str().chars().map(narrow).collect();
        let message = ["用了全角的数字、字母或者百分号", "digits, letters or a per-cent sign are full-width"];
        findings.push(mended(&PUNCTUATION, passage.at(found.range()), message[0], message[1], &instead));
    }
}

/// Half-width waves between numbers, and blanks between Han.
fn waves_and_blanks(passage: &Passage, findings: &mut Findings) {
    for found in WAVE.captures_iter(&passage.text).filter_map(|found| found.get(1)) {
        let message = ["范围用了半角的 `~`", "a range has a half-width `~`"];
        findings.push(mended(&PUNCTUATION, passage.at(found.range()), message[0], message[1], "—"));
    }
    // In a table blanks set names in line, and 第一章 总则 has one by custom.
    for found in BLANKS.find_iter(&passage.text).filter(|_| passage.kind != Kind::Cell) {
        let (head, tail) = (&passage.text[..found.start()], &passage.text[found.end()..]);
        let between = han(head.chars().next_back()) && han(tail.chars().next());
        let chapter = head.ends_with(['章', '节', '条', '编', '款', '篇']) && head.contains('第');
        if between && !chapter {
            let message = ["汉字之间有空格", "a blank stands between two Han characters"];
            let help = Said::both("删去空格；要分开的词用标点", "remove it; words that must be kept apart take a sign");
            let place = passage.at(found.range());
            findings.push(Finding::new(&PUNCTUATION, place, Said::both(message[0], message[1])).help(help));
        }
    }
}

/// Full-width signs among English words.
fn wide_signs(passage: &Passage, findings: &mut Findings) {
    for found in WIDE_SIGNS.find_iter(&passage.text) {
        let latin = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
        let before = passage.text[..found.start()].trim_end().chars().next_back();
        if latin(before) && latin(passage.after(found.end())) && before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            let narrow = |sign: &str| match sign {
                "，" | "、" => ", ",
                "。" => ". ",
                "；" => "; ",
                "：" => ": ",
                "？" => "? ",
                _ => "! ",
            };
            let message = ["英文里用了全角标点", "a full-width sign stands in English"];
            let instead = narrow(found.as_str()).trim().to_owned();
            findings.push(mended(&PUNCTUATION, passage.at(found.range()), message[0], message[1], &instead));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english, marked};

    fn found(text: &str, read: fn(&str) -> Reading) -> Vec<&str> {
        let mut findings = Findings::default();
        slips(&read(text), &mut findings);
        marked(text, findings.sorted())
    }

    #[test]
    fn slips_are_marked_where_they_stand() {
        let cases: [(&str, &[&str]); 26] = [
            ("各单位,请报送;谢谢", &[",", ";"]),
            ("时间:9:00", &[":"]),
            ("请注意!", &["!"]),
            ("完成了吗?", &["?"]),
            ("工作结束.然后", &["."]),
            ("工作结束.", &["."]),
            ("村(社区)要", &["(社区)"]),
            ("开展\"门前三包\"活动", &["\"门前三包\""]),
            ("共１２个", &["１２"]),
            ("Ａ栋", &["Ａ"]),
            ("达到９５．５％", &["９５．５％"]),
            ("见《办法", &["《"]),
            ("见办法》", &["》"]),
            ("称“门前三包“活动", &["“", "“"]),
            ("称”门前三包”活动", &["”", "”"]),
            ("（甲（乙）", &["（"]),
            ("《关于印发《办法》的通知》", &["《办法》"]),
            ("完成。。下一步", &["。。"]),
            ("甲，，乙", &["，，"]),
            ("甲，。乙", &["，。"]),
            ("甲、乙...", &["..."]),
            ("等等。。。", &["。。。"]),
            ("300~500平方米", &["~"]),
            ("市 委 市政府", &[" ", " "]),
            ("**一中队,**二中队", &[","]),
            ("- 村(居)民\n", &["(居)"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text, chinese), expected, "{text}");
        }
        assert_eq!(found("The plan，in force", english), ["，"]);
    }

    #[test]
    fn what_only_looks_like_a_slip_is_not_marked() {
        for lure in [
            "10:30—12:00",
            "3,000元",
            "`a,b`和`甲,乙`",
            "[甲](plan:a,b)",
            "https://a.cn/?q=a,b",
            "说明.md",
            "锦苑(Jinyuan)",
            "依据GB/T 9704-2012, Layout key of official document",
            "第一章 总则",
            "| 张 三 | 李 四 |\n|--|--|\n",
            "1）甲",
            "“甲。\n\n“乙。”",
            "甲……乙——丙",
            "真的吗？！",
            "300—500平方米",
            "3～5天",
            "《关于印发〈办法〉的通知》",
            "“他说‘好’。”",
            "（甲〔2026〕5号）",
            "使用 TOML 文件",
            "行尾\n下一行",
            "a. 甲",
            "字段：`name`",
        ] {
            assert_eq!(found(lure, chinese), [""; 0], "{lure}");
        }
        for lure in ["明委〔2026〕5号 (in Chinese)", "the ladder 一、（一）1.（1）", "A, b. C; d: e"] {
            assert_eq!(found(lure, english), [""; 0], "{lure}");
        }
    }
}
