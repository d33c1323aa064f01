//! `gongshi scores` and `gongshi why`: results and their workings in a terminal, the same as on the pages.

use std::fmt::Write as _;

use serde::Serialize;

use crate::assess::{Ranking, Standing};
use crate::cli::report::{padded, width};
use crate::community::marks::{Period, Subject};
use crate::compose::address::Which;
use crate::compose::scorecard::scorecard;
use crate::compose::view::Scorecard;
use crate::compose::voice::{Material, Voice, printed};
use crate::language::Language;

/// Which rankings are asked for.
#[derive(Debug, Default)]
pub struct Choice {
    /// Only this scheme.
    pub scheme: Option<String>,
    /// Only this period, as score sheets write it.
    pub period: Option<String>,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns.
    Table,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}

/// One result.
#[derive(Debug, Serialize)]
struct Row {
    scheme: String,
    period: String,
    group: String,
    place: usize,
    shared: bool,
    subject: String,
    name: String,
    total: String,
    exact: String,
    band: Option<String>,
}

impl Choice {
    fn takes(&self, material: &Material<'_>, ranking: &Ranking) -> bool {
        let scheme = &*material.community.schemes[ranking.scheme].key;
        self.scheme.as_deref().is_none_or(|wanted| wanted == scheme)
            && self.period.as_deref().is_none_or(|wanted| wanted == written(material, &ranking.period))
    }
}

/// A period as score sheets write it.
fn written(material: &Material<'_>, period: &Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
        Period::Festival(id) => material.community.festivals[*id].key.to_string(),
        Period::Once(word) => word.to_string(),
    }
}

/// The id of what was assessed; that of a contest's entry with its festival before it.
fn id(material: &Material<'_>, subject: Subject) -> String {
    let community = material.community;
    match subject {
        Subject::Neighbourhood(id) => community.neighbourhoods[id].key.to_string(),
        Subject::Team(id) => community.teams[id].key.to_string(),
        Subject::Area(id) => community.areas[id].key.to_string(),
        Subject::Entry(id, entry) => {
            let festival = &community.festivals[id];
            format!("{}/{}", &*festival.key, &*festival.entries[entry as usize].key)
        }
    }
}

/// Every result that is asked for; `None` when there is none.
pub fn scores(material: &Material<'_>, choice: &Choice, format: Format, language: Language) -> Option<String> {
    let voice = Voice::new(material, Which::Home, language);
    let rankings: Vec<&Ranking> =
        material.assessment.rankings.iter().filter(|ranking| choice.takes(material, ranking)).collect();
    if rankings.is_empty() {
        return None;
    }
    Some(match format {
        Format::Table => rankings.iter().map(|ranking| table(&voice, ranking)).collect::<Vec<_>>().join("\n"),
        Format::Csv => csv(&rows(&voice, &rankings)),
        Format::Json => {
            let text = serde_json::to_string_pretty(&rows(&voice, &rankings)).unwrap_or_default();
            text + "\n"
        }
    })
}

fn rows(voice: &Voice<'_>, rankings: &[&Ranking]) -> Vec<Row> {
    let row = |ranking: &Ranking, standing: &Standing| {
        let scheme = &voice.community.schemes[ranking.scheme];
        Row {
            scheme: scheme.key.to_string(),
            period: written(voice.material, &ranking.period),
            group: voice.group(ranking.groups[standing.group].key).text,
            place: standing.place,
            shared: standing.sharing > 1,
            subject: id(voice.material, standing.subject),
            name: voice.subject(standing.subject).text,
            total: printed(scheme, standing),
            exact: standing.total.fraction_text(),
            band: standing.band.map(|band| scheme.bands[band].name.text(voice.language).to_owned()),
        }
    };
    rankings.iter().flat_map(|ranking| ranking.standings.iter().map(|standing| row(ranking, standing))).collect()
}

