//! `gongshi seal`: the release record of a scheme and period, with the digest of its marks.

use std::fmt::Write as _;

use crate::cli::scores::Choice;
use crate::community::marks::{digest, sheets_before};
use crate::compose::voice::Material;
use crate::release::release_of;

/// The TOML of the records; `None` when nothing is marked.
pub fn seal(material: &Material<'_>, choice: &Choice) -> Option<String> {
    let community = material.community;
    let mut text = String::new();
    for ranking in material.assessment.rankings.iter().filter(|ranking| choice.takes(material, ranking)) {
        let sheets = sheets_before(&community.sheets, ranking.scheme, &ranking.period, None);
        let digest = digest(community, &sheets);
        let (scheme, period) = (&*community.schemes[ranking.scheme].key, ranking.period.written(material.community));
        let sealed = format!("sealed = {{ date = {}, body = \"…\", digest = \"{digest}\" }}", material.as_of);
        let _ = match release_of(community, ranking.scheme, &ranking.period) {
            None => writeln!(text, "[[release]]\nscheme = \"{scheme}\"\nperiod = \"{period}\"\n{sealed}\n"),
            Some(_) => writeln!(text, "# {scheme}, {period}\n{sealed}\n"),
        };
    }
    (!text.is_empty()).then_some(text)
}
