//! draft
pub mod report;
use std::process::ExitCode;
/// draft
pub fn run() -> ExitCode {
    let root = std::env::args().nth(1).unwrap_or(".".into());
    let mut findings = crate::finding::Findings::default();
    let source = match crate::load::load(std::path::Path::new(&root), &mut findings) { Ok(s) => s, Err(e) => { eprintln!("{:?}", e); return ExitCode::from(2) } };
    let c = crate::check::check(&source, &mut findings);
    let counts = report::show(&findings.sorted(), Some(&source), crate::language::Language::Chinese);
    eprintln!("{counts:?} {}", c.is_some());
    if let Some(c) = c { let a = crate::assess::assess(&c, c.site.as_of.unwrap()); eprintln!("{}", a.rankings.len()); for r in &a.rankings { eprintln!("{:?} {:?} {}", c.schemes[r.scheme].key, r.period, r.standings.len()); let s=&r.standings[0]; eprintln!("{:?} {} {}", s.subject, s.total.rounded_text(2, Default::default()), s.terms.len()); } }
    ExitCode::SUCCESS
}
