//! Areas lie in areas of a higher level, records in areas of the level they are for.

use crate::community::area::{Area, Level, lineage};
use crate::community::register::Community;
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};
use crate::load::Source;

/// A parent is of a higher level, and nothing is its own parent.
pub fn areas_lie_in_higher_areas(community: &Community, names: &Names, _: &Source, findings: &mut Findings) {
    for (id, area) in community.areas.iter() {
        let Some((parent_id, parent)) = area.parent.and_then(|id| Some((id, community.areas.get(id)?))) else { continue };
        if parent_id == id || lineage(&community.areas, id).iter().any(|above| community.areas.get(*above).and_then(|above| above.parent) == Some(id)) {
            findings.push(
                Finding::new(
                    &rules::CIRCLE_OF_PARENTS,
                    names.place("area", &area.key),
                    Said::both(
                        format!("区域 `{}` 成了自己的上级", &*area.key),
                        format!("the area `{}` lies within itself", &*area.key),
                    ),
                )
                .help(Said::both("改正 `parent`", "mend `parent`")),
            );
        } else if parent.level.depth() >= area.level.depth() {
            findings.push(
                Finding::new(
                    &rules::WRONG_LEVEL,
                    names.place("area", &area.key),
                    Said::both(
                        format!("{}不能在{}之下", area.level.name(Language::Chinese), parent.level.name(Language::Chinese)),
                        format!("a {} cannot lie in a {}", area.level.name(Language::English), parent.level.name(Language::English)),
                    ),
                )
                .expected(Said::both("上级区域的级别更高", "the parent is of a higher level")),
            );
        }
    }
}

/// Neighbourhoods lie in communities; teams work in sub-districts and serve communities of theirs.
pub fn records_stand_at_their_level(community: &Community, names: &Names, _: &Source, findings: &mut Findings) {
    let level_of = |id: Id<Area>| community.areas.get(id).map(|area| area.level);
    let mut complain = |word: &str, key: &str, found: Level, expected: [&str; 2]| {
        findings.push(
            Finding::new(
                &rules::WRONG_LEVEL,
                names.place(word, key),
                Said::both(
                    format!("`{key}` 指向了{}", found.name(Language::Chinese)),
                    format!("`{key}` refers to a {}", found.name(Language::English)),
                ),
            )
            .expected(Said::both(expected[0], expected[1])),
        );
    };
    for (_, neighbourhood) in community.neighbourhoods.iter() {
        if let Some(level) = level_of(neighbourhood.community).filter(|level| level.depth() != 3) {
            complain("neighbourhood", &neighbourhood.key, level, ["`community` 应为社区或村", "`community` names a community or village"]);
        }
    }
    for (_, team) in community.teams.iter() {
        if let Some(level) = level_of(team.subdistrict).filter(|level| level.depth() != 2) {
            complain("team", &team.key, level, ["`subdistrict` 应为街道或镇", "`subdistrict` names a sub-district or town"]);
        }
        for served in &team.communities {
            if let Some(level) = level_of(*served).filter(|level| level.depth() != 3) {
                complain("team", &team.key, level, ["`communities` 应为社区或村", "`communities` names communities or villages"]);
            }
        }
    }
}
