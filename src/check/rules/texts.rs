//! Texts: links lead somewhere, nothing is raw, headings climb the ladder, twins have the same sections.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::community::area::Area;
use crate::community::document::{Text, Texts};
use crate::community::festival::Festival;
use crate::community::neighbourhood::Neighbourhood;
use crate::community::notice::Notice;
use crate::community::page::FreePage;
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::table::{Names, Record};
use crate::community::team::Team;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, listing, suggestion};
use crate::language::{Language, Said};
use crate::load::Source;
use crate::markdown::{Numbering, Outline, outline, percent_decoded};

/// Every text of the community: its kind, id and versions.
fn every_text(community: &Community) -> Vec<(&'static str, &str, &Texts)> {
    let plans = community.plans.iter().map(|(_, plan)| (Plan::WORD, &*plan.key.0, &plan.texts));
    let notices = community.notices.iter().map(|(_, notice)| (Notice::WORD, &*notice.key.0, &notice.texts));
    let pages = community.pages.iter().map(|(_, page)| (FreePage::WORD, &*page.key.0, &page.texts));
    plans.chain(notices).chain(pages).collect()
}

fn outlines(community: &Community) -> Outlines<'_> {
    let versions: Vec<_> = every_text(community)
        .into_iter()
        .flat_map(|(word, key, texts)| {
            Language::ALL
                .into_iter()
                .filter_map(move |language| Some(((word, key, language), texts.exactly(language)?)))
        })
        .collect();
    versions
        .into_par_iter()
        .map(|(which, text)| (which, (text, outline(&text.markdown, which.2, Numbering::None))))
        .collect()
}

fn place(text: &Text, span: &Range<usize>) -> Place {
    Place { file: text.file, span: span.start + text.start..span.end + text.start }
}

type Outlines<'a> = HashMap<(&'static str, &'a str, Language), (&'a Text, Outline)>;

/// The files below `content/` that texts link to or show.
pub fn linked_files(community: &Community) -> Vec<String> {
    let mut files = Vec::new();
    for ((word, _, _), (_, outline)) in outlines(community) {
        for (target, _) in outline.links {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains(':') {
                files.push(format!("{word}s/{path}"));
                files.push(format!("{word}s/{}", percent_decoded(path)));
            }
        }
    }
    files
}

/// A link within the site leads to a record, a heading or a file that exists.
pub fn links_lead_somewhere(community: &Community, names: &Names, source: &Source, findings: &mut Findings) {
    let outlines = outlines(community);
    let shared = shared_texts(community);
    for ((word, _, language), (text, outline)) in &outlines {
        for (target, span) in &outline.links {
            let (path, anchor) =
                target.split_once('#').map_or((target.as_str(), None), |(path, anchor)| (path, Some(anchor)));
            let place = place(text, &narrowed(&text.markdown, span, target));
            match path.split_once(':') {
                None if path.is_empty() => findings.extend(astray(Some(outline), anchor, target, place)),
                None => findings.extend(absent(&format!("{word}s/"), path, target, source, place)),
                Some(("http" | "https" | "mailto" | "tel", _)) => {}
                Some((kind, id)) => match known_record(names, kind, id) {
                    Some((kind, true)) => {
                        // The page of a text that is missing in this language shows the other.
                        let id = if kind == Plan::WORD { shared.get(id).copied().unwrap_or(id) } else { id };
                        let other = [*language, language.other()]
                            .iter()
                            .find_map(|language| outlines.get(&(kind, id, *language)))
                            .map(|(_, outline)| outline);
                        // A text that has a fault has headings that are not known.
                        let is_text = [Plan::WORD, Notice::WORD, FreePage::WORD].contains(&kind);
                        if other.is_some() || !is_text {
                            findings.extend(astray(other, anchor, target, place));
                        }
                    }
                    Some((kind, false)) => {
                        let unresolved = names.unresolved(kind, id, &place);
                        findings.extend(unresolved.map(|finding| Finding { rule: &rules::BROKEN_LINK, ..finding }));
                    }
                    None => findings.push(nowhere(target, place).help(suggestion(kind, KINDS.iter().copied()))),
                },
            }
        }
    }
}

/// The plans that share the text of another, which has the headings that their pages show.
fn shared_texts(community: &Community) -> HashMap<&str, &str> {
    let plans = community.plans.iter();
    plans.filter_map(|(_, plan)| Some((&*plan.key.0, &*community.plans[plan.same_text_as?].key.0))).collect()
}

