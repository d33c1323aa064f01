//! What stands before and after a number, and what that says of it.

use crate::privacy::characters::{narrow, seen};

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing that says it is part of something else.
    Nothing,
    /// It goes on from a word, a code, a decimal point or the plus of another country: it is no number of its own.
    PartOfOther,
}

/// Words that a number may follow without a blank.
const CUES: &[&str] = &[
    "tel",
    "phone",
    "mobile",
    "mob",
    "cell",
    "cellphone",
    "call",
    "sms",
    "id",
    "wechat",
    "whatsapp",
    "hp",
    "ph",
    "contact",
    "card",
    "no",
    "idcard",
    "telephone",
    "mp",
    "sfz",
];

/// Labels of numbers that are nobody's own.
const LABELS: &[&str] = &[
    "订单号",
    "订单编号",
    "订单",
    "单号",
    "流水号",
    "索引号",
    "序列号",
    "条码",
    "条形码",
    "批号",
    "批次号",
    "运单号",
    "快递单号",
    "项目代码",
    "案号",
    "批准文号",
    "备案号",
    "许可证号",
    "信用代码",
    "注册号",
    "机构代码",
    "发票号码",
    "发票号",
    "税号",
    "合同号",
    "合同编号",
    "资产编号",
    "设备编号",
    "受理号",
    "受理编号",
    "工单号",
    "工单编号",
    "查询码",
    "时间戳",
    "图书编号",
    "档案号",
    "文件编号",
    "项目编号",
    "网格编码",
    "楼栋编码",
    "区划代码",
    "编码",
    "物料号",
    "版本号",
    "版本",
    "群号",
    "货号",
    "券码",
    "票号",
    "登记号",
    "备案编号",
    "证书编号",
    "统计代码",
    "精确值",
    "(分数)",
    "fraction",
    "exact",
    "order",
    "order_no",
    "order-no",
    "order no",
    "order number",
    "serial",
    "serial no",
    "sku",
    "isbn",
    "tracking",
    "tracking no",
    "invoice",
    "timestamp",
];

/// Words before which a number is most likely somebody's, in small letters.
const PERSONAL: &[&str] = &[
    "手机", "电话", "联系", "致电", "微信", "拨打", "短信", "号码", "机主", "tel", "phone", "mobile", "mob", "cell",
    "call", "contact", "sms", "whatsapp", "☎",
];

/// Units after which a number is an amount.
const UNITS: &[&str] = &[
    "元", "万元", "亿元", "美元", "欧元", "港元", "日元", "英镑", "吨", "千瓦", "立方", "平方", "公里", "千米", "字节",
    "比特", "%", "％", "‰", "℃", "kWh", "bytes", "人次", "辆次", "件次", "万吨", "千克",
];

/// The last `count` characters before `at`, in small letters of ordinary width.
pub fn tail(text: &str, at: usize, count: usize) -> String {
    let mut characters: Vec<char> = seen(&text[..at])
        .rev()
        .map(|(_, c)| narrow(c).to_ascii_lowercase())
        .take_while(|c| *c != '\n')
        .take(count)
        .collect();
    characters.reverse();
    characters.into_iter().collect()
}

/// What stands before the number at `at`.
pub fn before(text: &str, at: usize) -> Before {
    let mut back = seen(&text[..at]).rev().map(|(_, c)| narrow(c));
    let part = match back.next() {
        Some(c) if c.is_ascii_alphabetic() => !ends_with_cue(&text[..at]),
        Some('+') => true,
        // A decimal whose whole part is not written; after a word or a Chinese character it is a full stop.
        Some('.') => back.next().is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace()),
        Some('-' | '_') => is_code(&text[..at]),
        _ => false,
    };
    if part { Before::PartOfOther } else { Before::Nothing }
}

