//! The ladder 一、（一）1.（1）, where it is written by hand: its signs, and nothing left out or twice.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::rules::lint::reading::{Kind, Numbered, Passage, Reading, mended, pattern};
use crate::finding::rules::{NUMBERING_FORM, NUMBERING_GAP};
use crate::finding::{Finding, Findings, Place};
use crate::language::{Language, Said};
use crate::markdown::chinese_numeral;

/// A number at the beginning of a line.
static HAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([一二三四五六七八九十]{1,3})([、.．])\s*"));
static HAN_IN_BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[（(]([一二三四五六七八九十]{1,3})[）)][、.．,，]?\s*"));
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([0-9０-９]{1,2})([.．、])\s*"));
static DIGITS_IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[（(]?([0-9０-９]{1,2})[）)][、.．,，]?\s*"));

/// A step of the ladder, with the number that is written.
#[derive(Debug)]
struct Mark {
    /// 0 for 一、 to 3 for （1）.
    step: usize,
    number: usize,
    /// What is written, as bytes of the passage.
    span: Range<usize>,
}

/// The number `number` on a step of the ladder.
fn written(step: usize, number: usize) -> String {
    match step {
        0 => format!("{}、", chinese_numeral(number)),
        1 => format!("（{}）", chinese_numeral(number)),
        2 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

fn value(digits: &str) -> Option<usize> {
    let plain: String = digits
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from(b'0' + (u32::from(c) - 0xFF10) as u8) } else { c })
        .collect();
    plain.parse().ok().or_else(|| (1..100).find(|number| chinese_numeral(*number) == digits))
}

/// The marks at the beginnings of the lines of a passage.
fn marks(passage: &Passage) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in passage.text.split('\n') {
        let patterns: [&Regex; 4] = [&HAN, &HAN_IN_BRACKETS, &DIGITS, &DIGITS_IN_BRACKETS];
        let found = patterns.iter().zip(0..).find_map(|(pattern, step)| {
            let found = pattern.captures(line)?;
            let (whole, number) = (found.get(0)?, value(found.get(1)?.as_str())?);
            let next = line[whole.end()..].chars().next();
            // 1.5米, 三、四季度, 3、5号楼: a number that goes on is no step.
            let goes_on = next.is_none_or(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c) && step == 0);
            let end = whole.as_str().trim_end().len();
            (!goes_on && number > 0).then(|| Mark { step, number, span: start..start + end })
        });
        marks.extend(found);
        start += line.len() + 1;
    }
    marks
}

/// Whether a passage can carry steps of the ladder.
fn carries(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Heading | Kind::Paragraph | Kind::Item)
}

/// Steps of the ladder with the wrong signs, and headings that would get a second number.
pub fn forms(reading: &Reading, findings: &mut Findings) {
    if reading.language != Language::Chinese {
        return;
    }
    for passage in reading.passages.iter().filter(|passage| carries(passage)) {
        for mark in marks(passage) {
            let sign = &passage.text[mark.span.clone()];
            let wanted = written(mark.step, mark.number);
            if passage.kind == Kind::Heading && reading.numbered {
                let message = Said::both(
                    format!("标题里写了编号 `{sign}`，网页会再加一个"),
                    format!("the heading has a number, `{sign}`, and the page adds its own"),
                );
                let help = Said::both(
                    "删去手写的编号；`##` 印作“一、”，`###` 印作“（一）”",
                    "remove it; `##` is printed 一、 and `###` （一）",
                );
                findings.push(Finding::new(&NUMBERING_FORM, passage.at(mark.span), message).help(help));
            } else if sign != wanted {
                let english = format!("this step of the ladder is written `{sign}`");
                let finding = mended(
                    &NUMBERING_FORM,
                    passage.at(mark.span.clone()),
                    &format!("层次序数写成了 `{sign}`"),
                    &english,
                    &wanted,
                );
                findings.push(
                    finding.expected(Said::both("应为 一、（一）1.（1）之一", "expected one of 一、 （一） 1. （1）")),
                );
            }
        }
    }
}