fn csv(rows: &[Row]) -> String {
    let mut text = String::from("scheme,period,group,place,shared,subject,name,total,exact,band\r\n");
    let cell = |value: &str| {
        if value.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", value.replace('"', "\"\""))
        } else {
            value.to_owned()
        }
    };
    for row in rows {
        let cells = [
            cell(&row.scheme),
            cell(&row.period),
            cell(&row.group),
            row.place.to_string(),
            row.shared.to_string(),
            cell(&row.subject),
            cell(&row.name),
            row.total.clone(),
            row.exact.clone(),
            cell(row.band.as_deref().unwrap_or_default()),
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Rows of cells in aligned columns; those that `right` marks stand at the right of theirs.
fn columns(rows: &[Vec<String>], right: &[bool]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                if right.get(at).copied().unwrap_or(false) {
                    format!("{}{cell}", " ".repeat(widths[at] - width(cell)))
                } else {
                    padded(cell, widths[at])
                }
            })
            .collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
    text
}

fn table(voice: &Voice<'_>, ranking: &Ranking) -> String {
    let scheme = &voice.community.schemes[ranking.scheme];
    let mut text = format!("{} · {}\n", scheme.name.text(voice.language), voice.period(&ranking.period));
    for (at, group) in ranking.groups.iter().enumerate() {
        let _ = writeln!(text, "\n{} ({})", voice.group(group.key).text, voice.subjects(scheme.subject, group.size));
        let rows: Vec<Vec<String>> = ranking
            .standings
            .iter()
            .filter(|standing| standing.group == at)
            .map(|standing| {
                let shared = if standing.sharing > 1 { "=" } else { "" };
                vec![
                    format!("{}{shared}", standing.place),
                    voice.subject(standing.subject).text,
                    id(voice.material, standing.subject),
                    printed(scheme, standing),
                    standing
                        .band
                        .map(|band| scheme.bands[band].name.text(voice.language).to_owned())
                        .unwrap_or_default(),
                ]
            })
            .collect();
        text.push_str(&columns(&rows, &[true, false, false, true, false]));
    }
    text
}

/// The workings of every result of the subject with that id that is asked for; `None` when there is none.
pub fn why(material: &Material<'_>, subject: &str, choice: &Choice, language: Language) -> Option<String> {
    let voice = Voice::new(material, Which::Home, language);
    let mut text = String::new();
    for ranking in material.assessment.rankings.iter().filter(|ranking| choice.takes(material, ranking)) {
        for standing in ranking.standings.iter().filter(|standing| id(material, standing.subject) == subject) {
            text.push_str(&working(&scorecard(&voice, ranking, standing)));
            text.push('\n');
        }
    }
    (!text.is_empty()).then_some(text)
}

fn working(card: &Scorecard) -> String {
    let mut text = format!("{} · {}\n{}\n\n", card.scheme.text.text, card.period, card.sentence);
    let mut rows: Vec<Vec<String>> = card
        .lines
        .iter()
        .map(|line| {
            let mark = match &line.full {
                Some(full) => format!("{}/{full}", line.mark),
                None => line.mark.clone(),
            };
            vec![
                line.role.text.clone(),
                line.criterion.text.clone(),
                mark,
                "×".into(),
                line.role_share.clone(),
                "×".into(),
                line.criterion_share.clone(),
                "=".into(),
                line.contribution.clone(),
            ]
        })
        .collect();
    let blank = || String::new();
    rows.push(vec![blank(), blank(), blank(), blank(), blank(), blank(), blank(), "Σ".into(), card.sum.clone()]);
    text.push_str(&columns(&rows, &[false, false, true, false, true, false, true, false, true]));
    let _ = writeln!(text, "\n  {}", card.rounding);
    if let Some(fraction) = &card.fraction {
        let _ = writeln!(text, "  {fraction} → {}", card.total);
    }
    let _ = writeln!(text, "  {} ({}), {}", card.place, card.of, card.group.text);
    text
}
