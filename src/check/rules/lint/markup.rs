//! Markup that is none: what looks like a list, a table, a link or a heading to its writer, and is printed as it stands.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::rules::lint::blanks::emphasis;
use crate::check::rules::lint::reading::{Kind, Passage, Reading, han, pattern};
use crate::finding::rules::{IMAGE_WITHOUT_ALT, MARKUP_THAT_VANISHES, Rule};
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

/// A slip, how it is recognised, and what to do.
struct Slip {
    pattern: Regex,
    /// Whether only the beginning of a line counts.
    line: bool,
    what: [&'static str; 2],
    help: [&'static str; 2],
}

static SLIPS: LazyLock<Vec<Slip>> = LazyLock::new(|| {
    let line = |text: &str, what, help| Slip { pattern: pattern(text), line: true, what, help };
    let within = |text: &str, what, help| Slip { pattern: pattern(text), line: false, what, help };
    let blank = ["记号后加一个半角空格", "put one half-width blank after the sign"];
    vec![
        line(
            r"^(?:[-*+]|[0-9]{1,2}\.)\u{3000}",
            ["记号后是全角空格，这不是列表", "a full-width blank follows the sign, so this is no list"],
            blank,
        ),
        line(
            r"^[－•●◆■▪◇□○·]\s*[^\s－—]",
            ["这样的符号不成列表，各行会连成一段", "this sign makes no list; the lines run together"],
            ["每项以 `- ` 开头", "begin every item with `- `"],
        ),
        line(
            r"^[-+][\u{4e00}-\u{9fff}“《]",
            ["符号后没有空格，这不是列表", "no blank follows the sign, so this is no list"],
            blank,
        ),
        line(
            r"^｜.*｜|^[|｜：:—－\- ]*[｜：—－][|｜：:—－\- ]*[|｜][|｜：:—－\- ]*$",
            ["全角的竖线、冒号不成表格", "full-width bars and colons make no table"],
            ["表格用半角的 `|`、`:` 和 `-`", "write tables with half-width `|`, `:` and `-`"],
        ),
        line(
            r"^\|.*\|\s*$",
            ["这一行没有成为表格", "this line has not become a table"],
            [
                "表头下面要有一行 `| --- | --- |`，列数与表头相同，表格前空一行",
                "a line `| --- | --- |` of as many columns goes below the head, and an empty line before the table",
            ],
        ),
        line(
            r"^\u{3000}+",
            ["用全角空格缩进段落", "full-width blanks indent the paragraph"],
            ["删去空格；首行缩进由网页样式处理", "remove them; the theme indents paragraphs"],
        ),
        line(
            r"^(?:＋＋＋|\+\+\+|－－－)\s*$",
            ["这一行会原样印出", "this line is printed as it stands"],
            [
                "删去这一行；文件头只在文件开头，用半角 `+++`",
                "remove it; a front matter stands at the beginning of the file only, between half-width `+++`",
            ],
        ),
        line(
            r"^\[[ xX]\]\s",
            ["勾选框会原样印出", "boxes to tick are printed as they stand"],
            ["删去方括号，用文字写明是否完成", "remove the brackets and say in words whether it is done"],
        ),
        within(
            r"[\]】][（(]\s*(?:\x00|plan:|notice:|page:|team:|area:|scheme:|festival:|neighbourhood:|[^\s（）()，。]*(?: [^\s（）()，。]+)*\.(?:md|csv|pdf|png|jpe?g|svg|docx?|xlsx?)\s*[）)])",
            ["这不是链接，会原样印出", "this is no link and is printed as it stands"],
            [
                "写作 `[文字](地址)`，括号用半角，地址里没有空格",
                "write `[words](address)` with half-width brackets and no blank in the address",
            ],
        ),
        within(
            r"[＊*]{2}[^＊*\s]+＊{2}|＊[^＊\s]+＊",
            ["全角星号不成强调", "full-width asterisks do not emphasise"],
            ["用半角的 `**`", "write half-width `**`"],
        ),
        within(
            r"[{｛]#[A-Za-z0-9_-]+[}｝]",
            ["标题的锚点会原样印出", "the anchor is printed as it stands"],
            ["删去它；锚点由标题的文字得来", "remove it; an anchor is made from the words of the heading"],
        ),
        within(
            r"\[\^[^\]\s]+\]",
            ["这个脚注没有注文", "this footnote has no text"],
            ["在文末写 `[^1]: 注文`，编号与正文一致", "write `[^1]: text` at the end, with the same label"],
        ),
        within(
            "[\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}]",
            ["有看不见的字符", "there is a character that cannot be seen"],
            ["删去它；从网页或者PDF复制的文字里常有", "remove it; text copied from pages and PDF files often has some"],
        ),
    ]
});

/// Markup that will be printed, or will turn words into something else.
pub fn vanishing(reading: &Reading, findings: &mut Findings) {
    for passage in &reading.passages {
        for slip in SLIPS.iter() {
            if slip.line && matches!(passage.kind, Kind::Cell | Kind::Field) {
                continue;
            }
            findings.extend(places(slip, passage).into_iter().map(|place| finding(place, slip.what, slip.help)));
        }
        findings.extend(emphasis(passage).filter(|span| han(passage.text[span.clone()].chars().nth(2))).map(|span| {
            let help = ["用 `**` 括起要强调的字", "put the words between `**`"];
            finding(
                passage.at(span),
                ["下划线在汉字之间不成强调", "underscores do not emphasise among Han characters"],
                help,
            )
        }));
    }
    findings.extend(reading.indented.iter().map(|place| {
        let help = [
            "删去行首的空格；要显示代码，用三个反引号",
            "remove the blanks; code stands between lines of three backquotes",
        ];
        finding(
            place.clone(),
            ["行首的四个空格使这一段成了代码", "four blanks at the beginning make this a block of code"],
            help,
        )
    }));
    findings.extend(reading.underlined.iter().map(|place| {
        let help = ["横线前空一行；要写标题，用 `## `", "put an empty line before the rule; write headings with `## `"];
        finding(place.clone(), ["下一行的横线使这一段成了标题", "the rule below makes this paragraph a heading"], help)
    }));
}

/// Where a slip stands in a passage. Of lines in a row that have it, the first one tells.
fn places(slip: &Slip, passage: &Passage) -> Vec<Place> {
    if !slip.line {
        return slip.pattern.find_iter(&passage.text).map(|found| passage.at(found.range())).collect();
    }
    let mut start = 0;
    for line in passage.text.split('\n') {
        if let Some(found) = slip.pattern.find(line) {
            return vec![passage.at(start..start + found.end())];
        }
        start += line.len() + 1;
    }
    Vec::new()
}

fn finding(place: Place, what: [&'static str; 2], help: [&'static str; 2]) -> Finding {
    let rule: &'static Rule = &MARKUP_THAT_VANISHES;
    Finding::new(rule, place, Said::both(what[0], what[1])).help(Said::both(help[0], help[1]))
}

/// The name of a file, or a word for any picture.
static NO_DESCRIPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[\w./\\ -]+\.(?:png|jpe?g|gif|svg|webp|bmp|avif)|(?:img|dsc|image|photo|picture|screenshot)[_ -]?[0-9]*|图|图片|照片|截图|图像)$",
    )
});

