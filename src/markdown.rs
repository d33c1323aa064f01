//! Markdown as Chinese documents need it: lines joined without a blank, headings numbered 一、（一）1.（1）, links to
//! records, nothing raw.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::language::Language;

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its rank: 2 for `##`.
    pub rank: u8,
    /// Its words.
    pub text: String,
    /// The id it has in the page.
    pub anchor: String,
    /// Its number in the ladder 一、（一）1.（1）, empty where there is none.
    pub number: String,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
}

/// What a text consists of, as far as it can be right or wrong.
#[derive(Debug, Default)]
pub struct Outline {
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Its links and images: where they lead and where they stand.
    pub links: Vec<(String, Range<usize>)>,
    /// Raw HTML in it.
    pub raw: Vec<Range<usize>>,
    /// Lines that look like headings and are none.
    pub near_headings: Vec<Range<usize>>,
}

/// How headings are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    None,
    /// Each rank starts again below a higher one.
    Ladder,
    /// As the ladder, but the fourth rank (1.) counts through the whole text.
    RunOn,
}

/// What [`listed_below`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Headings of the next rank.
    Headings,
    /// Items of the first list.
    Items,
    /// Rows of the first table, without its head.
    Rows,
}

/// `%E4%B8%80` as the characters it stands for.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex =
            (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// What `markdown` is made of, event by event, each with the bytes it stands in.
pub fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(markdown, options()).into_offset_iter()
}

/// What `markdown` consists of.
pub fn outline(markdown: &str, language: Language, numbering: Numbering) -> Outline {
    let mut outline = Outline::default();
    let mut heading: Option<(u8, String, Range<usize>)> = None;
    let mut in_code = false;
    let mut ladder = Ladder::new(language, numbering);
    let mut anchors = Anchors::default();
    for (event, span) in events(markdown) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((rank(level), String::new(), span)),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((rank, text, span)) = heading.take() {
                    let anchor = anchors.next(&text);
                    outline.headings.push(Heading { rank, number: ladder.next(rank), anchor, text, span });
                }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words, _)) = &mut heading {
                    words.push_str(&text);
                } else if in_code {
                    // A comment in an example is no heading.
                } else if markdown[..span.start].ends_with('\n') || span.start == 0 {
                    let marks = text.trim_start_matches(['#', '＃']);
                    if marks.len() < text.len() {
                        outline.near_headings.push(span);
                    }
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                outline.links.push((dest_url.to_string(), span));
            }
            Event::Html(_) | Event::InlineHtml(_) => outline.raw.push(span),
            _ => {}
        }
    }
    outline
}

/// How many things of a sort stand below the heading `under` and above the next of its rank or higher: headings of the next
/// rank, items of the first list that has no heading before it, or rows of the first table. `None` where there is no such
/// heading.
pub fn listed_below(markdown: &str, language: Language, under: &str, count: Counted) -> Option<usize> {
    let headings = outline(markdown, language, Numbering::None).headings;
    let at = headings.iter().position(|heading| heading.text == under || heading.anchor == under)?;
    let heading = &headings[at];
    let after: Vec<&Heading> = headings[at + 1..].iter().take_while(|next| next.rank > heading.rank).collect();
    let end = headings[at + 1..].iter().find(|next| next.rank <= heading.rank);
    let body = &markdown[heading.span.end..end.map_or(markdown.len(), |next| next.span.start)];
    Some(match count {
        Counted::Headings => {
            let next = after.iter().map(|heading| heading.rank).min();
            after.iter().filter(|heading| Some(heading.rank) == next).count()
        }
        Counted::Items => items_of_first_list(body),
        Counted::Rows => rows_of_first_table(body),
    })
}

