//! Private mailboxes: those with a provider that gives one to anybody. The mailboxes of an office's own domain are none.

use memchr::{memchr_iter, memmem};

use crate::privacy::characters::{is_invisible, narrow, seen};
use crate::privacy::{Hit, Kind};

/// Providers; `vip.` may stand before any of them.
const PROVIDERS: &[&str] = &[
    "qq.com",
    "foxmail.com",
    "163.com",
    "126.com",
    "yeah.net",
    "188.com",
    "139.com",
    "189.cn",
    "wo.cn",
    "wo.com.cn",
    "sina.com",
    "sina.cn",
    "sina.com.cn",
    "sohu.com",
    "aliyun.com",
    "tom.com",
    "21cn.com",
    "263.net",
    "eyou.com",
    "chinaren.com",
    "sogou.com",
    "netease.com",
    "qq.cn",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.cn",
    "hotmail.com",
    "hotmail.co.uk",
    "live.com",
    "live.cn",
    "msn.com",
    "msn.cn",
    "yahoo.com",
    "yahoo.cn",
    "yahoo.com.cn",
    "yahoo.com.hk",
    "yahoo.com.tw",
    "yahoo.co.uk",
    "yahoo.co.jp",
    "ymail.com",
    "rocketmail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "mail.com",
    "mail.ru",
    "yandex.com",
    "yandex.ru",
    "zoho.com",
    "aol.com",
    "tutanota.com",
    "fastmail.com",
    "hey.com",
    "petalmail.com",
    "mail.china.com",
];

/// Adds the private mailboxes in `text`.
pub fn find(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    for at in memchr_iter(b'@', bytes) {
        hits.extend(around(text, at, at + 1, false));
    }
    for sign in ["＠", "﹫"] {
        hits.extend(memmem::find_iter(bytes, sign).filter_map(|at| around(text, at, at + sign.len(), false)));
    }
    for word in ["at", "AT", "At", "ａｔ", "艾特"] {
        for at in memmem::find_iter(bytes, word) {
            hits.extend(written_out(text, at, at + word.len()));
        }
    }
}

/// The mailbox whose `@` is written as the word at `from..to`: in brackets, or between blanks before a domain that is
/// written out too.
fn written_out(text: &str, from: usize, to: usize) -> Option<Hit> {
    let (left, right) = (text[..from].trim_end(), text[to..].trim_start());
    let open = left.chars().next_back()?;
    let bracketed =
        "([{<（【［｛「".contains(open) && right.starts_with([')', ']', '}', '>', '）', '】', '］', '｝', '」']);
    if bracketed {
        let closed = text.len() - right.len() + right.chars().next()?.len_utf8();
        return around(text, left.len() - open.len_utf8(), closed, false);
    }
    let apart = left.len() < from && right.len() < text.len() - to;
    (apart || text[from..to].starts_with('艾')).then(|| around(text, from, to, apart)).flatten()
}

/// The mailbox around the sign at `from..to`.
fn around(text: &str, from: usize, to: usize, by_words: bool) -> Option<Hit> {
    let (local, start) = local_part(text, from)?;
    let (domain, end, spelt) = domain(text, to)?;
    if by_words && !spelt {
        return None;
    }
    let provider = domain.strip_prefix("vip.").unwrap_or(&domain);
    if !PROVIDERS.contains(&provider) {
        return None;
    }
    let first = local.chars().next()?;
    Some(Hit {
        kind: Kind::PrivateMailbox,
        span: start..end,
        value: format!("{local}@{domain}"),
        shown: format!("{first}***@{domain}"),
    })
}

/// What stands before the sign at `end`, and where it begins.
fn local_part(text: &str, end: usize) -> Option<(String, usize)> {
    let trimmed = text[..end].trim_end_matches(|c: char| narrow(c) == ' ' || is_invisible(c));
    let mut start = trimmed.len();
    let mut back = Vec::new();
    for (at, c) in seen(trimmed).rev().take(64) {
        let plain = narrow(c).to_ascii_lowercase();
        if !(plain.is_ascii_alphanumeric() || "._%+-".contains(plain)) {
            break;
        }
        back.push(plain);
        start = at;
    }
    while back.last().is_some_and(|c| !c.is_ascii_alphanumeric()) {
        back.pop();
        start += text[start..].chars().next()?.len_utf8();
    }
    let local: String = back.into_iter().rev().collect();
    (!local.is_empty()).then_some((local, start))
}

/// The domain at `start`, where it ends, and whether its full stop is written as a word.
fn domain(text: &str, start: usize) -> Option<(String, usize, bool)> {
    let mut domain = String::new();
    let mut spelt = false;
    let mut at = start;
    let mut end = start;
    while domain.len() < 40 {
        let rest = &text[at..];
        let next = rest.trim_start_matches(|c: char| narrow(c) == ' ' || is_invisible(c));
        let skipped = rest.len() - next.len();
        let blank = rest[..skipped].chars().any(|c| narrow(c) == ' ');
        if let Some(stop) = stop(next, blank)
            && !domain.is_empty()
        {
            domain.push('.');
            spelt |= stop > 3;
            at += skipped + stop;
            continue;
        }
        let Some(c) = next.chars().next() else { break };
        let plain = narrow(c).to_ascii_lowercase();
        // A blank ends the domain, but for one after the sign or the full stop.
        if !(plain.is_ascii_alphanumeric() || plain == '-') || (blank && !domain.is_empty() && !domain.ends_with('.')) {
            break;
        }
        domain.push(plain);
        at += skipped + c.len_utf8();
        end = at;
    }
    Some((domain.trim_end_matches(['.', '-']).to_owned(), end, spelt)).filter(|(domain, ..)| domain.contains('.'))
}

/// How long the full stop of a domain at the beginning of `text` is, written as a sign or as a word.
fn stop(text: &str, after_blank: bool) -> Option<usize> {
    for word in ["(dot)", "[dot]", "{dot}", "（dot）", "(点)", "（点）", "[点]", "点"] {
        if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return Some(word.len());
        }
    }
    if after_blank && text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("dot ")) {
        return Some(4);
    }
    let first = text.chars().next()?;
    matches!(first, '.' | '．' | '。' | '｡').then(|| first.len_utf8())
}