/// Images that say nothing to those who cannot see them.
pub fn images(reading: &Reading, findings: &mut Findings) {
    for image in &reading.images {
        let alt = image.alt.trim();
        let message = if alt.is_empty() {
            Said::both("图片没有替代文字", "the image has no alternative text")
        } else if NO_DESCRIPTION.is_match(alt) {
            Said::both(
                format!("替代文字 `{alt}` 没有说出图里是什么"),
                format!("the alternative text `{alt}` does not say what the image shows"),
            )
        } else {
            continue;
        };
        findings.push(Finding::new(&IMAGE_WITHOUT_ALT, image.place.clone(), message).help(Said::both(
            "在方括号里用一句话写出图的内容：`![锦苑小区门口的公示栏](gate.png)`",
            "say in the square brackets what it shows: `![The notice board at the gate](gate.png)`",
        )));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english, marked};

    #[test]
    fn what_would_be_printed_as_it_stands_is_marked() {
        for (text, expected) in [
            ("-\u{3000}项目", "-\u{3000}"),
            ("1.\u{3000}项目", "1.\u{3000}"),
            ("－项目一\n－项目二", "－项"),
            ("•项目一\n•项目二", "•项"),
            ("-项目一\n-项目二", "-项"),
            ("｜ 队伍 ｜ 得分 ｜", "｜ 队伍 ｜ 得分 ｜"),
            ("| 队伍 | 得分 |\n|：--|--：|", "|：--|--：|"),
            ("\u{3000}\u{3000}首行缩进", "\u{3000}\u{3000}"),
            ("甲\n\n＋＋＋", "＋＋＋"),
            ("- [ ] 未完成", "[ ] "),
            ("见【方案】（plan:a）", "】（plan:"),
            ("见[方案]（plan:a）", "]（plan:"),
            ("[链接](公告 一.md)", "](公告 一.md)"),
            ("＊＊重点＊＊", "＊＊重点＊＊"),
            ("## 标题 {#zong}", "{#zong}"),
            ("见注[^一]。", "[^一]"),
            ("朝阳\u{200b}区", "\u{200b}"),
            ("重点__工作任务__落实", "__工作任务__"),
            ("段落\n---", "段落\n---"),
        ] {
            let mut findings = Findings::default();
            vanishing(&chinese(text), &mut findings);
            let found = marked(text, findings.sorted());
            assert!(found.iter().any(|words| words.trim_end() == expected.trim_end()), "{text:?}: {found:?}");
        }
        for lure in [
            "- 项目\n- 项目",
            "1. 项目",
            "| 队伍 | 得分 |\n|:--|--:|\n| 甲 | 1 |",
            "见[方案](plan:a)。",
            "脚注[^1]。\n\n[^1]: 说明",
            "甲\n\n---\n\n乙",
            "**重点。**后文",
            "-5摄氏度",
            "`- [ ]`",
            "【通知】（第二次）",
            "——引文出处",
        ] {
            let mut findings = Findings::default();
            vanishing(&chinese(lure), &mut findings);
            assert!(findings.is_empty(), "{lure:?}: {:?}", marked(lure, findings.sorted()));
        }
    }

    #[test]
    fn an_image_says_what_it_shows() {
        let count = |text: &str| {
            let mut findings = Findings::default();
            images(&english(text), &mut findings);
            findings.len()
        };
        for text in ["![](a.png)", "![ ](a.png)", "![IMG_0032.jpg](a.png)", "![图片](a.png)", "![image](a.png)"] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in ["![The notice board](a.png)", "![图一：公示栏](a.png)", "[a.png](a.png)"] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
