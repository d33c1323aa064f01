//! Pages of free text: about, guide, statements.

use crate::community::document::{Texts, TwinForm, joined, joined_optional};
use crate::community::form::{Key, form};
use crate::community::table::{Names, Record};
use crate::finding::Findings;
use crate::language::{Language, Said};

form! {
    /// A page of free text: the front matter of a file in `content/pages/`.
    /// 一般页面：`content/pages/` 下文件的文件头。
    pub struct PageForm {
        /// Title.
        /// 标题。
        title: String,
        /// Its place in the menu at the foot.
        /// 页脚菜单中的次序。
        order: u32,
        /// One or two sentences.
        /// 摘要。
        summary: Option<String>,
    }
}

/// A page of free text.
#[derive(Debug)]
pub struct FreePage {
    /// Its id.
    pub key: Key,
    /// Title.
    pub title: Said,
    /// Its place in the menu at the foot.
    pub order: u32,
    /// One or two sentences.
    pub summary: Option<Said>,
    /// Its text.
    pub texts: Texts,
}

impl Record for FreePage {
    const WORD: &'static str = "page";
    type Form = PageForm;
}

impl FreePage {
    /// Puts one page together.
    pub fn admit(
        key: Key,
        main: Language,
        form: PageForm,
        twin: Option<TwinForm>,
        texts: Texts,
        _: &Names,
        _: &mut Findings,
    ) -> Option<FreePage> {
        let twin = twin.as_ref();
        Some(FreePage {
            key,
            title: joined(main, form.title, twin.map(|twin| &twin.title)),
            order: form.order,
            summary: joined_optional(main, form.summary, twin.and_then(|twin| twin.summary.as_ref())),
            texts,
        })
    }
}
