//! Stage 7: pages → bytes, by the templates of a theme.
//!
//! The default theme is part of the program. A theme named in the settings covers it file by file, so that somebody who
//! only wants another footer writes one file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::{Context, Tera};

use crate::community::settings::Site;
use crate::compose::view::Page;
use crate::finding::rules;
use crate::finding::{Finding, Findings, suggestion};
use crate::language::{Language, Said, Words};
use crate::load::Source;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Templates, interface texts and static files, ready to use.
pub struct Theme {
    tera: Tera,
    texts: [tera::Value; 2],
    /// The files that go to the site as they are, by path below its root.
    pub static_files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// The files of the default theme, by path.
fn default_files() -> BTreeMap<String, Cow<'static, [u8]>> {
    fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
        for file in dir.files() {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), Cow::Borrowed(file.contents()));
        }
        for below in dir.dirs() {
            collect(below, files);
        }
    }
    let mut files = BTreeMap::new();
    collect(&DEFAULT, &mut files);
    files
}

/// The theme of the site with the interface texts of each language, or findings.
pub fn theme(source: &Source, site: &Site, findings: &mut Findings) -> Option<(Theme, [Words; 2])> {
    let mut files = default_files();
    // Interface texts are covered text by text, so that a theme that says one thing otherwise need not repeat the rest.
    let mut words = Language::ALL.map(|language| words(&files, language, findings));
    if let Some(name) = &site.theme {
        match source.themes.get(&name.value) {
            Some(own) => files.extend(own.iter().map(|(path, bytes)| (path.clone(), Cow::Owned(bytes.clone())))),
            None if name.value == "default" => {}
            None => findings.push(
                Finding::new(
                    &rules::UNRESOLVED_NAME,
                    name.place.clone(),
                    Said::both(
                        format!("没有主题文件夹 themes/{}", name.value),
                        format!("there is no theme folder themes/{}", name.value),
                    ),
                )
                .help(suggestion(&name.value, source.themes.keys().map(String::as_str))),
            ),
        }
    }
    for (words, language) in words.iter_mut().zip(Language::ALL) {
        words.overlay(self::words(&files, language, findings));
    }
    let mut tera = Tera::default();
    let templates: Vec<(&str, &str)> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, std::str::from_utf8(bytes).ok()?)))
        .filter(|(path, _)| path.ends_with(".html"))
        .collect();
    if let Err(error) = tera.add_raw_templates(templates) {
        findings.push(broken(&error));
    }
    if findings.any_error() {
        return None;
    }
    let static_files = files.into_iter().filter(|(path, _)| path.starts_with("static/")).collect();
    let texts = [&words[0], &words[1]].map(|words| tera::Value::from_serializable(&words.tree()));
    Some((Theme { tera, texts, static_files }, words))
}

/// The texts of every file `languages/<tag>….toml`.
fn words(files: &BTreeMap<String, Cow<'static, [u8]>>, language: Language, findings: &mut Findings) -> Words {
    let mut words = Words::default();
    let prefix = format!("languages/{}.", language.tag());
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(&prefix) && path.ends_with(".toml")) {
        match std::str::from_utf8(bytes).map_err(|error| error.to_string()).and_then(Words::parse) {
            Ok(more) => words.overlay(more),
            Err(error) => findings.push(Finding::new(
                &rules::BROKEN_TEMPLATE,
                None,
                Said::both(
                    format!("主题的 {path} 读不懂：{error}"),
                    format!("cannot read the theme's {path}: {error}"),
                ),
            )),
        }
    }
    words
}

fn broken(error: &tera::Error) -> Finding {
    let text = error.to_string();
    Finding::new(
        &rules::BROKEN_TEMPLATE,
        None,
        Said::both(format!("模板有错：{text}"), format!("a template is broken: {text}")),
    )
}

impl Theme {
    /// The HTML of a page.
    ///
    /// # Errors
    /// A finding, when the template asks for something that the page does not have.
    pub fn page(&self, template: &str, language: Language, page: &Page) -> Result<String, Box<Finding>> {
        let stop = |error: tera::Error| Box::new(broken(&error));
        let mut context = Context::from_serialize(page).map_err(stop)?;
        let texts = match language {
            Language::Chinese => &self.texts[0],
            Language::English => &self.texts[1],
        };
        context.insert_value("t", texts.clone());
        self.tera.render(template, &context).map_err(stop)
    }

    /// The templates there are.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }
}
