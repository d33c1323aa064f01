//! `gongshi scores` and `gongshi why`: results and their workings in a terminal, the same as on the pages.

use std::fmt::Write as _;

use serde::Serialize;

use crate::assess::Ranking;
use crate::cli::report::{padded, width};
use crate::community::marks::Subject;
use crate::community::register::Community;
use crate::compose::address::Which;
use crate::compose::outcome;
use crate::compose::scorecard::scorecard;
use crate::compose::view::{GapItem, Level, Scorecard};
use crate::compose::voice::{Material, Voice};
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
    /// Nothing for a subject that is marked but has no place.
    place: Option<usize>,
    shared: bool,
    subject: String,
    name: String,
    total: Option<String>,
    exact: Option<String>,
    band: Option<String>,
    /// What was decided apart from the arithmetic, or why there is no place.
    remarks: Vec<String>,
}

impl Choice {
    /// Whether the ranking is asked for.
    pub fn takes(&self, material: &Material<'_>, ranking: &Ranking) -> bool {
        let scheme = &*material.community.schemes[ranking.scheme].key;
        self.scheme.as_deref().is_none_or(|wanted| wanted == scheme)
            && self.period.as_deref().is_none_or(|wanted| wanted == ranking.period.written(material.community))
    }
}

/// The id of what was assessed; that of a contest's entry with its festival before it.
pub fn id(material: &Material<'_>, subject: Subject) -> String {
    key(material.community, subject)
}

fn key(community: &Community, subject: Subject) -> String {
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
    let blank = |ranking: &Ranking, group: usize, subject: Subject| Row {
        scheme: voice.community.schemes[ranking.scheme].key.to_string(),
        period: ranking.period.written(voice.material.community),
        group: voice.group(ranking.groups[group].key).text,
        place: None,
        shared: false,
        subject: id(voice.material, subject),
        name: voice.subject(subject).text,
        total: None,
        exact: None,
        band: None,
        remarks: Vec::new(),
    };
    let mut rows = Vec::new();
    for ranking in rankings {
        let scheme = &voice.community.schemes[ranking.scheme];
        rows.extend(ranking.standings.iter().map(|standing| Row {
            place: Some(standing.place),
            shared: standing.sharing > 1,
            total: Some(standing.printed(scheme)),
            // A root without an end is no fraction.
            exact: (!standing.has_root).then(|| standing.total.fraction_text()),
            band: standing.band.map(|band| scheme.bands[band].name.text(voice.language).to_owned()),
            remarks: outcome::remarks(voice, ranking, standing),
            ..blank(ranking, standing.group, standing.subject)
        }));
        rows.extend(ranking.pending.iter().map(|pending| Row {
            remarks: vec![outcome::pending(voice, ranking, pending).why],
            ..blank(ranking, pending.group, pending.subject)
        }));
    }
    rows
}

fn csv(rows: &[Row]) -> String {
    let head = ["scheme", "period", "group", "place", "shared", "subject", "name", "total", "exact", "band", "remarks"];
    let mut text = csv_line(head.map(str::to_owned));
    for row in rows {
        text.push_str(&csv_line([
            row.scheme.clone(),
            row.period.clone(),
            row.group.clone(),
            row.place.map(|place| place.to_string()).unwrap_or_default(),
            row.shared.to_string(),
            row.subject.clone(),
            row.name.clone(),
            row.total.clone().unwrap_or_default(),
            row.exact.clone().unwrap_or_default(),
            row.band.clone().unwrap_or_default(),
            row.remarks.join("; "),
        ]));
    }
    text
}

/// A line of comma-separated values.
pub fn csv_line<const N: usize>(cells: [String; N]) -> String {
    let quoted = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Rows of cells in aligned columns; those that `right` marks stand at the right of theirs. A row of one cell is as wide as
/// it likes.
pub fn columns(rows: &[Vec<String>], right: &[bool]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|at| {
            rows.iter()
                .filter(|row| row.len() > 1)
                .filter_map(|row| row.get(at))
                .map(|cell| width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                if right.get(at).copied().unwrap_or(false) {
                    format!("{}{cell}", " ".repeat(widths[at].saturating_sub(width(cell))))
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
                    standing.printed(scheme),
                    standing
                        .band
                        .map(|band| scheme.bands[band].name.text(voice.language).to_owned())
                        .unwrap_or_default(),
                    outcome::remarks(voice, ranking, standing).join("; "),
                ]
            })
            .collect();
        text.push_str(&columns(&rows, &[true, false, false, true, false, false]));
        for pending in ranking.pending.iter().filter(|pending| pending.group == at) {
            let row = outcome::pending(voice, ranking, pending);
            let _ = writeln!(text, "  —  {}  {}  {}", row.name.text, id(voice.material, pending.subject), row.why);
        }
    }
    text
}

