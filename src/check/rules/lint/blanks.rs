//! What a model or a conversion leaves behind: blanks to be filled in, and pinyin in brackets.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::rules::lint::reading::{Passage, Reading, is_han, pattern};
use crate::finding::rules::{PLACEHOLDER, STRAY_PINYIN};
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

/// Blanks in a Chinese text.
static BLANKS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        r"20[xX×✕□○]{2}|20[0-9]?[xX×✕□○]年",
        r"[xX×✕]{2,}",
        r"[xX×✕]+[年月日号市县区镇乡村省]",
        r"[_＿]{2,}",
        r"某某|某[省市县区]某",
        r"TODO|FIXME|TBD|TBC",
        r"[（(【\[](?:待定|待补充?|待填写?|待核实?|此处[^）)】\]]{1,20})[）)】\]]",
    ];
    patterns.iter().map(|text| pattern(text)).collect()
});

/// Blanks in an English text; XX is a Roman numeral there.
static BLANKS_IN_ENGLISH: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        r"20[xX×]{2}",
        r"x{2,}|X{4,}|×{2,}",
        r"_{2,}",
        r"TODO|FIXME|TBD|TBC",
        r"\[(?:insert|name of|date of|to be (?:added|confirmed|filled))[^\]]*\]",
        r"[Ll]orem ipsum",
    ];
    patterns.iter().map(|text| pattern(text)).collect()
});

/// Emphasis by underscores, which Chinese cannot have: 重点__工作__落实.
static UNDERLINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"__([^_\s，。、；：]{2,})__"));

/// Whether the underscores at `span` are meant to emphasise what stands between two pairs of them.
pub fn emphasis(passage: &Passage) -> impl Iterator<Item = Range<usize>> {
    // 在__街道__社区 has two blanks.
    let place = |words: &str| ["街道", "社区", "小区", "单位"].contains(&words);
    UNDERLINED.captures_iter(&passage.text).filter_map(move |found| {
        let (whole, words) = (found.get(0)?, found.get(1)?);
        (!place(words.as_str())).then(|| whole.range())
    })
}

/// Blanks that nobody has filled in.
pub fn placeholders(reading: &Reading, findings: &mut Findings) {
    for passage in &reading.passages {
        let patterns = if passage.language == Language::Chinese { &BLANKS } else { &BLANKS_IN_ENGLISH };
        let emphasised: Vec<Range<usize>> = emphasis(passage).collect();
        let mut blanks: Vec<Range<usize>> =
            patterns.iter().flat_map(|pattern| pattern.find_iter(&passage.text)).map(|found| found.range()).collect();
        blanks.retain(|blank| {
            stands_alone(passage, blank)
                && !emphasised.iter().any(|span| span.start <= blank.start && blank.end <= span.end)
        });
        blanks.sort_by_key(|blank| blank.start);
        blanks.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        findings.extend(blanks.into_iter().map(|blank| {
            let words = &passage.text[blank.clone()];
            let message = Said::both(format!("`{words}` 还没有填写"), format!("`{words}` has not been filled in"));
            Finding::new(&PLACEHOLDER, passage.at(blank), message).help(Said::both(
                "填上实际内容；要把空位当作例子来说，写在反引号里",
                "write what belongs there; a blank that is meant as an example stands in backquotes",
            ))
        }));
    }
}

/// Whether no letter or digit touches letters: `XXL`, `0x1`, `a__b` and 138XXXX1234 are no blanks.
fn stands_alone(passage: &Passage, span: &Range<usize>) -> bool {
    let word = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphanumeric());
    let text = &passage.text[span.clone()];
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let open = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphanumeric() || "_×✕".contains(c));
    let before = open(first) && word(passage.before(span.start));
    let after = open(last) && word(passage.after(span.end));
    !before && !after
}

/// Latin letters in brackets.
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[（(]\s*([A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ'’ ]+|(?:[a-zü:]+[1-5] ?)+)\s*[）)]"));

/// A syllable of pinyin without its tone.
static SYLLABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:a|o|e|i|u|v|ü|u:|ai|ei|ui|ao|ou|iu|ie|ue|ve|üe|er|an|en|in|un|vn|ün|ang|eng|ing|ong|ia|ian|iang|iao|iong|ua|uai|uan|uang|uo)r?$",
    )
});

/// The letters with a tone and the letter without.
const TONES: [(&str, char); 8] = [
    ("āáǎà", 'a'),
    ("ēéěè", 'e'),
    ("īíǐì", 'i'),
    ("ōóǒò", 'o'),
    ("ūúǔù", 'u'),
    ("ǖǘǚǜ", 'ü'),
    ("ńňǹ", 'n'),
    ("ḿ", 'm'),
];

/// The letter without its tone, if it has one.
fn toneless(letter: char) -> Option<char> {
    TONES.iter().find(|(marked, _)| marked.contains(letter)).map(|(_, plain)| *plain)
}

