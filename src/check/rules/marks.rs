//! Marks and weights, held against the day and the teams there are.

use std::collections::BTreeSet;

use crate::community::kind::Kind;
use crate::community::register::Community;
use crate::community::scheme::form::SubjectKind;
use crate::community::scheme::refuse_missing_kinds;
use crate::community::table::Names;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;
use crate::load::Source;

/// No mark is given after the day that the settings name.
pub fn marks_are_not_of_the_future(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let Some(as_of) = community.site.as_of else { return };
    for sheet in community.sheets.iter().filter(|sheet| sheet.date > as_of) {
        let date = sheet.date;
        findings.extend(sheet.rows.first().map(|row| {
            Finding::new(
                &rules::FUTURE_MARK,
                row.place.clone(),
                Said::both(
                    format!("这张评分表的日期 {date} 晚于数据截止日 {as_of}"),
                    format!("this sheet is dated {date}, after {as_of}, the day that the data stand at"),
                ),
            )
            .help(Said::both(
                "核对 `date` 和 `[site]` 的 `as_of`；到那一天之前，表中对象没有结果",
                "look at `date` and at `as_of` of `[site]`; until that day its subjects have no result",
            ))
        }));
    }
}

/// In a scheme whose weights differ by kind, every role has one for every kind of team that there is, and for every kind
/// of anything else that is marked.
pub fn roles_weigh_every_kind(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (id, scheme) in community.schemes.iter().filter(|(_, scheme)| scheme.weighs_by_kind()) {
        let marked = community.sheets.iter().filter(|sheet| sheet.scheme == id).flat_map(|sheet| &sheet.rows);
        let mut kinds: BTreeSet<Kind> = marked.filter_map(|row| community.kind(row.subject)).collect();
        if scheme.subject == SubjectKind::Team {
            kinds.extend(community.teams.iter().map(|(_, team)| Kind::Team(team.kind)));
        }
        for role in &scheme.roles {
            refuse_missing_kinds(role, &kinds, findings);
        }
    }
}
