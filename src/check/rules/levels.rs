//! Areas lie in areas of a higher level, records in areas of the level they are for.

use crate::community::area::{Area, Level, lineage};
use crate::community::register::Community;
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::{Language, Said};
use crate::load::Source;

/// A parent is of a higher level, and nothing is its own parent.
pub fn areas_lie_in_higher_areas(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (id, area) in community.areas.iter() {
        let Some((parent, place)) = area.parent.zip(area.parent_place.as_ref()) else { continue };
        let line = lineage(&community.areas, id);
        let is_circle = line.last().and_then(|top| community.areas.get(*top)?.parent) == Some(id);
        // Every area of a circle would tell of it; one is enough.
        if is_circle && line.iter().min() == Some(&id) {
            findings.push(circle(community, &line, place));
        } else if !is_circle
            && let Some(parent) = community.areas.get(parent).filter(|above| above.level.depth() >= area.level.depth())
        {
            findings.push(
                Finding::new(
                    &rules::WRONG_LEVEL,
                    place.clone(),
                    Said::both(
                        format!(
                            "`{}` 是{}，不能在{}之下",
                            &*area.key,
                            area.level.name(Language::Chinese),
                            parent.level.name(Language::Chinese)
                        ),
                        format!(
                            "`{}` is a {}, which cannot lie in a {}",
                            &*area.key,
                            area.level.name(Language::English),
                            parent.level.name(Language::English)
                        ),
                    ),
                )
                .expected(Said::both("应为级别更高的区域", "expected an area of a higher level")),
            );
        }
    }
}

fn circle(community: &Community, line: &[Id<Area>], place: &Place) -> Finding {
    let names = line.iter().chain(line.first()).filter_map(|id| community.areas.get(*id));
    let way = names.map(|area| format!("`{}`", &*area.key)).collect::<Vec<_>>().join(" → ");
    Finding::new(
        &rules::CIRCLE_OF_PARENTS,
        place.clone(),
        Said::both(format!("区域成了自己的上级：{way}"), format!("an area lies within itself: {way}")),
    )
    .help(Said::both("改正其中一个 `parent`", "mend one of the `parent` lines"))
}

/// Neighbourhoods lie in communities; teams work in sub-districts and serve communities.
pub fn records_stand_at_their_level(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let mut check = |id: Id<Area>, place: &Place, depth: u8, expected: [&str; 2]| {
        let Some(area) = community.areas.get(id).filter(|area| area.level.depth() != depth) else { return };
        findings.push(
            Finding::new(
                &rules::WRONG_LEVEL,
                place.clone(),
                Said::both(
                    format!("`{}` 是{}", &*area.key, area.level.name(Language::Chinese)),
                    format!("`{}` is a {}", &*area.key, area.level.name(Language::English)),
                ),
            )
            .expected(Said::both(expected[0], expected[1])),
        );
    };
    let lowest = ["应为社区或村", "expected a community or village"];
    for (_, neighbourhood) in community.neighbourhoods.iter() {
        check(neighbourhood.community, &neighbourhood.community_place, Level::Community.depth(), lowest);
    }
    for (_, team) in community.teams.iter() {
        let served = team.communities.iter().map(|id| (*id, Level::Community.depth(), lowest));
        let middle = ["应为街道或镇", "expected a sub-district or town"];
        let areas = std::iter::once((team.subdistrict, Level::Subdistrict.depth(), middle)).chain(served);
        for ((id, depth, expected), place) in areas.zip(&team.area_places) {
            check(id, place, depth, expected);
        }
    }
}
