//! The settings of the whole site.

use chrono::NaiveDate;

use crate::community::form::{At, Name, Year, form, words};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names, Record};
use crate::finding::Findings;
use crate::language::{Language, Said};

words! {
    /// A language in which texts without an ending are written.
    pub enum MainLanguage {
        /// `name` is Chinese, `name_en` English.
        Chinese = "zh-CN" ("中文", "Chinese"),
        /// `name` is English, `name_zh` Chinese.
        English = "en" ("英文", "English"),
    }
}

impl From<MainLanguage> for Language {
    fn from(main: MainLanguage) -> Language {
        match main {
            MainLanguage::Chinese => Language::Chinese,
            MainLanguage::English => Language::English,
        }
    }
}

form! {
    /// The settings of the site; there is one, usually in `data/site.toml`.
    /// 站点设置；只有一份，一般写在 `data/site.toml`。
    pub struct SiteForm {
        /// The title of the site.
        /// 站名。
        title: Said,
        /// One line under the title.
        /// 站名下的一行说明。
        tagline: Option<Said>,
        /// The organisation that publishes the site.
        /// 主办单位。
        host: Option<Name<Organisation>>,
        /// Office phone and address, printed in the footer.
        /// 办公电话和地址，印在页脚。
        contact: Option<Said>,
        /// A line at the top of every page, for instance that all data are invented.
        /// 每页顶部的一行提示，例如“示例数据，均为虚构”。
        banner: Option<Said>,
        /// A line in every footer: whose data these are and under which licence.
        /// 页脚的数据来源与许可说明。
        attribution: Option<Said>,
        /// The day the site is built for, unless the command says another.
        /// 数据截止日；命令行可另行指定。
        as_of: Option<At<NaiveDate>>,
        /// The working year of the home page; else the year of the day it is built for.
        /// 首页所说的工作年度；不写则取截止日的年份。
        year: Option<Year>,
        /// A folder under `themes/` that covers the default theme file by file.
        /// `themes/` 下的主题文件夹，逐个文件覆盖默认主题。
        theme: Option<At<String>>,
        /// The language of texts without an ending; Chinese unless said otherwise.
        /// 不带后缀的文字是哪种语言；不写则为中文。
        language: Option<MainLanguage>,
    }
}

/// The settings of the site.
#[derive(Debug)]
pub struct Site {
    /// Title.
    pub title: Said,
    /// One line under it.
    pub tagline: Option<Said>,
    /// Who publishes it.
    pub host: Option<Id<Organisation>>,
    /// Office phone and address.
    pub contact: Option<Said>,
    /// A line at the top of every page.
    pub banner: Option<Said>,
    /// Whose data, under which licence.
    pub attribution: Option<Said>,
    /// The day it is built for.
    pub as_of: Option<NaiveDate>,
    /// The working year of the home page.
    pub year: Option<i32>,
    /// The theme that covers the default one, with the place where it is named.
    pub theme: Option<At<String>>,
    /// The language of texts without an ending.
    pub language: Language,
}

impl Record for Site {
    const WORD: &'static str = "site";
    type Form = SiteForm;
}

impl Site {
    /// What stands in while settings are missing or have faults, so that all other files are checked in the same run.
    pub fn stand_in(language: Language) -> Site {
        Site {
            title: Said::only(language, ""),
            tagline: None,
            host: None,
            contact: None,
            banner: None,
            attribution: None,
            as_of: None,
            year: None,
            theme: None,
            language,
        }
    }

    /// Looks up what the form names.
    pub fn admit(form: SiteForm, names: &Names, findings: &mut Findings) -> Site {
        Site {
            host: names.resolve_optional(&form.host, findings).flatten(),
            title: form.title,
            tagline: form.tagline,
            contact: form.contact,
            banner: form.banner,
            attribution: form.attribution,
            as_of: form.as_of.map(|date| date.value),
            year: form.year.map(|year| year.0),
            theme: form.theme,
            language: form.language.map_or(Language::Chinese, Language::from),
        }
    }
}