fn items_of_first_list(body: &str) -> usize {
    let (mut depth, mut items) = (0, 0);
    for event in Parser::new_ext(body, options()) {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::Start(Tag::Item) if depth == 1 => items += 1,
            Event::End(TagEnd::List(_)) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    items
}

fn rows_of_first_table(body: &str) -> usize {
    let events = Parser::new_ext(body, options()).take_while(|event| !matches!(event, Event::End(TagEnd::Table)));
    events.filter(|event| matches!(event, Event::Start(Tag::TableRow))).count()
}

/// The HTML of `markdown`, with `table_label` naming its tables by number and `resolve` turning link targets into
/// addresses.
pub fn to_html(
    markdown: &str,
    language: Language,
    numbering: Numbering,
    table_label: impl Fn(usize) -> String,
    resolve: impl Fn(&str) -> String,
) -> String {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options()).collect();
    let mut ladder = Ladder::new(language, numbering);
    let mut anchors = Anchors::default();
    let mut tables = 0;
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len() + 16);
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::SoftBreak => {
                if !joins_without_blank(&events, index) {
                    out.push(Event::Text(CowStr::Borrowed(" ")));
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let text = heading_text(&events[index + 1..]);
                let (number, anchor) = (ladder.next(rank(*level)), anchors.next(&text));
                let tag = level.to_string();
                out.push(Event::Html(format!("<{tag} id=\"{anchor}\">").into()));
                if !number.is_empty() {
                    out.push(Event::Html(format!("<span class=\"number\">{number}</span>").into()));
                }
            }
            Event::End(TagEnd::Heading(level)) => out.push(Event::Html(format!("</{level}>\n").into())),
            Event::Start(Tag::Table(_)) => {
                tables += 1;
                let label = table_label(tables);
                out.push(Event::Html(
                    format!("<div class=\"table-scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">")
                        .into(),
                ));
                out.push(event.clone());
            }
            Event::End(TagEnd::Table) => {
                out.push(event.clone());
                out.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => out.push(Event::Start(Tag::Link {
                link_type: *link_type,
                dest_url: resolve(dest_url).into(),
                title: title.clone(),
                id: id.clone(),
            })),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => out.push(Event::Start(Tag::Image {
                link_type: *link_type,
                dest_url: resolve(dest_url).into(),
                title: title.clone(),
                id: id.clone(),
            })),
            // Raw HTML is a finding; should it ever get here, it is text.
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text.clone())),
            other => out.push(other.clone()),
        }
    }
    let mut text = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut text, out.into_iter());
    text
}

fn rank(level: HeadingLevel) -> u8 {
    level as u8
}

fn heading_text(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    text
}

/// Whether the line break at `index` stands between two characters that Chinese sets without a blank.
fn joins_without_blank(events: &[Event<'_>], index: usize) -> bool {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        _ => None,
    };
    let before = events[..index].iter().rev().find_map(text).and_then(|text| text.chars().next_back());
    let after = events[index + 1..].iter().find_map(text).and_then(|text| text.chars().next());
    matches!((before, after), (Some(before), Some(after)) if is_full_width(before) && is_full_width(after))
}

/// Han, kana, and the punctuation that Chinese sets a full square wide; quotation marks and dashes included, Hangul not.
fn is_full_width(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0x2FDF | 0x3001..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF
        | 0x2014 | 0x2018..=0x201D | 0x2026 | 0x00B7)
}

/// Ids of headings: letters, digits and Han are kept, punctuation is dropped, repetitions are numbered.
#[derive(Default)]
struct Anchors(HashMap<String, usize>);

impl Anchors {
    fn next(&mut self, text: &str) -> String {
        let mut slug = String::new();
        for character in text.trim().chars() {
            if character.is_alphanumeric() {
                slug.extend(character.to_lowercase());
            } else if (character.is_whitespace() || character == '-') && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        let slug = if slug.is_empty() { "section" } else { slug };
        let count = self.0.entry(slug.to_owned()).or_insert(0);
        *count += 1;
        if *count == 1 { slug.to_owned() } else { format!("{slug}-{}", *count - 1) }
    }
}

/// The ladder of official documents: 一、 then （一） then 1. then （1）; in English I. (I) 1. (1).
struct Ladder {
    language: Language,
    numbering: Numbering,
    counts: [usize; 4],
}

impl Ladder {
    fn new(language: Language, numbering: Numbering) -> Ladder {
        Ladder { language, numbering, counts: [0; 4] }
    }

