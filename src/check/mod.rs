//! Stage 2: [`Source`] → [`Community`], or findings.
//!
//! Everything that can be wrong in a file is found here, all of it in one run. What comes out is whole: every name
//! resolves and every rule of severity *error* holds, so no later stage asks again.

mod syntax;

mod read;

mod cases;

mod marks;

mod rulings;

pub mod rules;

use crate::community::register::{Community, admit};
use crate::finding::Findings;
use crate::load::Source;

/// The community that the files describe, unless they have faults; `findings` gets every fault and warning.
pub fn check(source: &Source, findings: &mut Findings) -> Option<Community> {
    let (forms, main) = read::read(source, findings);
    let (mut community, names, mut marked) = admit(forms, main, findings);
    let sheets = std::mem::take(&mut marked.sheets);
    community.sheets = marks::admit_sheets(sheets, &community, &names, findings);
    community.rulings = rulings::admit_rulings(marked, &community, &names, findings);
    for rule in rules::ALL {
        rule(&community, &names, source, findings);
    }
    findings.without_guesses();
    (!findings.any_error()).then_some(community)
}
