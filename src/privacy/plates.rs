//! Vehicle plates (GA 36-2018): province, letter, five or six places; the letters I and O are not used.

use crate::privacy::characters::{Gap, gap, is_han, narrow, seen};
use crate::privacy::{Hit, Kind, starred};

const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

/// Words that end in the short name of a province: `高新A12345` is no plate.
const WORDS: &[&str] = &[
    "高新",
    "更新",
    "创新",
    "最新",
    "全新",
    "崭新",
    "革新",
    "翻新",
    "刷新",
    "南京",
    "北京",
    "东京",
    "汴京",
    "天津",
    "四川",
    "银川",
    "铜川",
    "汉川",
    "伊川",
    "洛川",
    "冰川",
    "平川",
    "白云",
    "阿里云",
    "多云",
    "风云",
    "祥云",
    "华为云",
    "腾讯云",
    "收藏",
    "储藏",
    "珍藏",
    "馆藏",
    "埋藏",
    "西藏",
    "冷藏",
    "江苏",
    "紫苏",
    "安宁",
    "南宁",
    "西宁",
    "济宁",
    "海宁",
    "中青",
];

/// What the last place of a special plate can be.
const ENDINGS: &str = "挂学警港澳领试超";

/// The farthest that the first digit of a plate stands from its province.
const FARTHEST: usize = 9;

/// Adds the plate whose first digit stands at `digit`, if there is one.
pub fn find(text: &str, digit: usize, hits: &mut Vec<Hit>) {
    let mut letters = 0;
    for (at, c) in seen(&text[..digit]).rev().take(FARTHEST) {
        let plain = narrow(c);
        if plain.is_ascii_alphabetic() {
            letters += 1;
        } else if PROVINCES.contains(c) {
            if letters > 0 && !ends_with_word(&text[..at + c.len_utf8()]) {
                hits.extend(read(text, at));
            }
            return;
        } else if gap(c).is_none_or(|gap| gap == Gap::Bracket) {
            return;
        }
    }
}

fn ends_with_word(text: &str) -> bool {
    WORDS.iter().any(|word| text.ends_with(word))
}

/// The plate that begins with the province at `start`.
fn read(text: &str, start: usize) -> Option<Hit> {
    let mut rest = seen(&text[start..]).map(|(at, c)| (start + at, c)).peekable();
    let (_, province) = rest.next()?;
    let skip_gaps = |rest: &mut std::iter::Peekable<_>| {
        for _ in 0..2 {
            let _: Option<(usize, char)> = rest.next_if(|(_, c)| gap(*c).is_some_and(|gap| gap != Gap::Bracket));
        }
    };
    skip_gaps(&mut rest);
    let letter = narrow(rest.next()?.1).to_ascii_uppercase();
    skip_gaps(&mut rest);
    let mut places = String::new();
    let mut end = start;
    while let Some((at, c)) = rest.next_if(|(_, c)| narrow(*c).is_ascii_alphanumeric()) {
        places.push(narrow(c).to_ascii_uppercase());
        end = at + c.len_utf8();
        if places.len() > 6 {
            return None;
        }
    }
    if places.len() == 4
        && let Some((at, c)) = rest.next_if(|(_, c)| ENDINGS.contains(*c))
        // `1234学院` and the like are words.
        && !rest.peek().is_some_and(|(_, next)| c == '学' && is_han(*next))
    {
        places.push(c);
        end = at + c.len_utf8();
    }
    // `A12345-2` and `K12345+200` are other numbers.
    let goes_on = match rest.next() {
        Some((at, '-' | '+' | '/')) => text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric()),
        _ => false,
    };
    let usual = |c: char| c.is_ascii_uppercase() && c != 'I' && c != 'O';
    if !usual(letter) || goes_on || !is_serial(&places, usual) {
        return None;
    }
    let value = format!("{province}{letter}{places}");
    let shown = starred(&value, 2, 1);
    Some(Hit { kind: Kind::VehiclePlate, span: start..end, value, shown })
}

/// Whether what follows the letter is five usual places, or the six of a new-energy plate.
fn is_serial(places: &str, usual: fn(char) -> bool) -> bool {
    let characters: Vec<char> = places.chars().collect();
    let digits = |part: &[char]| part.iter().filter(|c| c.is_ascii_digit()).count();
    let plain = |c: &char| c.is_ascii_digit() || usual(*c);
    match characters.as_slice() {
        [first @ .., last] if characters.len() == 5 => {
            first.iter().all(plain) && (plain(last) || ENDINGS.contains(*last)) && digits(&characters) >= 2
        }
        [first, second, rest @ ..] if characters.len() == 6 && usual(*first) => plain(second) && digits(rest) == 4,
        [rest @ .., last] if characters.len() == 6 => digits(rest) == 5 && usual(*last),
        _ => false,
    }
}
