//! A tour through a built site in Chromium, by `tests/tools/browse.mjs`.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::tools;

/// What `browse.mjs` prints.
#[derive(Deserialize)]
struct Tour {
    visits: Vec<Visit>,
}

/// What was seen of one page on one device.
#[derive(Deserialize)]
pub struct Visit {
    /// The page, as a path below the site.
    pub page: String,
    /// `phone` or `desktop`.
    pub device: String,
    /// The width of its window.
    pub width: u32,
    /// Whether scripts ran.
    pub scripts: bool,
    /// The language that the page says it is in.
    lang: String,
    /// How many `h1` it has.
    headings: usize,
    /// The width that the page was laid out in.
    client_width: u32,
    /// The width that its content takes.
    scroll_width: u32,
    /// The texts that stick out of the window or of their drawing.
    pub beyond: Vec<String>,
    /// The text as a reader sees it.
    pub text: String,
    console_messages: Vec<String>,
    page_errors: Vec<String>,
    failed_requests: Vec<String>,
    /// Whatever was asked of a network.
    pub outside_requests: Vec<String>,
}

/// Opens the pages; `folder` is a place for the list of them.
pub fn tour(site: &Path, pages: &[String], folder: &Path) -> Result<Vec<Visit>, String> {
    let list = folder.join("pages.json");
    let json = serde_json::to_vec(pages).map_err(|error| error.to_string())?;
    fs::write(&list, json).map_err(|error| error.to_string())?;
    let mut command = Command::new("node");
    command.arg(tools::folder().join("browse.mjs")).arg(site).arg(list);
    let tour: Tour = serde_json::from_slice(&tools::output(&mut command)?).map_err(|error| error.to_string())?;
    Ok(tour.visits)
}

/// What the browser complained of.
pub fn troubles(visit: &Visit) -> Vec<String> {
    [visit.console_messages.as_slice(), &visit.page_errors, &visit.failed_requests].concat()
}

/// How far the page scrolls sideways, if it does.
pub fn sideways(visit: &Visit) -> Vec<String> {
    let mut problems = Vec::new();
    if visit.client_width != visit.width {
        problems.push(format!("laid out {} pixels wide: is there a viewport meta?", visit.client_width));
    }
    if visit.scroll_width > visit.client_width {
        problems.push(format!("scrolls sideways, {} of {} pixels", visit.scroll_width, visit.client_width));
    }
    problems
}

/// What is wrong with the language and the first heading.
pub fn head(visit: &Visit) -> Vec<String> {
    let mut problems = Vec::new();
    let language = if visit.page.starts_with("en/") { "en" } else { "zh-CN" };
    if visit.lang != language {
        problems.push(format!("says that it is in “{}”, not “{language}”", visit.lang));
    }
    if visit.headings != 1 {
        problems.push(format!("has {} h1, not one", visit.headings));
    }
    problems
}
