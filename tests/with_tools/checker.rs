//! The Nu HTML checker over the files of a built site.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::tools;

/// As what files are read; the checker takes everything for HTML unless told otherwise.
#[derive(Clone, Copy)]
pub enum Reads {
    /// As pages.
    Html,
    /// As style sheets.
    Css,
}

/// The files that one run of the checker is given: few enough for any command line, so many that starting Java is
/// nothing beside reading them.
const BATCH: usize = 500;

/// Messages that are let pass, each for a reason.
const TOLERATED: [&str; 1] = [
    // `paint-order` is of SVG 2 and known to every browser; the checker's list of properties ends with SVG 1.1.
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
];

/// What the checker prints.
#[derive(Deserialize)]
struct Report {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    /// `error`, `info` or `non-document-error`.
    r#type: String,
    /// `warning`, of an `info`.
    sub_type: Option<String>,
    url: Option<String>,
    last_line: Option<u32>,
    message: String,
}

/// The errors and warnings of the files, which are paths below `site`.
pub fn problems(site: &Path, files: &[String], reads: Reads) -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    for batch in files.chunks(BATCH) {
        let mut command = Command::new("java");
        command.arg("-jar").arg(tools::modules().join("vnu-jar/build/dist/vnu.jar"));
        command.args(["--format", "json", "--stdout", "--exit-zero-always"]);
        if let Reads::Css = reads {
            command.arg("--css");
        }
        command.current_dir(site).args(batch);
        let report: Report =
            serde_json::from_slice(&tools::output(&mut command)?).map_err(|error| error.to_string())?;
        problems.extend(report.messages.iter().filter(|message| matters(message)).map(|message| told(site, message)));
    }
    Ok(problems)
}

/// Whether somebody should mend it: every error and warning does that is not tolerated.
fn matters(message: &Message) -> bool {
    let light = message.r#type == "info" && message.sub_type.as_deref() != Some("warning");
    !light && !TOLERATED.contains(&message.message.as_str())
}

/// A message with its place, as a path below the site.
fn told(site: &Path, message: &Message) -> String {
    let url = message.url.as_deref().unwrap_or("the checker");
    let page = url.split_once(&*site.to_string_lossy()).map_or(url, |(_, page)| page.trim_start_matches('/'));
    let line = message.last_line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{page}{line}: {}", message.message)
}
