//! Stage 2: [`Source`] → [`Community`], or findings.
//!
//! Everything that can be wrong in a file is found here, all of it in one run. What comes out is whole: every name
//! resolves and every rule of severity *error* holds, so no later stage asks again.

mod marks;
mod read;
pub mod rules;

use crate::community::register::{Community, admit};
use crate::finding::rules as list;
use crate::finding::{Finding, Findings};
use crate::language::Said;
use crate::load::Source;

/// The community that the files describe, unless they have faults; `findings` gets every fault and warning.
pub fn check(source: &Source, findings: &mut Findings) -> Option<Community> {
    let (forms, main) = read::read(source, findings);
    let settings_written = !forms.site.is_empty();
    let (community, names, sheets) = admit(forms, main, findings);
    let Some(mut community) = community else {
        if !settings_written && !findings.any_error() {
            findings.push(
                Finding::new(&list::EMPTY_SITE, None, Said::both("没有 `[site]` 设置", "there are no `[site]` settings"))
                    .help(Said::both(
                        "在 data/site.toml 里写 `[site]` 和 `title = \"…\"`",
                        "write `[site]` and `title = \"…\"` in data/site.toml",
                    )),
            );
        }
        return None;
    };
    community.sheets = marks::admit_sheets(sheets, &community, &names, findings);
    for rule in rules::ALL {
        rule(&community, &names, source, findings);
    }
    (!findings.any_error()).then_some(community)
}
