//! Disclosures: personal data that is shown on purpose, with who decided so and on what basis. No page lists them.

use chrono::NaiveDate;

use crate::community::form::{At, Key, Name, form};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names, Record};
use crate::finding::Findings;
use crate::language::Said;

form! {
    /// Personal data that may be shown as it is: a number that the privacy gate lets pass. It is printed on no page.
    /// 准予公开的个人信息：写在这里的号码不再拦下。本身不印在任何页面上。
    pub struct DisclosureForm {
        /// Its id.
        /// 编号。
        id: At<Key>,
        /// The number, mailbox or address as it is shown.
        /// 准予公开的号码、邮箱或住址，照原样写。
        text: At<String>,
        /// Why it must be shown.
        /// 公开的理由。
        reason: Said,
        /// The consent or the law that allows it.
        /// 依据：本人同意，或哪一条规定。
        basis: Said,
        /// When that was decided.
        /// 决定日期。
        decided: NaiveDate,
        /// Who decided.
        /// 决定单位。
        body: Name<Organisation>,
    }
}

/// Personal data that may be shown as it is.
#[derive(Debug)]
pub struct Disclosure {
    /// Its id.
    pub key: Key,
    /// What is shown, with the place where the record says so.
    pub text: At<String>,
    /// Why.
    pub reason: Said,
    /// What allows it.
    pub basis: Said,
    /// When that was decided.
    pub decided: NaiveDate,
    /// Who decided.
    pub body: Id<Organisation>,
}

impl Record for Disclosure {
    const WORD: &'static str = "disclosure";
    type Form = DisclosureForm;
}

impl Disclosure {
    /// Looks up what the form names.
    pub fn admit(form: DisclosureForm, names: &Names, findings: &mut Findings) -> Option<Disclosure> {
        Some(Disclosure {
            key: form.id.value,
            text: form.text,
            reason: form.reason,
            basis: form.basis,
            decided: form.decided,
            body: names.resolve(&form.body, findings)?,
        })
    }
}