/// The workings of every result of the subject with that id that is asked for; `None` when there is none.
pub fn why(material: &mut Material<'_>, subject: &str, choice: &Choice, language: Language) -> Option<String> {
    let (community, rankings) = (material.community, &material.assessment.rankings);
    let wanted = |ranking: &Ranking| {
        let subjects = ranking.standings.iter().map(|standing| standing.subject);
        let mut subjects = subjects.chain(ranking.pending.iter().map(|pending| pending.subject));
        subjects.any(|one| key(community, one) == subject)
    };
    let wanted: Vec<bool> = rankings.iter().map(|ranking| choice.takes(material, ranking) && wanted(ranking)).collect();
    material.work_out_safety(|ranking| {
        rankings.iter().zip(&wanted).any(|(other, wanted)| *wanted && std::ptr::eq(other, ranking))
    });
    let material = &*material;
    let voice = Voice::new(material, Which::Home, language);
    let mut text = String::new();
    for (ranking, _) in rankings.iter().zip(&wanted).filter(|(_, wanted)| **wanted) {
        for standing in ranking.standings.iter().filter(|standing| id(material, standing.subject) == subject) {
            text.push_str(&working(&voice, &scorecard(&voice, ranking, standing)));
            text.push('\n');
        }
        for pending in ranking.pending.iter().filter(|pending| id(material, pending.subject) == subject) {
            let row = outcome::pending(&voice, ranking, pending);
            let _ = writeln!(text, "{}\n{}: {}", row.ranking.text.text, row.name.text, row.why);
            push_gaps(&mut text, &row.gaps);
            text.push('\n');
        }
    }
    (!text.is_empty()).then_some(text)
}

fn working(voice: &Voice<'_>, card: &Scorecard) -> String {
    let mut text = format!("{} · {}\n{}\n", card.scheme.text.text, card.period, card.sentence);
    for note in &card.notes {
        let _ = writeln!(text, "{}", note.text);
    }
    text.push('\n');
    match (&card.levels, card.lines.is_empty()) {
        (Some(level), true) => {
            let mut rows = Vec::new();
            push_level(&mut rows, level, 0);
            text.push_str(&columns(&rows, &[false, true, false, false, true]));
        }
        _ => text.push_str(&lines(card)),
    }
    let _ = writeln!(text, "\n  {}", card.rounding);
    if let Some(fraction) = &card.fraction {
        let _ = writeln!(text, "  {fraction} → {}", card.total);
    }
    let _ = writeln!(text, "  {} ({}), {}", card.place, card.of, card.group.text);
    push_gaps(&mut text, &card.gaps);
    if let Some(safety) = &card.safety {
        let _ = writeln!(text, "\n  {}", safety.trim_start());
    }
    for other in &card.alternatives {
        let _ = writeln!(text, "  {}: {}, {}", other.link.text.text, other.total, other.place);
    }
    if let Some(change) = &card.change {
        let parts: Vec<String> = change.lines.iter().map(|line| format!("{} {}", line.name, line.value)).collect();
        let whole = format!("{} {}", change.whole.name, change.whole.value);
        let _ = writeln!(text, "  {} {} = {whole}", change.sentence, parts.join(" + "));
    }
    for line in card.agreement.iter().filter(|line| line.over) {
        let outcome = line.outcome.as_ref().map(|outcome| format!(" · {}", outcome.text)).unwrap_or_default();
        let over = voice.fill("say.marks-apart", &[("criterion", &line.criterion.text), ("spread", &line.spread)]);
        let _ = writeln!(text, "  {over}{outcome}");
    }
    text
}

/// One line a role and criterion, and their sum.
fn lines(card: &Scorecard) -> String {
    let mut rows: Vec<Vec<String>> = card
        .lines
        .iter()
        .map(|line| {
            let mark = match (&line.full, &line.points) {
                (Some(full), Some(points)) => format!("{}/{full} → {points}", line.mark),
                (Some(full), None) => format!("{}/{full}", line.mark),
                (None, Some(points)) => format!("{} → {points}", line.mark),
                (None, None) => line.mark.clone(),
            };
            vec![
                line.role.text.clone(),
                line.criterion.text.clone(),
                mark,
                "×".into(),
                line.role_share.clone(),
                "×".into(),
                line.criterion_share.trim_start_matches('×').to_owned(),
                "=".into(),
                line.contribution.clone(),
            ]
        })
        .collect();
    let blank = String::new;
    rows.push(vec![blank(), blank(), blank(), blank(), blank(), blank(), blank(), "Σ".into(), card.sum.clone()]);
    columns(&rows, &[false, false, true, false, true, false, true, false, true])
}

/// A level of a working and those below it, each a little further in.
fn push_level(rows: &mut Vec<Vec<String>>, level: &Level, depth: usize) {
    let inset = "  ".repeat(depth);
    for line in &level.lines {
        let by = if line.by.is_empty() { String::new() } else { line.by.clone() };
        let name = format!("{inset}{}", line.name.text);
        rows.push(vec![name, line.value.clone(), by, "=".into(), line.contribution.clone()]);
        for note in &line.notes {
            rows.push(vec![format!("{inset}  ({note})")]);
        }
        if let Some(below) = &line.below {
            push_level(rows, below, depth + 1);
        }
    }
    rows.push(vec![format!("{inset}Σ {}", level.rule), String::new(), String::new(), "=".into(), level.sum.clone()]);
    for note in &level.notes {
        rows.push(vec![format!("{inset}  ({note})")]);
    }
}

fn push_gaps(text: &mut String, gaps: &[GapItem]) {
    for gap in gaps {
        let reason = gap.reason.as_ref().map(|reason| format!(" · {}", reason.text)).unwrap_or_default();
        let effect = if gap.effect.is_empty() { String::new() } else { format!(" · {}", gap.effect) };
        let _ =
            writeln!(text, "  {} {}: {} · {}{reason}{effect}", gap.sign, gap.kind, gap.role.text, gap.criterion.text);
    }
}
