//! Releases as written → releases whose steps come one after the other, on marks that stayed as they were sealed.

use chrono::NaiveDate;

use crate::check::cases::{Cases, misfit};
use crate::community::form::At;
use crate::community::marks::{Sheet, digest, sheets_before};
use crate::community::redress::Correction;
use crate::community::register::Community;
use crate::community::release::{FinalForm, Release, ReleaseForm, SealForm, Settled};
use crate::community::scheme::form::Gate;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

/// The releases, in order of scheme and period. `sheets` are those that count and those that corrections superseded.
pub fn admit_releases(
    forms: Vec<ReleaseForm>,
    (sheets, corrections): (&[Sheet], &[Correction]),
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> Vec<Release> {
    let mut releases: Vec<Release> = Vec::new();
    for form in forms {
        let Some(release) = admit_release(form, (sheets, corrections), cases, findings) else { continue };
        let same = |other: &&Release| (other.scheme, &other.period) == (release.scheme, &release.period);
        if let Some(first) = releases.iter().find(same) {
            findings.push(
                Finding::new(
                    &rules::DUPLICATE_ID,
                    release.place.clone(),
                    Said::both(
                        "这一办法、这一周期的公布程序写了两次",
                        "the release of this scheme and period is written twice",
                    ),
                )
                .related(first.place.clone(), Said::both("先写在这里", "first written here"))
                .help(Said::both("合成一条", "make one record of the two")),
            );
        }
        releases.push(release);
    }
    releases.sort_by(|left, right| (left.scheme, &left.period).cmp(&(right.scheme, &right.period)));
    releases
}

fn admit_release(
    form: ReleaseForm,
    (sheets, corrections): (&[Sheet], &[Correction]),
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> Option<Release> {
    let filing = cases.names.resolve_optional(&form.filing, findings);
    let publicity = cases.names.resolve_optional(&form.publicity, findings);
    let sealer = form.sealed.as_ref().map(|sealed| cases.names.resolve(&sealed.body, findings));
    let settled = match &form.r#final {
        None => Some(None),
        Some(form) => admit_final(form, cases, findings).map(Some),
    };
    let (scheme, period) = cases.ranking(&form.scheme, &form.period, findings)?;
    if !cases.has_marks(scheme, &period) && !findings.any_error() {
        findings.push(misfit(
            &form.period.place,
            "这一办法在这一周期没有分数".to_owned(),
            "nothing is marked under this scheme in this period".to_owned(),
        ));
    }
    let release = Release {
        scheme,
        period,
        place: form.scheme.place.clone(),
        sealed: form.sealed.as_ref().zip(sealer.flatten()).map(|(sealed, body)| (sealed.date.value, body)),
        filing: filing?,
        publicity: publicity?,
        settled: settled?,
        archived: form.archived.as_ref().map(|date| date.value),
    };
    if let Some(seal) = &form.sealed {
        check_seal(seal, &release, (sheets, corrections), cases.community, findings);
    }
    // What is held back with its days cannot be put in order; the review edition has all of it.
    let whole =
        form.publicity.is_some() == release.publicity.is_some() && form.filing.is_some() == release.filing.is_some();
    if whole {
        check_steps(&release, &form, cases.community, findings);
    }
    Some(release)
}

fn admit_final(form: &FinalForm, cases: &Cases<'_>, findings: &mut Findings) -> Option<Settled> {
    let body = cases.names.resolve(&form.body, findings);
    let notice = cases.names.resolve_optional(&form.notice, findings);
    Some(Settled { date: form.date.value, body: body?, notice: notice? })
}

/// Complains when the marks are not those that were sealed, corrections undone.
fn check_seal(
    seal: &SealForm,
    release: &Release,
    (sheets, corrections): (&[Sheet], &[Correction]),
    community: &Community,
    findings: &mut Findings,
) {
    let first_after = corrections.iter().position(|correction| correction.date >= seal.date.value);
    let sealed = sheets_before(sheets, release.scheme, &release.period, first_after);
    for sheet in sealed.iter().filter(|sheet| sheet.date > seal.date.value) {
        let Some(row) = sheet.rows.first() else { continue };
        findings.push(
            Finding::new(
                &rules::MARKS_CHANGED_AFTER_SEALING,
                row.place.clone(),
                Said::both(
                    format!("这张评分表（{}）晚于封存（{}）", sheet.date, seal.date.value),
                    format!("this score sheet ({}) is later than the sealing ({})", sheet.date, seal.date.value),
                ),
            )
            .related(seal.date.place.clone(), Said::both("封存于此日", "sealed on this day"))
            .help(Said::both(
                "封存以后的改动写成 `[[correction]]`；封存得太早的，重新封存",
                "write a change after the sealing as a `[[correction]]`; marks that were sealed too early are sealed again",
            )),
        );
    }
    if digest(community, &sealed) != seal.digest.value && !findings.any_error() {
        findings.push(
            Finding::new(
                &rules::MARKS_CHANGED_AFTER_SEALING,
                seal.digest.place.clone(),
                Said::both("分数与封存时不同", "the marks are not those that were sealed"),
            )
            .help(Said::both(
                "把改动写成 `[[correction]]`（原分数、现分数、理由、决定单位），或恢复封存时的分数",
                "write the change as a `[[correction]]` (the mark before and after, why, who decided), or put back the marks as they were sealed",
            )),
        );
    }
}

/// Complains about steps that come too early, or before the step that they stand on.
fn check_steps(release: &Release, form: &ReleaseForm, community: &Community, findings: &mut Findings) {
    let sealed = form.sealed.as_ref().map(|sealed| &sealed.date);
    let filing = release.filing.and_then(|id| community.filings.get(id));
    let publicity = release.publicity(community);
    let mut early = |step: [&str; 2], place: &Place, date: NaiveDate, before: [&str; 2], earlier: Option<NaiveDate>| {
        let message = match earlier {
            Some(earlier) if earlier <= date => return,
            Some(earlier) => Said::both(
                format!("{}（{date}）早于{}（{earlier}）", step[0], before[0]),
                format!("{} ({date}) comes before {} ({earlier})", step[1], before[1]),
            ),
            None => Said::both(
                format!("已有{}，却没有{}", step[0], before[0]),
                format!("there is {} but not {}", step[1], before[1]),
            ),
        };
        findings.push(Finding::new(&rules::RELEASE_OUT_OF_ORDER, place.clone(), message).help(Said::both(
            "次序是：封存 `sealed`、备案 `filing`、公示 `publicity`、异议办结、公布 `final`、归档 `archived`",
            "the order is `sealed`, `filing`, `publicity`, objections closed, `final`, `archived`",
        )));
    };
    let seal = ["封存", "sealing"];
    let file = ["备案", "a filing"];
    if let (Some(name), Some(filing)) = (&form.filing, filing) {
        early(file, &name.place, filing.sent.value, seal, sealed.map(|date| date.value));
    }
    if let (Some(name), Some((from, _))) = (&form.publicity, publicity) {
        early(["公示", "publicity"], &name.place, from, file, release.filed(community));
    }
    if let (Some(archived), settled) = (&form.archived, &release.settled) {
        let settled = settled.as_ref().map(|settled| settled.date);
        early(["归档", "archiving"], &archived.place, archived.value, ["公布", "a final result"], settled);
    }
    let Some(settled) = &form.r#final else { return };
    match community.schemes.get(release.scheme).map(|scheme| scheme.gate) {
        gate if release.publicity.is_some() || gate == Some(Gate::Publicity) => {
            check_final(&settled.date, release, community, findings)
        }
        Some(Gate::Filing) => {
            early(["公布", "a final result"], &settled.date.place, settled.date.value, file, release.filed(community));
        }
        _ => {}
    }
}

/// A result is not final before its publicity has ended and every objection is closed.
fn check_final(date: &At<NaiveDate>, release: &Release, community: &Community, findings: &mut Findings) {
    let message = match (release.publicity(community), release.objections_closed(community)) {
        (None, _) => Said::both("没有公示，就已公布", "the result is final without a publicity"),
        (Some((_, until)), _) if date.value <= until => Said::both(
            format!("公示到 {until} 才期满，{} 就已公布", date.value),
            format!("publicity runs until {until}, and the result is final on {}", date.value),
        ),
        (_, None) => Said::both("异议还没有办结，就已公布", "the result is final while objections are not closed"),
        (_, Some(closed)) if date.value < closed => Said::both(
            format!("异议到 {closed} 才办结，{} 就已公布", date.value),
            format!("objections are closed on {closed}, and the result is final on {}", date.value),
        ),
        _ => return,
    };
    findings.push(Finding::new(&rules::FINAL_BEFORE_END_OF_PUBLICITY, date.place.clone(), message).help(Said::both(
        "公布日期须晚于公示末日，并在公示里写明 `objections`（收到、成立几件，何时办结）",
        "the result is final after the last day of publicity, and the publicity says `objections` (how many were received and upheld, and when all were closed)",
    )));
}
