//! The languages a page can be said in, and texts that exist in one or in both.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Simplified Chinese; its pages stand at the root of the site.
    Chinese,
    /// English; its pages stand under `en/`.
    English,
}

impl Language {
    /// Every language, the first being that of the site's root.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// The value of an HTML `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    /// The language of a BCP 47 tag or a POSIX locale (`zh`, `zh_CN.UTF-8`, `en-GB`), if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The folder its pages stand in, below the root of the site.
    pub fn folder(self) -> &'static str {
        match self {
            Language::Chinese => "",
            Language::English => "en/",
        }
    }

    /// The ending of a field or a file that carries a text in this language: `name_en`, `plan.en.md`.
    pub fn ending(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }

    /// Its name in Chinese and in English.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Language::Chinese => ["中文", "Chinese"],
            Language::English => ["英文", "English"],
        }
    }

    /// The one that is not this one.
    pub fn other(self) -> Language {
        match self {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        }
    }
}

/// A text in at least one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    first: (Language, Box<str>),
    second: Option<Box<str>>,
}

impl Said {
    /// A text in one language only.
    pub fn only(language: Language, text: impl Into<Box<str>>) -> Said {
        Said { first: (language, text.into()), second: None }
    }

    /// A text in both.
    pub fn both(chinese: impl Into<Box<str>>, english: impl Into<Box<str>>) -> Said {
        Said { first: (Language::Chinese, chinese.into()), second: Some(english.into()) }
    }

    /// This text with its other language added.
    pub fn and(mut self, other: Option<Box<str>>) -> Said {
        self.second = other;
        self
    }

    /// The text in `language`, or else in the other one, together with the language it is in.
    pub fn within(&self, language: Language) -> (&str, Language) {
        match &self.second {
            _ if self.first.0 == language => (&self.first.1, language),
            Some(text) => (text, language),
            None => (&self.first.1, self.first.0),
        }
    }

    /// The text in `language`, or else in the other one.
    pub fn text(&self, language: Language) -> &str {
        self.within(language).0
    }

    /// As a page says it: the text, with its own language wherever that is not the page's.
    pub fn phrase(&self, language: Language) -> Phrase {
        let (text, spoken) = self.within(language);
        Phrase { text: text.to_owned(), lang: (spoken != language).then(|| spoken.tag()) }
    }
}

/// A text on a page, marked with its language where that differs from the page's.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Phrase {
    /// The text.
    pub text: String,
    /// The `lang` attribute it needs, if any.
    pub lang: Option<&'static str>,
}

impl Phrase {
    /// A text in the page's own language.
    pub fn own(text: impl Into<String>) -> Phrase {
        Phrase { text: text.into(), lang: None }
    }
}

/// The interface texts of one language, by key, as `languages/<tag>.toml` of a theme has them.
#[derive(Clone, Debug, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Reads a file of `key = "text"` lines; tables make dotted keys (`menu.home`).
    ///
    /// # Errors
    /// The reader's message, when the text is no TOML or a value is neither a text nor a table.
    pub fn parse(text: &str) -> Result<Words, String> {
        fn collect(table: &toml::Table, prefix: &str, into: &mut BTreeMap<String, String>) -> Result<(), String> {
            for (key, value) in table {
                let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                match value {
                    toml::Value::String(text) => {
                        into.insert(key, text.clone());
                    }
                    toml::Value::Table(table) => collect(table, &key, into)?,
                    other => return Err(format!("`{key}` is {}, expected a text", other.type_str())),
                }
            }
            Ok(())
        }
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let mut words = BTreeMap::new();
        collect(&table, "", &mut words)?;
        Ok(Words(words))
    }

    /// Lays the texts of `above` over these.
    pub fn overlay(&mut self, above: Words) {
        self.0.extend(above.0);
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The text of `key`. A key without a text shows as itself; a test holds that none is missing.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The text of `key` with every `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let mut text = self.say(key).to_owned();
        for (name, value) in values {
            let value = value.to_string();
            text = text.replace(&format!("{{{name}}}"), &value);
            // `{n|mark|marks}`: the first word for one, the second for any other number.
            let head = format!("{{{name}|");
            while let Some(at) = text.find(&head) {
                let Some(end) = text[at..].find('}').map(|end| at + end) else { break };
                let (one, many) = text[at + head.len()..end].split_once('|').unwrap_or_default();
                let word = if value == "1" { one } else { many }.to_owned();
                text.replace_range(at..=end, &word);
            }
        }
        text
    }

    /// The texts as the tree that templates look into: `t.menu.home`.
    pub fn tree(&self) -> serde_json::Value {
        let mut root = serde_json::Map::new();
        for (key, text) in &self.0 {
            let mut level = &mut root;
            let mut parts = key.split('.').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_none() {
                    level.insert(part.to_owned(), text.clone().into());
                } else {
                    let below = level.entry(part).or_insert_with(|| serde_json::Map::new().into());
                    match below {
                        serde_json::Value::Object(table) => level = table,
                        _ => break,
                    }
                }
            }
        }
        root.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_to_its_other_language_and_says_so() {
        let said = Said::only(Language::English, "Cardiff");
        assert_eq!(said.phrase(Language::Chinese), Phrase { text: "Cardiff".into(), lang: Some("en") });
        assert_eq!(said.phrase(Language::English), Phrase::own("Cardiff"));
        let said = Said::both("市", "city");
        assert_eq!((said.text(Language::Chinese), said.text(Language::English)), ("市", "city"));
    }

    #[test]
    fn every_spelling_of_chinese_is_chinese() {
        for tag in ["zh", "zh-CN", "zh-Hans", "zh-Hans-CN", "zh_CN", "zh_CN.UTF-8"] {
            assert_eq!(Language::from_tag(tag), Some(Language::Chinese), "{tag}");
        }
        assert_eq!(Language::from_tag("fr"), None);
    }

    #[test]
    fn words_fill_their_blanks() {
        let words = Words::parse("[count]\npages = \"{n} of {all} pages\"").unwrap();
        assert_eq!(words.fill("count.pages", &[("n", &3), ("all", &"five")]), "3 of five pages");
        assert_eq!(words.say("count.none"), "count.none");
        assert_eq!(words.tree()["count"]["pages"], "{n} of {all} pages");
    }
}
