//! Numbers of people: identity numbers, mobile numbers, bank cards; and where a plate may stand.

use memchr::memmem;

use crate::privacy::characters::{Gap, Style, han_digit, seen};
use crate::privacy::checksums::{X, is_bank_card, is_identity_number, is_old_identity_number};
use crate::privacy::context::{
    Before, before, goes_on, is_amount, is_called_personal, is_in_fraction, is_labelled, is_page_of_other_site,
    stands_before,
};
use crate::privacy::run::{Run, next_digit};
use crate::privacy::{Hit, Kind, plates, starred};

/// Digits in a run below which only a plate can be among them.
const LEAST: usize = 11;

/// Adds the numbers and plates in `text`.
pub fn find(text: &str, hits: &mut Vec<Hit>) {
    let mut run = Run::default();
    let mut at = 0;
    while let Some((start, style)) = next_digit(text, at) {
        at = run.read(text, start, style);
        if style == Style::Plain {
            plates::find(text, start, hits);
        }
        if run.digits.len() >= LEAST {
            find_in(text, &run, style, hits);
        }
    }
    // A number in Chinese digits begins with one of two ways to say 1.
    for one in ["一", "幺", "壹"] {
        let mut after = 0;
        for start in memmem::find_iter(text.as_bytes(), one) {
            let spelt = seen(&text[start..]).nth(1).is_some_and(|(_, c)| han_digit(c).is_some());
            if start >= after && spelt && !ends_with_han_digit(&text[..start]) {
                after = run.read(text, start, Style::Han);
                find_in(text, &run, Style::Han, hits);
            }
        }
    }
}

fn ends_with_han_digit(text: &str) -> bool {
    seen(text).next_back().is_some_and(|(_, c)| han_digit(c).is_some())
}

/// What one run of digits is, from its first group on.
fn find_in(text: &str, run: &Run, style: Style, hits: &mut Vec<Hit>) {
    let mut from = 0;
    while from < run.groups.len() {
        match at_group(text, run, style, from) {
            Some((to, hit)) => {
                hits.push(hit);
                from = to + 1;
            }
            None => from += 1,
        }
    }
}

/// The number that begins with group `from`, and its last group.
fn at_group(text: &str, run: &Run, style: Style, from: usize) -> Option<(usize, Hit)> {
    let last = run.groups.len() - 1;
    if !begins(text, run, from) {
        return None;
    }
    let mut count = 0;
    let mut found = None;
    for to in from..=last {
        count += run.groups[to].digits.len();
        if count > 22 {
            break;
        }
        if !ends(text, run, to) {
            continue;
        }
        let digits = run.digits_of(from, to);
        let kind = match digits.len() {
            18 if style == Style::Plain && is_identity_number(digits) => Some(Kind::IdentityNumber),
            11 | 13 | 15 if is_mobile(text, run, from, to) => Some(Kind::MobileNumber),
            15 if is_old_identity(text, run, from, to) => Some(Kind::OldIdentityNumber),
            15..=19 if style == Style::Plain && is_card(text, run, from, to) => Some(Kind::BankCard),
            _ => None,
        };
        if let Some(kind) = kind {
            // Sixteen digits may be a card, or the beginning of one of nineteen or of an identity number.
            found = Some((to, hit(kind, digits, run.span_of(from, to))));
        }
    }
    found
}

fn hit(kind: Kind, digits: &[u8], span: std::ops::Range<usize>) -> Hit {
    let skipped = if kind == Kind::MobileNumber { digits.len() - 11 } else { 0 };
    let write = |digit: &u8| if *digit == X { 'X' } else { char::from(b'0' + *digit) };
    let value: String = digits[skipped..].iter().map(write).collect();
    let shown = match kind {
        Kind::MobileNumber => starred(&value, 3, 4),
        Kind::BankCard => starred(&value, 0, 4),
        _ => starred(&value, 2, 3),
    };
    Hit { kind, span, value, shown }
}

/// Whether a number of its own can begin with group `from`.
fn begins(text: &str, run: &Run, from: usize) -> bool {
    let group = &run.groups[from];
    match group.gap {
        None => before(text, group.span.start) == Before::Nothing || is_country_code(text, run),
        Some(Gap::Dot) => is_item_number(text, run, from),
        // Every group of a code that begins with a letter belongs to it.
        Some(Gap::Dash) => {
            let chain = (0..=from).rev().find(|at| run.groups[*at].gap != Some(Gap::Dash)).unwrap_or(0);
            chain > 0 || before(text, run.groups[0].span.start) == Before::Nothing || is_country_code(text, run)
        }
        Some(_) => true,
    }
}

/// Whether the run begins with `+86`.
fn is_country_code(text: &str, run: &Run) -> bool {
    run.digits.starts_with(&[8, 6]) && text[..run.groups[0].span.start].ends_with(['+', '＋'])
}

/// Whether what stands before the full stop before group `from` is the number of an item at the beginning of a line.
fn is_item_number(text: &str, run: &Run, from: usize) -> bool {
    let number = &run.digits[run.groups[0].digits.clone()];
    let line = text[..run.groups[0].span.start].rsplit('\n').next().unwrap_or_default();
    from == 1
        && number.len() <= 2
        && number.first() != Some(&0)
        && run.groups[1].digits.len() == 11
        && line.trim().is_empty()
}