/// The target within the link `[words](target)` that stands at `span`.
fn narrowed(markdown: &str, span: &Range<usize>, target: &str) -> Range<usize> {
    let found = markdown.get(span.clone()).and_then(|link| link.rfind(target));
    found.map_or_else(|| span.clone(), |at| span.start + at..span.start + at + target.len())
}

/// The kinds of record that a text can link to.
const KINDS: [&str; 8] = [
    Plan::WORD,
    Notice::WORD,
    FreePage::WORD,
    Neighbourhood::WORD,
    Team::WORD,
    Festival::WORD,
    Scheme::WORD,
    Area::WORD,
];

/// The kind, and whether there is such a record; `None` when there is no such kind to link to.
pub fn known_record(names: &Names, kind: &str, id: &str) -> Option<(&'static str, bool)> {
    let kind = *KINDS.iter().find(|known| **known == kind)?;
    Some((kind, names.has(kind, id)))
}

fn nowhere(target: &str, place: Place) -> Finding {
    Finding::new(
        &rules::BROKEN_LINK,
        place,
        Said::both(format!("链接 `{target}` 无处可去"), format!("the link `{target}` leads nowhere")),
    )
    .expected(Said::both(
        "应为 `种类:编号`、`https://…` 或旁边的文件",
        "expected `kind:id`, `https://…` or a file beside this one",
    ))
    .help(Said::both(
        format!("可链接的种类：{}", listing(KINDS).replace(", ", "、")),
        format!("kinds to link to: {}", listing(KINDS)),
    ))
}

/// The complaint that the file a link names is not in the text's own folder.
fn absent(folder: &str, path: &str, target: &str, source: &Source, place: Place) -> Option<Finding> {
    let decoded = percent_decoded(path);
    let there = [path, &decoded].iter().any(|path| source.assets.contains_key(&format!("{folder}{path}")));
    let beside = source.assets.keys().filter_map(|asset| asset.strip_prefix(folder));
    (!there).then(|| nowhere(target, place).help(suggestion(path, beside)).help(record_of(path, folder)))
}

/// How to link to the record whose file a link names: `../plans/teams.md` is `plan:teams`.
fn record_of(path: &str, beside: &str) -> Option<Said> {
    let stem = path.strip_suffix(".md")?;
    let stem = stem.strip_suffix(".en").or(stem.strip_suffix(".zh")).unwrap_or(stem);
    let (folder, id) = stem.rsplit_once('/').unwrap_or((beside.trim_end_matches('/'), stem));
    let kind =
        [Plan::WORD, Notice::WORD, FreePage::WORD].into_iter().find(|kind| folder.ends_with(&format!("{kind}s")));
    kind.map(|kind| {
        Said::both(
            format!("正文按编号链接，例如 `{kind}:{id}`"),
            format!("texts are linked by id, as in `{kind}:{id}`"),
        )
    })
}

/// The complaint that a link names a heading that is not there.
fn astray(outline: Option<&Outline>, anchor: Option<&str>, target: &str, place: Place) -> Option<Finding> {
    let decoded = percent_decoded(anchor?);
    let known =
        || outline.into_iter().flat_map(|outline| outline.headings.iter().map(|heading| heading.anchor.as_str()));
    if known().any(|known| known == decoded) {
        return None;
    }
    let finding = Finding::new(
        &rules::BROKEN_LINK,
        place,
        Said::both(format!("链接 `{target}` 所指的标题不存在"), format!("there is no heading for the link `{target}`")),
    );
    let expected = match known().next() {
        Some(_) => expected_one_of(known()),
        None => Said::both("那一页没有标题", "that page has no headings"),
    };
    Some(finding.expected(expected).help(suggestion(&decoded, known())))
}

/// No raw HTML; headings begin at the second rank, have a blank after their signs and go down a rank at a time.
pub fn texts_are_plain_and_climb_the_ladder(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (text, outline) in outlines(community).values() {
        for span in raw_stretches(&text.markdown, &outline.raw) {
            findings.push(
                Finding::new(
                    &rules::RAW_HTML,
                    place(text, &span),
                    Said::both("正文里有 HTML 标签", "there is raw HTML in the text"),
                )
                .help(Said::both("去掉标签，用 Markdown 书写", "remove the tags and write Markdown")),
            );
        }
        for span in &outline.near_headings {
            findings.push(
                Finding::new(
                    &rules::DECEPTIVE_HEADING,
                    place(text, span),
                    Said::both("这一行看上去像标题，其实不是", "this line looks like a heading and is none"),
                )
                .help(Said::both("半角 # 之后加一个半角空格", "write ASCII # signs with a blank after them")),
            );
        }
        check_ranks(text, outline, findings);
    }
}

