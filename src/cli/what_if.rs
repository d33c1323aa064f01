//! `gongshi what-if`: who would move, and by how much, if a scheme were changed.

use std::fmt::Write as _;

use serde::Serialize;

use crate::assess::{Ranking, Standing, Why};
use crate::cli::scores::{Choice, Format, columns, csv_line, id};
use crate::community::marks::Subject;
use crate::community::scheme::Scheme;
use crate::compose::address::Which;

use crate::compose::voice::{Material, Voice, signed};
use crate::exact::Exact;
use crate::language::Language;

/// One result that another scheme would change.
#[derive(Debug, Serialize)]
struct Move {
    scheme: String,
    period: String,
    subject: String,
    name: String,
    /// The place, or the best and worst while a result is open.
    place: Option<String>,
    place_then: Option<String>,
    /// The result, or its bounds.
    total: Option<String>,
    total_then: Option<String>,
    difference: Option<String>,
    band: Option<String>,
    band_then: Option<String>,
}

impl Move {
    fn moves(&self) -> bool {
        self.place != self.place_then || self.band != self.band_then
    }
}

/// Everyone whose place, result or band would change; `None` when there is no such ranking.
pub fn moves(
    now: &Material<'_>,
    then: &Material<'_>,
    choice: &Choice,
    format: Format,
    language: Language,
) -> Option<String> {
    let voices = [Voice::new(now, Which::Home, language), Voice::new(then, Which::Home, language)];
    let mut text = String::new();
    let mut changed: Vec<Move> = Vec::new();
    let mut any = false;
    for ranking in then.assessment.rankings.iter().filter(|ranking| choice.takes(then, ranking)) {
        let (scheme, period) = (&then.community.schemes[ranking.scheme].key, ranking.period.written(then.community));
        let same = |other: &&Ranking| {
            now.community.schemes[other.scheme].key == *scheme && other.period.written(now.community) == period
        };
        let Some(before) = now.assessment.rankings.iter().find(same) else { continue };
        any = true;
        let found = compare(&voices, before, ranking);
        if format == Format::Table && (!found.is_empty() || choice.scheme.is_some()) {
            text.push_str(&table(&voices[1], ranking, &found, language));
        }
        changed.extend(found);
    }
    any.then(|| match format {
        Format::Table if text.is_empty() => nothing(language),
        Format::Table => text,
        Format::Csv => csv(&changed),
        Format::Json => serde_json::to_string_pretty(&changed).unwrap_or_default() + "\n",
    })
}

fn nothing(language: Language) -> String {
    match language {
        Language::Chinese => "没有任何结果变化。\n".to_owned(),
        Language::English => "No result would change.\n".to_owned(),
    }
}