/// Whether `text` ends with a word that a number may follow without a blank.
fn ends_with_cue(text: &str) -> bool {
    let word = last_word(text, |c| c.is_ascii_alphabetic());
    CUES.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether the word before the hyphen at the end of `text` is of capitals, or of letters and digits: the beginning of a
/// code.
fn is_code(text: &str) -> bool {
    let last = text.chars().next_back();
    let text = text.trim_end_matches(['-', '_', '－']);
    let word = last_word(text, |c| c.is_ascii_alphanumeric());
    let has = |is: fn(&char) -> bool| word.chars().any(|c| is(&c));
    let mixed = has(char::is_ascii_digit) && has(char::is_ascii_alphabetic);
    let capitals = !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase());
    mixed || (last != Some('_') && capitals && !CUES.contains(&word.to_ascii_lowercase().as_str()))
}

fn last_word(text: &str, belongs: fn(&char) -> bool) -> String {
    let mut word: Vec<char> = seen(text).rev().map(|(_, c)| narrow(c)).take_while(belongs).take(40).collect();
    word.reverse();
    word.into_iter().collect()
}

/// Whether the number that ends at `at` goes on in a word: `3f13800138000a`.
pub fn goes_on(text: &str, at: usize) -> bool {
    let mut rest = seen(&text[at..]).map(|(_, c)| narrow(c));
    match rest.next() {
        // A name right behind it is a name: `13800138000Zhang`.
        Some(first) if first.is_ascii_uppercase() => !rest.next().is_some_and(|c| c.is_ascii_lowercase()),
        Some(first) => first.is_ascii_alphabetic(),
        None => false,
    }
}

/// Whether a unit of money, weight or the like follows at `at`, or a sign of money stands before `from`.
pub fn is_amount(text: &str, from: usize, at: usize) -> bool {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
    let before = text[..from].trim_end_matches([' ', '\u{a0}']);
    UNITS.iter().any(|unit| rest.starts_with(unit))
        || before.ends_with(['¥', '￥', '$', '€', '£'])
        || ["RMB", "CNY", "USD", "人民币"].iter().any(|sign| before.ends_with(sign))
}

/// Whether the number at `from..to` is a part of a fraction, such as an exact result. Between numbers of phones a stroke
/// stands too: those are of 3 or 4, 7 or 8, 11 or 12 digits, and no equals sign stands before them.
pub fn is_in_fraction(text: &str, from: usize, to: usize) -> bool {
    let of_a_phone = |length: usize| matches!(length, 3 | 4 | 7 | 8 | 11 | 12);
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    let follows_equals = |at: usize| text[..at].ends_with("= ") || text[..at].ends_with("≈ ");
    if let Some(below) = text[to..].strip_prefix('/') {
        let length = digits(below);
        return length > 0 && (!of_a_phone(length) || follows_equals(from));
    }
    let Some(above) = text[..from].strip_suffix('/') else { return false };
    let length = above.bytes().rev().take_while(u8::is_ascii_digit).count();
    length > 0 && (!of_a_phone(length) || follows_equals(above.len() - length))
}

/// Whether the number at `from..to` is that of a page of another site: `https://…/content_13900001234.htm`.
pub fn is_page_of_other_site(text: &str, from: usize, to: usize) -> bool {
    let of_page = [".htm", ".shtml", ".jsp", ".aspx", ".php"].iter().any(|ending| text[to..].starts_with(ending));
    let word = |text: &str| {
        text.rsplit(|c: char| c.is_whitespace() || "\"'<>()（）".contains(c))
            .next()
            .is_some_and(|word| word.contains("://"))
    };
    of_page && word(&text[..from])
}

/// Whether the number at `at` is labelled as that of an order, an invoice, a file or the like.
pub fn is_labelled(text: &str, at: usize) -> bool {
    let tail = tail(text, at, 24);
    let tail =
        tail.trim_end_matches([' ', ':', '：', '为', '是', '#', '=', '"', '\'', '“', '\t', '.', '(', '（', '|', '>']);
    LABELS.iter().any(|label| tail.ends_with(label))
}

/// Whether a word stands shortly before `at` that says the number is somebody's.
pub fn is_called_personal(text: &str, at: usize) -> bool {
    let tail = tail(text, at, 12);
    PERSONAL.iter().any(|cue| tail.contains(cue))
}

/// Whether one of `cues` stands in the last `count` characters before `at`.
pub fn stands_before(text: &str, at: usize, count: usize, cues: &[&str]) -> bool {
    let tail = tail(text, at, count);
    cues.iter().any(|cue| tail.contains(cue))
}
