//! How long it takes to assess many subjects, and how safe their places are.
//!
//! ```text
//! cargo bench --bench assess
//! ```
//!
//! Two sizes: 30,000 subjects on 7 criteria by one role, as a national index of small areas has them, and 600,000 subjects
//! on 4 criteria by 3 roles, as all communities of a large country would be. Marks are invented by a fixed rule, the same
//! in every run. `item/s` is subjects a second. The marks stand in memory already: reading them is timed by
//! `cargo bench --bench site`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::ItemsCount;
use gongshi::assess::assess as assess_all;
use gongshi::assess::safety::safety as safety_of;
use gongshi::check::{Scope, check};
use gongshi::community::marks::{Assessor, Mark, Period, Sheet, SheetRow, Subject};
use gongshi::community::register::Community;
use gongshi::edition::Edition;
use gongshi::exact::Exact;
use gongshi::finding::{FileId, Findings, Place};
use gongshi::load::{Source, SourceFile};

/// Subjects, criteria, roles.
const SIZES: [[usize; 3]; 2] = [[30_000, 7, 1], [600_000, 4, 3]];

fn main() {
    divan::main();
}

/// From marks to totals, places, bands and quartiles.
#[divan::bench(args = [0, 1], sample_count = 3, sample_size = 1)]
fn assess(bencher: Bencher<'_, '_>, size: usize) {
    let [subjects, criteria, roles] = SIZES[size];
    let community = invented(subjects, criteria, roles);
    bencher.counter(ItemsCount::new(subjects)).bench_local(|| {
        let assessment = assess_all(&community, today());
        assert_eq!(assessment.rankings[0].standings.len(), subjects);
        assessment
    });
}

/// The places of one group of that size under every admissible weighting, and without each role and criterion.
#[divan::bench(args = [100, 1_000, 3_000], sample_count = 3, sample_size = 1)]
fn safety(bencher: Bencher<'_, '_>, subjects: usize) {
    let community = invented(subjects, 4, 3);
    let assessment = assess_all(&community, today());
    bencher.counter(ItemsCount::new(subjects)).bench_local(|| safety_of(&community, &assessment.rankings[0]));
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day of the calendar")
}

/// A contest with as many entries as there are subjects.
fn invented(subjects: usize, criteria: usize, roles: usize) -> Community {
    let mut text = String::from(
        "[site]\ntitle = \"测\"\n[[area]]\nid = \"city\"\nname = \"市\"\nlevel = \"city\"\n\
         [[festival]]\nid = \"f\"\nname = \"赛\"\ndate = 2026-01-01\nvenue = \"场\"\narea = \"city\"\nscheme = \"s\"\n",
    );
    let judges: String = (0..roles).map(|at| format!("  {{ id = \"j{at}\", name = \"评委\" }},\n")).collect();
    text += &format!("judge = [\n{judges}]\n");
    text += "[[scheme]]\ngate = \"open\"\nid = \"s\"\nname = \"办法\"\nsubject = \"entry\"\nperiod = \"festival\"\ngroup_by = \"all\"\nweights = \"relative\"\n";
    for at in 0..criteria {
        text += &format!("[[scheme.criterion]]\nid = \"c{at}\"\nname = \"指标\"\nweight = {}\n", 9 + at * 2);
    }
    for at in 0..roles {
        text += &format!("[[scheme.role]]\nid = \"r{at}\"\nname = \"角色\"\nweight = {}\n", 30 + at * 5);
    }
    text += "[[scheme.band]]\nid = \"top\"\nname = \"优\"\nfrom = 90\nquota = 20\n[[scheme.band]]\nid = \"rest\"\nname = \"良\"\nfrom = 0\n";
    let source = Source {
        root: PathBuf::new(),
        files: vec![SourceFile { path: "data/all.toml".into(), text }],
        assets: BTreeMap::new(),
        ignored: Vec::new(),
        themes: BTreeMap::new(),
    };
    let mut findings = Findings::default();
    let scope = Scope { edition: Edition::Review, as_of: None, today: today() };
    let community = check(&source, scope, &mut findings);
    let mut community = community.unwrap_or_else(|| panic!("{:#?}", findings.sorted()));
    let (festival, scheme) = (community.festivals.ids().next(), community.schemes.ids().next());
    let (festival, scheme) = (festival.expect("one festival"), scheme.expect("one scheme"));
    community.sheets = (0..roles)
        .map(|role| Sheet {
            scheme,
            period: Period::Festival(festival),
            role,
            by: Assessor::Judge(festival, role as u32),
            date: today(),
            superseded: None,
            rows: (0..subjects)
                .map(|subject| row(Subject::Entry(festival, subject as u32), subject, role, criteria))
                .collect(),
        })
        .collect();
    community
}

/// Marks from 70 to 99.99 in hundredths, spread by a fixed rule.
fn row(subject: Subject, at: usize, role: usize, criteria: usize) -> SheetRow {
    let mark = |column: usize| {
        let hundredths = (at * 7_919 + role * 104_729 + column * 1_299_709) % 99_991 % 3_000;
        Mark::Number(&Exact::whole(7_000 + hundredths as i64) / &Exact::whole(100))
    };
    SheetRow {
        subject,
        marks: (0..criteria).map(mark).collect(),
        people: None,
        note: None,
        place: Place { file: FileId(0), span: 0..0 },
    }
}