/// The results that differ between two rankings, by the place they would have.
fn compare([now, then]: &[Voice<'_>; 2], before: &Ranking, after: &Ranking) -> Vec<Move> {
    let (old_scheme, new_scheme) = (&now.community.schemes[before.scheme], &then.community.schemes[after.scheme]);
    let name_of = |voice: &Voice<'_>, scheme: &Scheme, standing: &Standing| {
        standing.band.map(|band| scheme.bands[band].name.text(voice.language).to_owned())
    };
    let one = |old: Option<&Standing>, new: Option<&Standing>| {
        let subject = old.or(new)?.subject;
        let digits = old.map_or(0, |old| old.digits).max(new.map_or(0, |new| new.digits));
        let changed = match (old, new) {
            (Some(old), Some(new)) => {
                old.total != new.total
                    || old.place != new.place
                    || name_of(now, old_scheme, old) != name_of(then, new_scheme, new)
            }
            _ => true,
        };
        changed.then(|| Move {
            scheme: new_scheme.key.to_string(),
            period: after.period.written(then.material.community),
            subject: id(now.material, subject),
            name: now.subject(subject).text,
            place: old.map(|old| old.place.to_string()),
            place_then: new.map(|new| new.place.to_string()),
            total: old.map(|old| old.printed(old_scheme)),
            total_then: new.map(|new| new.printed(new_scheme)),
            difference: old.zip(new).map(|(old, new)| signed(&(&new.total - &old.total), digits)),
            band: old.and_then(|old| name_of(now, old_scheme, old)),
            band_then: new.and_then(|new| name_of(then, new_scheme, new)),
        })
    };
    // Ids of subjects are the same in both: only schemes differ.
    let open = |ranking: &Ranking| -> Vec<(Subject, [Exact; 2], [usize; 2])> {
        let bounds = ranking.pending.iter().filter_map(|pending| match &pending.why {
            Why::Open { least, most, best, worst } => {
                Some((pending.subject, [least.clone(), most.clone()], [*best, *worst]))
            }
            _ => None,
        });
        bounds.collect()
    };
    let (open_before, open_after) = (open(before), open(after));
    let changed_bounds = open_after.iter().filter_map(|(subject, bounds, places)| {
        let (_, old, old_places) = open_before.iter().find(|(other, ..)| other == subject)?;
        let text = |[least, most]: &[Exact; 2], scheme: &Scheme| {
            let [least, most] = [least, most].map(|end| end.rounded_text(scheme.digits, scheme.rounding));
            format!("{least}–{most}")
        };
        let place = |[best, worst]: &[usize; 2]| format!("{best}–{worst}");
        ((bounds, places) != (old, old_places)).then(|| Move {
            scheme: new_scheme.key.to_string(),
            period: after.period.written(then.material.community),
            subject: id(now.material, *subject),
            name: now.subject(*subject).text,
            place: Some(place(old_places)),
            place_then: Some(place(places)),
            total: Some(text(old, old_scheme)),
            total_then: Some(text(bounds, new_scheme)),
            difference: None,
            band: None,
            band_then: None,
        })
    });
    let of_new = after.standings.iter().filter_map(|new| one(before.standing(new.subject), Some(new)));
    let gone = before.standings.iter().filter(|old| after.standing(old.subject).is_none());
    of_new.chain(gone.filter_map(|old| one(Some(old), None))).chain(changed_bounds).collect()
}

fn table(voice: &Voice<'_>, ranking: &Ranking, found: &[Move], language: Language) -> String {
    let scheme = &voice.community.schemes[ranking.scheme];
    let movers = found.iter().filter(|one| one.moves()).count();
    let open = ranking.pending.iter().filter(|pending| matches!(pending.why, Why::Open { .. })).count();
    let (all, changed) = (ranking.standings.len() + open, found.len());
    let mut text = format!("{} · {}\n", scheme.name.text(voice.language), voice.period(&ranking.period));
    let _ = match language {
        Language::Chinese => writeln!(text, "{all}个结果中，{changed}个得分或名次变化，{movers}个名次或等次变化\n"),
        Language::English => {
            writeln!(text, "of {all} results {changed} change, {movers} of them in place or band\n")
        }
    };
    let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
    let number = |place: &Option<String>| place.as_ref().and_then(|place| place.parse::<usize>().ok());
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|one| {
            let moved = match (number(&one.place), number(&one.place_then)) {
                (Some(now), Some(then)) if then < now => format!("↑{}", now - then),
                (Some(now), Some(then)) if then > now => format!("↓{}", then - now),
                _ => String::new(),
            };
            let band = if one.band == one.band_then {
                String::new()
            } else {
                format!("{} → {}", cell(&one.band), cell(&one.band_then))
            };
            vec![
                format!("{} → {}", cell(&one.place), cell(&one.place_then)),
                moved,
                one.name.clone(),
                one.subject.clone(),
                format!("{} → {}", cell(&one.total), cell(&one.total_then)),
                cell(&one.difference),
                band,
            ]
        })
        .collect();
    text.push_str(&columns(&rows, &[true, false, false, false, true, true, false]));
    text.push('\n');
    text
}

fn csv(changed: &[Move]) -> String {
    let head = [
        "scheme",
        "period",
        "subject",
        "name",
        "place",
        "place_then",
        "total",
        "total_then",
        "difference",
        "band",
        "band_then",
    ];
    let mut text = csv_line(head.map(str::to_owned));
    for one in changed {
        text.push_str(&csv_line([
            one.scheme.clone(),
            one.period.clone(),
            one.subject.clone(),
            one.name.clone(),
            one.place.clone().unwrap_or_default(),
            one.place_then.clone().unwrap_or_default(),
            one.total.clone().unwrap_or_default(),
            one.total_then.clone().unwrap_or_default(),
            one.difference.clone().unwrap_or_default().replace('−', "-"),
            one.band.clone().unwrap_or_default(),
            one.band_then.clone().unwrap_or_default(),
        ]));
    }
    text
}