/// The first stretch of raw HTML in each line; a block of several lines is one.
fn raw_stretches(markdown: &str, raw: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for span in raw {
        match stretches.last_mut() {
            Some(last) if !markdown[last.end..span.start].contains('\n') => last.end = span.end,
            _ => stretches.push(span.clone()),
        }
    }
    stretches
}

fn check_ranks(text: &Text, outline: &Outline, findings: &mut Findings) {
    let mut above = 1;
    for heading in &outline.headings {
        let signs = |rank: u8| "#".repeat(usize::from(rank));
        let wanted = signs(if heading.rank == 1 { 2 } else { above + 1 });
        let message = match heading.rank {
            1 => Some(Said::both("正文里用了一级标题 `#`", "a heading of the first rank, `#`, stands in the text")),
            rank if rank > above + 1 && above == 1 => Some(Said::both(
                format!("第一个标题是 `{}`", signs(rank)),
                format!("the first heading is a `{}`", signs(rank)),
            )),
            rank if rank > above + 1 => Some(Said::both(
                format!("`{}` 标题直接跟在 `{}` 之后", signs(rank), signs(above)),
                format!("a `{}` heading follows a `{}` one", signs(rank), signs(above)),
            )),
            _ => None,
        };
        if let Some(message) = message {
            findings.push(
                Finding::new(&rules::DECEPTIVE_HEADING, place(text, &heading.span), message)
                    .expected(Said::both(format!("应为 `{wanted}`"), format!("expected `{wanted}`")))
                    .help(Said::both(
                        "一级标题是文件的 `title`；正文标题从 `##` 开始，逐级向下",
                        "the first rank is the `title` of the file; headings begin with `##` and go down one rank at a time",
                    )),
            );
        }
        above = heading.rank.max(1);
    }
}

/// A text and its twin have headings of the same ranks in the same order.
pub fn twins_have_the_same_headings(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let outlines = outlines(community);
    let main = community.site.language;
    for ((word, key, language), (text, outline)) in &outlines {
        let Some((first, wanted)) = outlines.get(&(*word, *key, main)).filter(|_| *language != main) else { continue };
        let ranks = |outline: &Outline| outline.headings.iter().map(|heading| heading.rank).collect::<Vec<_>>();
        let (own, other) = (ranks(outline), ranks(wanted));
        if own != other {
            let at = own.iter().zip(&other).take_while(|(own, other)| own == other).count();
            findings.push(parted((text, outline), (first, wanted), at, main));
        }
    }
}

/// The finding that a text and its twin part at heading `at`.
fn parted(
    (text, outline): (&Text, &Outline),
    (first, wanted): (&Text, &Outline),
    at: usize,
    main: Language,
) -> Finding {
    let [zh, en] = main.names();
    let (own, other) = (outline.headings.get(at), wanted.headings.get(at));
    let last = outline.headings.last().map_or(0..0, |heading| heading.span.clone());
    let span = own.map_or(last, |heading| heading.span.clone());
    let (count, wanted_count) = (outline.headings.len(), wanted.headings.len());
    let message = Said::both(
        format!("从第 {} 个标题起与{zh}版对不上（这里 {count} 个，那里 {wanted_count} 个）", at + 1),
        format!("the headings part from the {en} text at number {} ({count} here, {wanted_count} there)", at + 1),
    );
    let finding = Finding::new(&rules::TWIN_DIFFERS, place(text, &span), message);
    match (own, other) {
        (_, Some(other)) => finding
            .related(
                place(first, &other.span),
                Said::both(format!("{zh}版在这里的标题"), format!("the heading that the {en} text has here")),
            )
            .help(Said::both(
                "补上缺少的一节，或改正标题的级别",
                "add the section that is missing, or mend the rank of the heading",
            )),
        (_, None) => finding.help(Said::both(
            format!("这一节{zh}版里没有；删去它，或在那里补上"),
            format!("the {en} text has no such section; remove it, or add it there"),
        )),
    }
}