/// Whether `words` are pinyin with tones, by marks or by digits.
fn is_pinyin(words: &str) -> bool {
    if words.chars().any(|letter| toneless(letter).is_some()) {
        return words.chars().all(|c| !c.is_ascii_digit());
    }
    let mut syllables = words.split(' ').flat_map(|word| word.split_inclusive(|c: char| c.is_ascii_digit())).peekable();
    let syllable = |text: &str| {
        text.strip_suffix(['1', '2', '3', '4', '5']).is_some_and(|plain| plain.len() > 1 && SYLLABLE.is_match(plain))
            // These finals need no initial, and no word but pinyin has the digit: co2 and so2 are gases.
            && !["co2", "so2", "no2", "ho2"].contains(&text)
    };
    syllables.peek().is_some() && syllables.all(|text| text.is_empty() || syllable(text))
}

/// Pinyin in brackets after the character it is of: one finding a passage, at the first of them, since a conversion leaves
/// them by the thousand.
pub fn stray_pinyin(reading: &Reading, findings: &mut Findings) {
    for passage in &reading.passages {
        let stray: Vec<Range<usize>> = BRACKETED
            .captures_iter(&passage.text)
            .filter_map(|found| {
                let (whole, words) = (found.get(0)?, found.get(1)?);
                let after_han = passage.before(whole.start()).is_some_and(is_han);
                (after_han && is_pinyin(words.as_str().trim())).then(|| whole.range())
            })
            .collect();
        let Some(first) = stray.first() else { continue };
        let written = &passage.text[first.clone()];
        let message = match stray.len() {
            1 => Said::both(
                format!("汉字后面留着拼音 `{written}`"),
                format!("pinyin is left after a character: `{written}`"),
            ),
            count => Said::both(
                format!("这一段有 {count} 处汉字后面留着拼音，第一处是 `{written}`"),
                format!("pinyin is left after {count} characters of this paragraph, `{written}` first"),
            ),
        };
        let help = Said::both("删去括号和拼音", "remove the brackets and the pinyin");
        findings.push(Finding::new(&STRAY_PINYIN, passage.at(first.clone()), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english, marked};

    fn blanks(text: &str, read: fn(&str) -> Reading) -> Vec<&str> {
        let mut findings = Findings::default();
        placeholders(&read(text), &mut findings);
        marked(text, findings.sorted())
    }

    #[test]
    fn blanks_are_marked_and_what_looks_like_one_is_not() {
        let cases: [(&str, &[&str]); 14] = [
            ("20xx年工作方案", &["20xx"]),
            ("20××年x月xx日", &["20××", "x月xx日"]),
            ("由xxx负责", &["xxx"]),
            ("由 XX 街道负责", &["XX"]),
            ("在__市__区", &["__", "__"]),
            ("签名：______", &["______"]),
            ("某某小区，某市某区", &["某某", "某市某"]),
            ("金额：TODO", &["TODO"]),
            ("联系人（待定）", &["（待定）"]),
            ("（此处填写依据）", &["（此处填写依据）"]),
            ("广委〔20xx〕5号", &["20xx"]),
            ("×月×日", &["×月×日"]),
            ("｜ 20XX ｜", &["20XX"]),
            ("××街道", &["××"]),
        ];
        for (text, expected) in cases {
            assert_eq!(blanks(text, chinese), expected, "{text}");
        }
        for lure in [
            "3×4米",
            "尺码XXL",
            "某小区居民来电",
            "时间待定",
            "138XXXX1234",
            "snake__case",
            "`20xx`年",
            "文件名a_b",
            "2×月租金",
            "待定人选另行通知",
            "重点__工作任务__落实",
        ] {
            assert_eq!(blanks(lure, chinese), [""; 0], "{lure}");
        }
        assert_eq!(blanks("In 20xx the xxx office, TBD", english), ["20xx", "xxx", "TBD"]);
        assert_eq!(blanks("Part XX. Size XXL, max. of 20", english), [""; 0]);
    }

    #[test]
    fn pinyin_is_marked_only_with_its_tones_and_after_han() {
        let found = |text: &'static str| {
            let mut findings = Findings::default();
            stray_pinyin(&chinese(text), &mut findings);
            marked(text, findings.sorted())
        };
        for (text, expected) in [
            ("澜江（lán jiāng）街道", "（lán jiāng）"),
            ("字(zì)", "(zì)"),
            ("社区(qū)防疫", "(qū)"),
            ("行(xing2)政", "(xing2)"),
            ("行政(xing2zheng4)", "(xing2zheng4)"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for lure in [
            "锦苑（Jinyuan）",
            "细颗粒物(PM2.5)",
            "二氧化碳(co2)",
            "病毒（H7N9）",
            "见(a1)",
            "表(Table 1)",
            "English (zì)",
        ] {
            assert_eq!(found(lure), [""; 0], "{lure}");
        }
    }
}
