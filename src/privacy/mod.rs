//! Personal data in a text: what must not leave the machine, found however it is spelt.
//!
//! [`scan`] reads one text, [`contents`] gets the texts out of a file. Neither knows whether what it finds may be shown;
//! that is for the stages to decide.

mod characters;

mod checksums;

pub mod names;

mod run;

mod context;

mod plates;

mod numbers;

mod mailboxes;

mod addresses;

pub mod contents;

use std::ops::Range;

use crate::language::Language;

/// What sort of personal data something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A resident identity number of 18 characters (GB 11643-1999).
    IdentityNumber,
    /// A resident identity number of 15 digits, as issued before 1999.
    OldIdentityNumber,
    /// A mobile number of mainland China.
    MobileNumber,
    /// The number of a bank card.
    BankCard,
    /// A vehicle's number plate (GA 36-2018).
    VehiclePlate,
    /// A mailbox with a provider of private mailboxes.
    PrivateMailbox,
    /// An address finer than the street, beside a person's name.
    HomeAddress,
}

impl Kind {
    /// Every one.
    pub const ALL: [Kind; 7] = [
        Kind::IdentityNumber,
        Kind::OldIdentityNumber,
        Kind::MobileNumber,
        Kind::BankCard,
        Kind::VehiclePlate,
        Kind::PrivateMailbox,
        Kind::HomeAddress,
    ];

    /// A word for it that never changes.
    pub fn word(self) -> &'static str {
        match self {
            Kind::IdentityNumber => "identity-number",
            Kind::OldIdentityNumber => "old-identity-number",
            Kind::MobileNumber => "mobile-number",
            Kind::BankCard => "bank-card",
            Kind::VehiclePlate => "vehicle-plate",
            Kind::PrivateMailbox => "private-mailbox",
            Kind::HomeAddress => "home-address",
        }
    }

    /// What people call it.
    pub fn name(self, language: Language) -> &'static str {
        let [zh, en] = match self {
            Kind::IdentityNumber => ["身份证号码", "identity number"],
            Kind::OldIdentityNumber => ["15 位旧身份证号码", "identity number of the old form"],
            Kind::MobileNumber => ["手机号码", "mobile number"],
            Kind::BankCard => ["银行卡号", "bank card number"],
            Kind::VehiclePlate => ["车牌号码", "vehicle plate"],
            Kind::PrivateMailbox => ["个人邮箱", "private mailbox"],
            Kind::HomeAddress => ["姓名旁的详细住址", "home address beside a person's name"],
        };
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

/// Personal data in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// The bytes of the text that it stands in.
    pub span: Range<usize>,
    /// It, spelt in one way: ASCII digits without anything between them, capitals in plates, small letters in mailboxes,
    /// of an address what is finer than the street.
    pub value: String,
    /// What may be shown instead.
    shown: String,
}

impl Hit {
    /// What may be shown instead: `138****1234`, `35*************123`, `粤B****8`, the last 4 digits of a card,
    /// `a***@qq.com`, an address as far as the township or street.
    pub fn masked(&self) -> &str {
        &self.shown
    }
}

/// `value` with every character but the first `first` and the last `last` as a star.
fn starred(value: &str, first: usize, last: usize) -> String {
    let length = value.chars().count();
    let star = |(at, c)| if at < first || at + last >= length { c } else { '*' };
    value.chars().enumerate().map(star).collect()
}

/// The personal data in `text`, in order; none overlaps another.
pub fn scan(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    numbers::find(text, &mut hits);
    mailboxes::find(text, &mut hits);
    addresses::find(text, &mut hits);
    if hits.len() > 1 {
        // Of two that overlap the longer stands: the number of a phone can be the name of a mailbox.
        hits.sort_by_key(|hit: &Hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
        let mut apart: Vec<Hit> = Vec::with_capacity(hits.len());
        for hit in hits {
            match apart.last_mut() {
                Some(last) if hit.span.start < last.span.end => {
                    if hit.span.len() > last.span.len() {
                        *last = hit;
                    }
                }
                _ => apart.push(hit),
            }
        }
        return apart;
    }
    hits
}