/// Where the count stands on each step.
#[derive(Default)]
struct Count {
    steps: [usize; 4],
    /// The last number 1., 2., … of the whole text, since some plans count through.
    through: usize,
    /// The passage of the last mark.
    last: Option<usize>,
}

impl Count {
    fn set(&mut self, step: usize, number: usize, passage: usize) {
        self.steps[step] = number;
        self.steps[step + 1..].fill(0);
        if step == 2 {
            self.through = number;
        }
        self.last = Some(passage);
    }
}

/// Numbers that are left out, stand twice or skip a step of the ladder.
pub fn gaps(reading: &Reading, findings: &mut Findings) {
    let mut count = Count::default();
    let mut lists = reading.lists.iter().peekable();
    let chinese = reading.language == Language::Chinese;
    let all: Vec<Vec<Mark>> = reading
        .passages
        .iter()
        .map(|passage| if carries(passage) && chinese { marks(passage) } else { Vec::new() })
        .collect();
    let second_step = all.iter().flatten().any(|mark| mark.step == 1);
    for (index, (passage, marks)) in reading.passages.iter().zip(all).enumerate() {
        while let Some(list) = lists.next_if(|list| list.passage <= index) {
            findings.extend(list_gap(list, &mut count, index));
        }
        if passage.kind == Kind::Heading && (marks.is_empty() || reading.numbered) {
            count = Count { through: count.through, ..Count::default() };
            continue;
        }
        for mark in marks {
            findings.extend(gap(passage, &mark, &count, index, second_step));
            count.set(mark.step, mark.number, index);
        }
    }
}

/// What is wrong with the number of a mark, after the count so far.
fn gap(passage: &Passage, mark: &Mark, count: &Count, index: usize, second_step: bool) -> Option<Finding> {
    let place = passage.at(mark.span.clone());
    let last = count.steps[mark.step];
    let sign = &passage.text[mark.span.clone()];
    let follows = mark.number == last + 1 || (mark.step == 2 && mark.number == count.through + 1);
    let begins = mark.number == 1 && (last != 1 || count.last.is_none_or(|before| before + 1 < index));
    if !follows && !begins {
        return Some(out_of_order(place, sign, &written(mark.step, last + 1), mark.number <= last));
    }
    let skipped = match mark.step {
        2 => count.steps[0] > 0 && count.steps[1] == 0 && second_step && last == 0,
        3 => count.steps[2] == 0 && count.steps[1].max(count.steps[0]) > 0 && last == 0,
        _ => false,
    };
    skipped.then(|| {
        let above = usize::from(mark.step == 3 && count.steps[1] > 0);
        let wanted = written(above + 1, mark.number);
        let message = Said::both(
            format!("`{sign}` 直接跟在 `{}` 之下，跳了一级", written(above, count.steps[above])),
            format!(
                "`{sign}` stands right below `{}`: a step of the ladder is skipped",
                written(above, count.steps[above])
            ),
        );
        Finding::new(&NUMBERING_GAP, place, message)
            .expected(Said::both(format!("应为 `{wanted}`"), format!("expected `{wanted}`")))
            .help(Said::both("层次依次为 一、（一）1.（1）", "the ladder goes 一、 （一） 1. （1）"))
    })
}

fn out_of_order(place: Place, sign: &str, wanted: &str, repeated: bool) -> Finding {
    let message = if repeated {
        Said::both(format!("编号 `{sign}` 重复或者倒退"), format!("the number `{sign}` stands twice or goes back"))
    } else {
        Said::both(format!("`{sign}` 之前缺了编号"), format!("a number is missing before `{sign}`"))
    };
    Finding::new(&NUMBERING_GAP, place, message)
        .expected(Said::both(format!("应为 `{wanted}`"), format!("expected `{wanted}`")))
        .help(Said::both("补上缺的一项，或者改正编号", "add what is missing, or mend the number"))
}

