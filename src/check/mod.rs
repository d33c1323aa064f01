//! Stage 2: [`Source`] → [`Community`], or findings.
//!
//! Everything that can be wrong in a file is found here, all of it in one run. What comes out is whole: every name
//! resolves and every rule of severity *error* holds, so no later stage asks again.

mod syntax;

mod read;

mod cases;

mod marks;

mod corrections;

mod releases;

mod replies;

mod rulings;

pub mod rules;

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;

use crate::check::cases::{Cases, admit_period};
use crate::community::form::{At, Name};
use crate::community::marks::Period;
use crate::community::notice::Notice;
use crate::community::plan::Plan;
use crate::community::register::{Community, Forms, Marked, admit};
use crate::community::scheme::Scheme;
use crate::community::scheme::form::SchemeForm;
use crate::community::table::{Held, Id, Names, Record};
use crate::edition::Edition;
use crate::finding::rules::{SCHEME_INCOMPLETE, UNRESOLVED_NAME};
use crate::finding::{FileId, Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::{Language, Said};
use crate::load::Source;

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// For whom: drafts and texts of days to come are left out of the public edition.
    pub edition: Edition,
    /// The day; else that of the settings, else `today`.
    pub as_of: Option<NaiveDate>,
    /// What the calendar says.
    pub today: NaiveDate,
}

impl Scope {
    /// The day that a site with these settings is built for.
    pub fn day(&self, settings: Option<NaiveDate>) -> NaiveDate {
        self.as_of.or(settings).unwrap_or(self.today)
    }
}

/// The community that the files describe, unless they have faults; `findings` gets every fault and warning.
pub fn check(source: &Source, scope: Scope, findings: &mut Findings) -> Option<Community> {
    check_instead(source, None, scope, findings)
}

/// The community that the files describe, the schemes in the file `instead` standing for those of the same ids elsewhere.
pub fn check_instead(
    source: &Source,
    instead: Option<FileId>,
    scope: Scope,
    findings: &mut Findings,
) -> Option<Community> {
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
    let unpublished = unpublished(&forms, scope);
    let drafted = drafted(&forms);
    let (mut community, mut marked, names) = match scope.edition {
        Edition::Public => admit_public(forms, &unpublished, main, findings),
        Edition::Review => {
            let (community, marked, names, _) = admit(forms, HashSet::new(), main, findings);
            (community, marked, names)
        }
    };
    community.held.extend(unpublished);
    let sheets = std::mem::take(&mut marked.sheets);
    community.sheets = marks::admit_sheets(sheets, &community, &names, findings);
    let (releases, replies) = (std::mem::take(&mut marked.releases), std::mem::take(&mut marked.replies));
    let corrections = std::mem::take(&mut marked.corrections);
    community.drafted = drafted.iter().filter_map(|case| results(case, &community, &names)).collect();
    let cases = Cases::new(&community, &names);
    let rulings = rulings::admit_rulings(marked, &cases, findings);
    let (corrections, superseded) = corrections::admit_corrections(corrections, &cases, findings);
    let replies = replies::admit_replies(replies, &corrections, &cases, findings);
    let sheets = match superseded.is_empty() {
        true => Cow::Borrowed(&community.sheets),
        false => Cow::Owned([community.sheets.as_slice(), &superseded].concat()),
    };
    let releases = releases::admit_releases(releases, (&sheets, &corrections), &cases, findings);
    community.rulings = rulings;
    for rule in rules::ALL {
        rule(&community, &names, source, findings);
    }
    community.sheets.extend(superseded);
    (community.corrections, community.replies, community.releases) = (corrections, replies, releases);
    findings.without_guesses();
    (!findings.any_error()).then_some(community)
}

/// The records that are not yet for the public: drafts, and texts of days to come.
fn unpublished(forms: &Forms, scope: Scope) -> HashSet<Held> {
    let settings = forms.site.iter().find_map(|site| site.as_of.as_ref()).map(|date| date.value);
    let day = scope.day(settings);
    let drafts = forms.drafts.iter().map(|draft| (draft.word, draft.id.clone().unwrap_or_default()));
    let plans = forms.plans.iter().filter(|plan| plan.form.date.value > day);
    let notices =
        forms.notices.iter().filter(|notice| notice.form.published.as_ref().unwrap_or(&notice.form.date).value > day);
    let plans = plans.map(|plan| (Plan::WORD, plan.id.value.0.clone()));
    let notices = notices.map(|notice| (Notice::WORD, notice.id.value.0.clone()));
    drafts.chain(plans).chain(notices).collect()
}

/// The scheme and period of every sheet and ruling that is a draft, as they are written.
fn drafted(forms: &Forms) -> Vec<(Name<Scheme>, At<String>)> {
    let sheets = forms.sheets.iter().map(|form| (&form.place, &form.scheme, &form.period));
    let vetoes = forms.vetoes.iter().map(|form| (&form.place, &form.scheme, &form.period));
    let ungraded = forms.ungraded.iter().map(|form| (&form.place, &form.scheme, &form.period));
    let decisions = forms.decisions.iter().map(|form| (&form.place, &form.scheme, &form.period));
    let moderations = forms.moderations.iter().map(|form| (&form.place, &form.scheme, &form.period));
    let all = sheets.chain(vetoes).chain(ungraded).chain(decisions).chain(moderations);
    let draft = |place: &Place| forms.drafts.iter().any(|draft| draft.place == *place);
    all.filter(|(place, ..)| draft(place)).map(|(_, scheme, period)| (scheme.clone(), period.clone())).collect()
}

/// The scheme and period that a draft names; what is wrong with them is told where they are admitted.
fn results(
    (scheme, period): &(Name<Scheme>, At<String>),
    community: &Community,
    names: &Names,
) -> Option<(Id<Scheme>, Period)> {
    let id = names.find::<Scheme>(&scheme.key)?;
    let period = admit_period(period, community.schemes.get(id)?, community, names, &mut Findings::default())?;
    Some((id, period))
}

/// The community without what is held back and what cannot do without it.
fn admit_public(
    mut forms: Forms,
    unpublished: &HashSet<Held>,
    main: Language,
    findings: &mut Findings,
) -> (Community, Marked, Names) {
    let drafts: Vec<Place> = forms.drafts.iter().map(|draft| draft.place.clone()).collect();
    let shown = |place: &Place| !drafts.contains(place);
    forms.releases.retain(|form| shown(&form.place));
    forms.replies.retain(|form| shown(&form.place));
    forms.corrections.retain(|form| shown(&form.place));
    let mut held = unpublished.clone();
    if held.is_empty() {
        let (community, marked, names, _) = admit(forms, held, main, findings);
        return (community, marked, names);
    }
    loop {
        let mut found = Findings::default();
        let (mut community, marked, names, more) = admit(forms.clone(), held.clone(), main, &mut found);
        if more.is_empty() {
            findings.append(found);
            community.held.extend(held);
            return (community, marked, names);
        }
        held.extend(more);
    }
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
