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

use crate::community::form::At;
use crate::community::register::{Community, admit};
use crate::community::scheme::form::SchemeForm;
use crate::finding::rules::{SCHEME_INCOMPLETE, UNRESOLVED_NAME};
use crate::finding::{FileId, Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::Said;
use crate::load::Source;

/// The community that the files describe, unless they have faults; `findings` gets every fault and warning.
pub fn check(source: &Source, findings: &mut Findings) -> Option<Community> {
    check_instead(source, None, findings)
}

/// The community that the files describe, the schemes in the file `instead` standing for those of the same ids elsewhere.
pub fn check_instead(source: &Source, instead: Option<FileId>, findings: &mut Findings) -> Option<Community> {
    let (mut forms, main) = read::read(source, findings);
    if let Some(file) = instead {
        let mut replaced = Vec::new();
        if !forms.schemes.iter().any(|scheme| scheme.place.file == file) && !findings.any_unreadable() {
            findings.push(
                Finding::new(
                    &SCHEME_INCOMPLETE,
                    Place { file, span: 0..0 },
                    Said::both("文件里没有办法", "the file has no scheme"),
                )
                .help(Said::both(
                    "写一个或几个 `[[scheme]]`，编号与站点的相同",
                    "write one or more [[scheme]] of the ids that the site has",
                )),
            );
        }
        for scheme in forms.schemes.iter().filter(|scheme| scheme.place.file == file) {
            let known = forms.schemes.iter().any(|other| other.place.file != file && other.id.value == scheme.id.value);
            if !known {
                findings.push(no_such_scheme(scheme, &forms.schemes, file));
            }
            replaced.push(scheme.id.value.clone());
        }
        forms.schemes.retain(|scheme| scheme.place.file == file || !replaced.contains(&scheme.id.value));
    }
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

/// What the files say may be shown though it is personal, whatever faults they have.
pub fn disclosures(source: &Source) -> Vec<At<String>> {
    let (forms, _) = read::read(source, &mut Findings::default());
    forms.disclosures.into_iter().map(|form| form.text).collect()
}

/// The complaint that a scheme to be tried out is none of the site's.
fn no_such_scheme(scheme: &SchemeForm, all: &[SchemeForm], file: FileId) -> Finding {
    let known = all.iter().filter(|other| other.place.file != file).map(|other| &*other.id.value.0);
    let key = &*scheme.id.value;
    Finding::new(
        &UNRESOLVED_NAME,
        scheme.id.place.clone(),
        Said::both(format!("站点没有办法 `{key}`"), format!("the site has no scheme `{key}`")),
    )
    .expected(expected_one_of(known.clone()))
    .help(suggestion(key, known))
}