/// What is wrong with the numbers of a list in Markdown. A page counts them on from the first, whatever is written, and a
/// list in which all are the same is meant to be counted.
fn list_gap(list: &Numbered, count: &mut Count, index: usize) -> Option<Finding> {
    let (first, place) = list.numbers.first()?;
    let (first, place) = (*first, place.clone());
    let same = list.numbers.iter().all(|(number, _)| *number == first);
    let begins = first == 1 || !list.nested && (first == count.steps[2] + 1 || first == count.through + 1);
    let last = if same { first + list.numbers.len() - 1 } else { list.numbers.last()?.0 };
    let before = count.steps[2];
    if !list.nested {
        count.set(2, last, index);
        count.last = None;
    }
    if !begins {
        return Some(out_of_order(place, &format!("{first}."), &format!("{}.", before + 1), first <= before));
    }
    if same {
        return None;
    }
    let wrong = list.numbers.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1)?;
    let (number, place) = &wrong[1];
    Some(out_of_order(place.clone(), &format!("{number}."), &format!("{}.", wrong[0].0 + 1), *number <= wrong[0].0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, marked};

    fn found(text: &str, rule: fn(&Reading, &mut Findings)) -> Vec<&str> {
        let mut findings = Findings::default();
        rule(&chinese(text), &mut findings);
        marked(text, findings.sorted())
    }

    #[test]
    fn the_signs_of_the_ladder_are_those_of_the_standard() {
        for (text, expected) in [
            ("一.总体要求", "一."),
            ("（一）、加强领导", "（一）、"),
            ("(一)加强领导", "(一)"),
            ("1、加强领导", "1、"),
            ("1．加强领导", "1．"),
            ("１.加强领导", "１."),
            ("(1)加强领导", "(1)"),
            ("1）加强领导", "1）"),
            ("- （2）、加强领导", "（2）、"),
        ] {
            assert_eq!(found(text, forms), [expected], "{text}");
        }
        for lure in [
            "一、总体要求",
            "（一）加强领导",
            "1.加强领导",
            "（1）加强领导",
            "1、3、5号楼",
            "三、四季度",
            "1.5米",
            "一是加强领导",
            "十堰",
            "(2026)",
            "| 1、甲 |\n|--|\n",
        ] {
            assert_eq!(found(lure, forms), [""; 0], "{lure}");
        }
        let mut reading = chinese("## 一、总体要求\n");
        reading.numbered = true;
        let mut findings = Findings::default();
        forms(&reading, &mut findings);
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn nothing_is_left_out_or_twice() {
        for (text, expected) in [
            ("一、甲\n\n三、乙", "三、"),
            ("一、甲\n\n（一）乙\n\n（三）丙", "（三）"),
            ("1. 甲\n3. 乙\n", "3."),
            ("1.甲\n\n2.乙\n\n2.丙", "2."),
            ("一、甲\n\n一、乙", "一、"),
            ("（一）甲\n\n2.乙", "2."),
            ("（一）甲\n\n（1）乙", "（1）"),
            ("一、甲\n\n（一）乙\n\n二、丙\n\n1.丁", "1."),
            ("2. 甲\n3. 乙\n", "2."),
        ] {
            assert_eq!(found(text, gaps), [expected], "{text}");
        }
        for lure in [
            "一、甲\n\n二、乙\n\n（一）丙\n\n（二）丁\n\n1.戊\n\n（1）己",
            "一、甲\n\n1.乙\n\n2.丙\n\n二、丁\n\n1.戊",
            "1. 甲\n1. 乙\n1. 丙\n",
            "1. 甲\n2. 乙\n\n说明。\n\n3. 丙\n",
            "## 甲\n\n1. 乙\n2. 丙\n\n## 丁\n\n1. 戊\n",
            "## 甲\n\n1. 乙\n2. 丙\n\n## 丁\n\n3. 戊\n",
            "1. 甲\n   1. 乙\n   2. 丙\n2. 丁\n",
            "（一）甲\n\n（二）乙\n\n## 丙\n\n（一）丁",
        ] {
            assert_eq!(found(lure, gaps), [""; 0], "{lure}");
        }
    }
}
