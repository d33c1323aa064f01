//! Score sheets as written → marks that can be trusted: on their scale, in their column, once, and none missing.

mod cells;

mod whole;

use std::collections::BTreeSet;

use crate::check::cases::admit_period;
use crate::check::marks::cells::{admit_cell, admit_row};
use crate::check::marks::whole::{refuse_duplicates, refuse_gaps, refuse_uneven_panels, warn_of_small_panels};
use crate::community::festival::Festival;
use crate::community::form::At;
use crate::community::kind::Kind;
use crate::community::marks::{Assessor, Mark, Period, Sheet, SheetForm, SheetRecord, SheetRow};
use crate::community::organisation::Organisation;
use crate::community::register::Community;
use crate::community::row::Cell;
use crate::community::scheme::{Criterion, Scheme};
use crate::community::table::{Id, Names, Record};
use crate::finding::rules;
use crate::finding::{Finding, Findings, expected_one_of, suggestion};
use crate::language::Said;

/// The sheets, looked up and checked, in an order that does not depend on files.
pub fn admit_sheets(
    forms: Vec<SheetForm>,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Vec<Sheet> {
    let mut sheets = Vec::with_capacity(forms.len());
    let mut doubtful = Doubtful::default();
    for form in &forms {
        let sheet = admit_sheet(form, community, names, findings);
        if sheet.as_ref().is_none_or(|sheet| sheet.rows.len() < form.marks.len()) {
            doubtful.add(names.find(&form.scheme.key));
        }
        sheets.extend(sheet);
    }
    sheets.sort_by(|left, right| {
        let key = |sheet: &Sheet| (sheet.scheme, sheet.period.clone(), sheet.role, sheet.by, sheet.date);
        key(left).cmp(&key(right))
    });
    refuse_duplicates(&sheets, community, findings);
    if !findings.any_unreadable() && !names.is_unread(SheetRecord::WORD, "") {
        if !findings.any_error() {
            refuse_uneven_panels(&sheets, community, findings);
            warn_of_small_panels(&sheets, community, findings);
        }
        refuse_gaps(&sheets, community, names, &doubtful, findings);
    }
    sheets
}

/// The schemes of which a sheet or a row had a fault: what seems to be missing there may be what had the fault.
#[derive(Default)]
struct Doubtful {
    schemes: BTreeSet<Id<Scheme>>,
    all: bool,
}

impl Doubtful {
    /// Adds a scheme; one that is not known could be any.
    fn add(&mut self, scheme: Option<Id<Scheme>>) {
        self.all |= scheme.is_none();
        self.schemes.extend(scheme);
    }

    fn has(&self, scheme: Id<Scheme>) -> bool {
        self.all || self.schemes.contains(&scheme)
    }
}

fn admit_sheet(form: &SheetForm, community: &Community, names: &Names, findings: &mut Findings) -> Option<Sheet> {
    if form.marks.is_empty() {
        findings.push(
            Finding::new(
                &rules::MISSING_FIELD,
                form.place.clone(),
                Said::both("这张评分表一行分数也没有", "this sheet has no row of marks"),
            )
            .help(Said::both(
                "写 `marks = [ { subject = \"…\", 指标 = 分数 }, … ]`，或删去这张表",
                "write `marks = [ { subject = \"…\", criterion = mark }, … ]`, or remove the sheet",
            )),
        );
    }
    let scheme_id = names.resolve(&form.scheme, findings);
    let scheme = community.schemes.get(scheme_id?)?;
    let period = admit_period(&form.period, scheme, community, names, findings);
    let role = scheme.role(&form.role, names, findings);
    let (period, role) = (period?, role?);
    let by = admit_assessor(&form.by, &period, community, names, findings);
    let sheet = Context { scheme, role, period: &period, community, names };
    let rows: Vec<SheetRow> = form.marks.iter().filter_map(|row| admit_row(row, &sheet, findings)).collect();
    Some(Sheet { scheme: scheme_id?, period, role, by: by?, date: form.date, rows, superseded: None })
}

/// The mark that a cell holds on a leaf of a scheme, or a complaint.
pub fn admit_mark(
    cell: &At<Cell>,
    subject: &At<String>,
    (scheme, role, leaf): (&Scheme, usize, usize),
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Mark> {
    let sheet = Context { scheme, role, period, community, names };
    admit_cell(cell, &scheme.criteria[scheme.leaves[leaf]], subject, &sheet, findings)
}

/// What a row of a sheet must fit.
struct Context<'a> {
    scheme: &'a Scheme,
    role: usize,
    period: &'a Period,
    community: &'a Community,
    names: &'a Names,
}

impl<'a> Context<'a> {
    /// The criteria that the sheet's role marks on a subject of `kind`.
    fn columns(&self, kind: Option<Kind>) -> impl Iterator<Item = &'a Criterion> + Clone + use<'a> {
        let (scheme, marks) = (self.scheme, &self.scheme.roles[self.role].marks);
        let leaves = scheme.leaves.iter().zip(marks).filter(|(_, marked)| **marked);
        leaves.filter(move |(index, _)| scheme.applies(**index, kind)).map(|(index, _)| &scheme.criteria[*index])
    }
}

/// The assessor that a sheet or correction names, or a complaint.
pub fn admit_assessor(
    written: &At<String>,
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Assessor> {
    let festival = match period {
        Period::Festival(id) => community.festivals.get(*id).map(|festival| (*id, festival)),
        _ => None,
    };
    if let Some((id, festival)) = festival
        && let Some(judge) = festival.judges.iter().position(|(key, _)| **key == *written.value)
    {
        return Some(Assessor::Judge(id, u32::try_from(judge).ok()?));
    }
    let organisation = names.find::<Organisation>(written);
    if organisation.is_none() {
        findings.extend(match festival {
            Some((_, festival)) => no_assessor(written, festival, names),
            None => names.unresolved(Organisation::WORD, written, &written.place),
        });
    }
    organisation.map(Assessor::Organisation)
}

/// The complaint that nobody of that id marks at a festival.
fn no_assessor(written: &At<String>, festival: &Festival, names: &Names) -> Option<Finding> {
    let judges = festival.judges.iter().map(|(key, _)| &**key);
    if names.is_unread("judge", written) || judges.clone().next().is_none() {
        return names.unresolved(Organisation::WORD, written, &written.place);
    }
    let message = Said::both(
        format!("活动 `{}` 没有评委 `{}`，也没有这个编号的单位", &*festival.key, written.value),
        format!(
            "the festival `{}` has no judge `{}`, nor is there such an organisation",
            &*festival.key, written.value
        ),
    );
    let finding = Finding::new(&rules::UNRESOLVED_NAME, written.place.clone(), message);
    Some(finding.expected(expected_one_of(judges.clone())).help(suggestion(written, judges)))
}