    fn next(&mut self, rank: u8) -> String {
        let Some(step) = rank.checked_sub(2).map(usize::from).filter(|step| *step < 4) else { return String::new() };
        if self.numbering == Numbering::None {
            return String::new();
        }
        self.counts[step] += 1;
        for (below, count) in self.counts.iter_mut().enumerate().skip(step + 1) {
            if !(below == 2 && self.numbering == Numbering::RunOn) {
                *count = 0;
            }
        }
        let count = self.counts[step];
        match (step, self.language) {
            (0, Language::Chinese) => format!("{}、", chinese_numeral(count)),
            (1, Language::Chinese) => format!("（{}）", chinese_numeral(count)),
            (2, _) => format!("{count}. "),
            (3, Language::Chinese) => format!("（{count}）"),
            (0, Language::English) => format!("{}. ", roman_numeral(count)),
            (1, Language::English) => format!("({}) ", roman_numeral(count)),
            _ => format!("({count}) "),
        }
    }
}

/// 一, 二, … 十, 十一, … 九十九.
pub fn chinese_numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        1..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        20..=99 => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}

fn roman_numeral(number: usize) -> String {
    const STEPS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in STEPS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        to_html(markdown, Language::Chinese, Numbering::None, |number| format!("表{number}"), str::to_owned)
    }

    #[test]
    fn lines_of_chinese_join_without_a_blank_and_others_keep_one() {
        let cases = [
            ("示范街区建设\n取得阶段性成果。", "示范街区建设取得阶段性成果。"),
            ("第一行，\n第二行。", "第一行，第二行。"),
            ("使用 TOML\n文件", "使用 TOML 文件"),
            ("“引号”\n后面", "“引号”后面"),
            ("한국어\n문장", "한국어 문장"),
            ("plain\nwords", "plain words"),
        ];
        for (markdown, expected) in cases {
            assert_eq!(html(markdown), format!("<p>{expected}</p>\n"), "{markdown:?}");
        }
        assert_eq!(html("*加粗*\n普通"), "<p><em>加粗</em>普通</p>\n");
        assert_eq!(html("```\n甲\n乙\n```"), "<pre><code>甲\n乙\n</code></pre>\n");
    }

    #[test]
    fn headings_climb_the_official_ladder() {
        let text = "## 甲\n### 乙\n#### 丙\n##### 丁\n### 戊\n#### 己\n## 庚\n";
        let numbers = |language, numbering| -> Vec<String> {
            outline(text, language, numbering).headings.into_iter().map(|heading| heading.number).collect()
        };
        assert_eq!(
            numbers(Language::Chinese, Numbering::Ladder),
            ["一、", "（一）", "1. ", "（1）", "（二）", "1. ", "二、"]
        );
        assert_eq!(
            numbers(Language::Chinese, Numbering::RunOn),
            ["一、", "（一）", "1. ", "（1）", "（二）", "2. ", "二、"]
        );
        assert_eq!(
            numbers(Language::English, Numbering::Ladder),
            ["I. ", "(I) ", "1. ", "(1) ", "(II) ", "1. ", "II. "]
        );
        assert_eq!(chinese_numeral(32), "三十二");
    }

    #[test]
    fn anchors_keep_han_and_are_never_empty_or_equal() {
        let text = "## 一、总体要求\n## （一）指导思想\n## （一）指导思想\n## 、。！\n## General Aims: 2026\n";
        let anchors: Vec<String> = outline(text, Language::Chinese, Numbering::None)
            .headings
            .into_iter()
            .map(|heading| heading.anchor)
            .collect();
        assert_eq!(anchors, ["一总体要求", "一指导思想", "一指导思想-1", "section", "general-aims-2026"]);
    }

    #[test]
    fn raw_html_is_reported_and_printed_as_text() {
        assert_eq!(outline("甲<b>乙</b>", Language::Chinese, Numbering::None).raw.len(), 2);
        assert_eq!(html("甲<b>乙</b>"), "<p>甲&lt;b&gt;乙&lt;/b&gt;</p>\n");
    }

    #[test]
    fn a_heading_without_a_blank_is_noticed() {
        assert_eq!(outline("#标题\n", Language::Chinese, Numbering::None).near_headings.len(), 1);
        assert_eq!(outline("＃标题\n", Language::Chinese, Numbering::None).near_headings.len(), 1);
        assert_eq!(outline("## 标题\n", Language::Chinese, Numbering::None).near_headings.len(), 0);
    }
}