/// Whether a number of its own can end with group `to`.
fn ends(text: &str, run: &Run, to: usize) -> bool {
    let last = run.groups.len() - 1;
    match run.gap_before(to + 1) {
        // A decimal fraction goes on; another number after a full stop does not belong to it.
        Some(Gap::Dot) => run.groups[to + 1].digits.len() >= LEAST,
        Some(_) if to < last => true,
        _ => !goes_on(text, run.groups[to].span.end),
    }
}

/// The ways in which people group the eleven digits of a mobile number.
const COMMON: [&[usize]; 4] = [&[11], &[3, 4, 4], &[3, 8], &[3, 4, 2, 2]];

/// Ways that are as often two or more other numbers, and need a word that says what they are.
const ODD: [&[usize]; 12] = [
    &[7, 4],
    &[4, 3, 4],
    &[3, 3, 5],
    &[3, 5, 3],
    &[5, 3, 3],
    &[4, 4, 3],
    &[5, 6],
    &[6, 5],
    &[3, 2, 2, 2, 2],
    &[3, 3, 3, 2],
    &[2, 2, 2, 2, 2, 1],
    &[1, 2, 2, 2, 2, 2],
];

/// Whether the groups `from..=to` are a mobile number, with or without the code of the country.
fn is_mobile(text: &str, run: &Run, from: usize, to: usize) -> bool {
    let digits = run.digits_of(from, to);
    let stripped = match digits.len() {
        11 => 0,
        13 if digits.starts_with(&[8, 6]) => 2,
        15 if digits.starts_with(&[0, 0, 8, 6]) => 4,
        _ => return false,
    };
    let own = &digits[stripped..];
    if own[0] != 1 || !(3..=9).contains(&own[1]) || own.contains(&X) {
        return false;
    }
    let lengths: Vec<usize> = run.lengths(from, to, 0).collect();
    let lengths = without_prefix(lengths, stripped);
    let span = run.span_of(from, to);
    if is_amount(text, span.start, span.end)
        || is_labelled(text, span.start)
        || is_in_fraction(text, span.start, span.end)
        || is_page_of_other_site(text, span.start, span.end)
    {
        return false;
    }
    let gaps = || (from + 1..=to).filter_map(|at| run.gap_before(at));
    let dotted = gaps().any(|gap| gap == Gap::Dot);
    let spaced = gaps().all(|gap| gap == Gap::Space);
    let whole = from == 0 && to + 1 == run.groups.len();
    let called = || is_called_personal(text, span.start);
    if COMMON.contains(&lengths.as_slice()) {
        let years = lengths == [3, 4, 4] && spaced && is_year(&own[3..7]) && is_year(&own[7..]);
        return (!years || called()) && (!dotted || lengths == [3, 4, 4]);
    }
    let one_by_one = lengths.iter().all(|length| *length == 1);
    (one_by_one && !dotted && (whole || called())) || (ODD.contains(&lengths.as_slice()) && !dotted && called())
}

/// The lengths of the groups without the first `stripped` digits.
fn without_prefix(mut lengths: Vec<usize>, stripped: usize) -> Vec<usize> {
    let mut left = stripped;
    for length in &mut lengths {
        let taken = left.min(*length);
        *length -= taken;
        left -= taken;
    }
    lengths.retain(|length| *length > 0);
    lengths
}

fn is_year(digits: &[u8]) -> bool {
    digits.starts_with(&[1, 9]) || digits.starts_with(&[2, 0])
}

/// Words that say a number of 15 digits is that of a licence, a device or the like.
const OTHER_FIFTEEN: [&str; 8] = ["注册", "执照", "工商", "imei", "设备", "税", "许可", "serial"];

fn is_old_identity(text: &str, run: &Run, from: usize, to: usize) -> bool {
    let lengths: Vec<usize> = run.lengths(from, to, 0).collect();
    let span = run.span_of(from, to);
    (lengths == [15] || lengths == [6, 6, 3])
        && is_old_identity_number(run.digits_of(from, to))
        && !is_labelled(text, span.start)
        && !is_amount(text, span.start, span.end)
        && !stands_before(text, span.start, 12, &OTHER_FIFTEEN)
}

/// Words that say a number is that of a card or an account, in small letters.
const OF_CARDS: [&str; 8] = ["卡", "账", "帐", "户", "银行", "card", "account", "bank"];

fn is_card(text: &str, run: &Run, from: usize, to: usize) -> bool {
    let lengths: Vec<usize> = run.lengths(from, to, 0).collect();
    let (last, others) = lengths.split_last().unwrap_or((&0, &[]));
    let by_four = others.len() >= 3 && others.iter().all(|length| *length == 4) && *last <= 4;
    let grouped = by_four || [&[6, 13][..], &[6, 10], &[4, 6, 5]].contains(&lengths.as_slice());
    let span = run.span_of(from, to);
    let whole = from == 0 && to + 1 == run.groups.len();
    let dotted = (from + 1..=to).any(|at| run.gap_before(at) == Some(Gap::Dot));
    (lengths.len() == 1 || (grouped && (whole || stands_before(text, span.start, 16, &OF_CARDS))))
        && !dotted
        && is_bank_card(run.digits_of(from, to))
        && !is_labelled(text, span.start)
        && !is_amount(text, span.start, span.end)
}
