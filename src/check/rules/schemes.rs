//! Schemes that follow one another.

use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;
use crate::load::Source;

/// A scheme follows one of the same subject and period, and no scheme follows itself.
pub fn schemes_follow_in_a_line(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let schemes = &community.schemes;
    let mut told: Vec<Id<Scheme>> = Vec::new();
    for (id, scheme) in schemes.iter() {
        let (Some(place), Some(before)) = (&scheme.follows_place, scheme.follows) else { continue };
        let Some(earlier) = schemes.get(before) else { continue };
        if (earlier.subject, earlier.cycle) != (scheme.subject, scheme.cycle) {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    place.clone(),
                    Said::both(
                        format!("办法 `{}` 考核的对象或周期不同", &*earlier.key),
                        format!("the scheme `{}` is of another subject or period", &*earlier.key),
                    ),
                )
                .expected(Said::both("应为对象和周期都相同的办法", "expected a scheme of the same subject and period")),
            );
        }
        let mut way = vec![id];
        let mut next = scheme.follows;
        while let Some(at) = next.filter(|at| !way.contains(at)) {
            way.push(at);
            next = schemes.get(at).and_then(|scheme| scheme.follows);
        }
        // Each circle is told once, from the first of its schemes.
        if next == Some(id) && !told.contains(&id) {
            let keys: Vec<String> = way
                .iter()
                .chain([&id])
                .filter_map(|at| schemes.get(*at))
                .map(|scheme| format!("`{}`", &*scheme.key))
                .collect();
            let keys = keys.join(" → ");
            told.extend(way);
            findings.push(
                Finding::new(
                    &rules::CIRCLE_OF_PARENTS,
                    place.clone(),
                    Said::both(
                        format!("办法沿用成了一圈：{keys}"),
                        format!("schemes follow one another in a circle: {keys}"),
                    ),
                )
                .help(Said::both("去掉其中一个 `follows`", "remove one of the `follows` lines")),
            );
        }
    }
}
