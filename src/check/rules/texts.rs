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
use crate::finding::{Finding, Findings, Place, suggestion};
use crate::language::{Language, Said};
use crate::load::Source;
use crate::markdown::{Numbering, Outline, outline};

/// Every text of the community: its kind, id and versions.
fn every_text(community: &Community) -> Vec<(&'static str, &str, &Texts)> {
    let plans = community.plans.iter().map(|(_, plan)| (Plan::WORD, &*plan.key.0, &plan.texts));
    let notices = community.notices.iter().map(|(_, notice)| (Notice::WORD, &*notice.key.0, &notice.texts));
    let pages = community.pages.iter().map(|(_, page)| (FreePage::WORD, &*page.key.0, &page.texts));
    plans.chain(notices).chain(pages).collect()
}

fn outlines(community: &Community) -> HashMap<(&'static str, &str, Language), (&Text, Outline)> {
    let versions: Vec<_> = every_text(community)
        .into_iter()
        .flat_map(|(word, key, texts)| {
            Language::ALL.into_iter().filter_map(move |language| Some(((word, key, language), texts.exactly(language)?)))
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

/// A link within the site leads to a record, a heading or a file that exists.
pub fn links_lead_somewhere(community: &Community, names: &Names, source: &Source, findings: &mut Findings) {
    let outlines = outlines(community);
    for ((word, key, language), (text, outline)) in &outlines {
        for (target, span) in &outline.links {
            let (path, anchor) = target.split_once('#').map_or((target.as_str(), None), |(path, anchor)| (path, Some(anchor)));
            let place = place(text, span);
            if path.is_empty() {
                check_anchor(Some(outline), anchor, target, place, findings);
                continue;
            }
            match path.split_once(':') {
                Some(("http" | "https" | "mailto" | "tel", _)) => {}
                Some((kind, id)) => match known_record(names, kind, id) {
                    Some(true) => {
                        let other = outlines.iter().find(|((w, k, l), _)| *w == kind && *k == id && l == language);
                        if anchor.is_some() {
                            check_anchor(other.map(|(_, (_, outline))| outline), anchor, target, place, findings);
                        }
                    }
                    Some(false) => {
                        let mut finding = names.unresolved(kind, id, place);
                        finding.rule = &rules::BROKEN_LINK;
                        findings.push(finding);
                    }
                    None => findings.push(nowhere(target, place)),
                },
                None => {
                    let folder = format!("{word}s/");
                    if !source.assets.contains_key(&format!("{folder}{path}")) {
                        findings.push(nowhere(target, place).help(suggestion(
                            path,
                            source.assets.keys().filter_map(|asset| asset.strip_prefix(&folder)),
                        )));
                    }
                }
            }
        }
        let _ = key;
    }
}

/// Whether there is such a record; `None` when there is no such kind to link to.
fn known_record(names: &Names, kind: &str, id: &str) -> Option<bool> {
    Some(match kind {
        Plan::WORD => names.find::<Plan>(id).is_some(),
        Notice::WORD => names.find::<Notice>(id).is_some(),
        FreePage::WORD => names.find::<FreePage>(id).is_some(),
        Neighbourhood::WORD => names.find::<Neighbourhood>(id).is_some(),
        Team::WORD => names.find::<Team>(id).is_some(),
        Festival::WORD => names.find::<Festival>(id).is_some(),
        Scheme::WORD => names.find::<Scheme>(id).is_some(),
        Area::WORD => names.find::<Area>(id).is_some(),
        _ => return None,
    })
}

fn nowhere(target: &str, place: Place) -> Finding {
    Finding::new(
        &rules::BROKEN_LINK,
        place,
        Said::both(format!("链接 `{target}` 无处可去"), format!("the link `{target}` leads nowhere")),
    )
    .expected(Said::both(
        "`种类:编号`、`https://…` 或旁边的文件",
        "`kind:id`, `https://…` or a file beside this one",
    ))
    .help(Said::both("例如 `plan:编号`、`notice:编号`", "for example `plan:id`, `notice:id`"))
}

fn check_anchor(outline: Option<&Outline>, anchor: Option<&str>, target: &str, place: Place, findings: &mut Findings) {
    let Some(anchor) = anchor else { return };
    let decoded = percent_decoded(anchor);
    let known = || outline.into_iter().flat_map(|outline| outline.headings.iter().map(|heading| heading.anchor.as_str()));
    if !known().any(|known| known == decoded) {
        findings.push(
            Finding::new(
                &rules::BROKEN_LINK,
                place,
                Said::both(format!("链接 `{target}` 所指的标题不存在"), format!("there is no heading for the link `{target}`")),
            )
            .help(suggestion(&decoded, known())),
        );
    }
}

/// `%E4%B8%80` as the characters it stands for.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// No raw HTML; headings begin at the second rank, have a blank after their signs and go down a rank at a time.
pub fn texts_are_plain_and_climb_the_ladder(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (text, outline) in outlines(community).values() {
        for span in &outline.raw {
            findings.push(
                Finding::new(&rules::RAW_HTML, place(text, span), Said::both("正文里有 HTML 标签", "there is raw HTML in the text"))
                    .help(Said::both("去掉标签，用 Markdown 书写", "remove the tag and write Markdown")),
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
        let mut above = 1;
        for heading in &outline.headings {
            if heading.rank < 2 || heading.rank > above + 1 {
                findings.push(
                    Finding::new(
                        &rules::DECEPTIVE_HEADING,
                        place(text, &heading.span),
                        Said::both(
                            format!("{} 级标题跟在 {} 级之后", heading.rank, above),
                            format!("a heading of rank {} follows rank {}", heading.rank, above),
                        ),
                    )
                    .help(Said::both("正文标题从 ## 开始，逐级向下", "headings begin with ## and go down one rank at a time")),
                );
            }
            above = heading.rank.max(1);
        }
    }
}

/// A text and its twin have headings of the same ranks in the same order.
pub fn twins_have_the_same_headings(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let outlines = outlines(community);
    let main = community.site.language;
    for ((word, key, language), (text, outline)) in &outlines {
        let Some((_, other)) = outlines.get(&(*word, *key, main)).filter(|_| *language != main) else { continue };
        let ranks = |outline: &Outline| outline.headings.iter().map(|heading| heading.rank).collect::<Vec<_>>();
        let (own, wanted) = (ranks(outline), ranks(other));
        if own != wanted {
            let at = own.iter().zip(&wanted).position(|(own, wanted)| own != wanted).unwrap_or(own.len().min(wanted.len()));
            let span = outline.headings.get(at).map_or(0..0, |heading| heading.span.clone());
            let missing = other.headings.get(at).map_or("", |heading| heading.text.as_str());
            findings.push(
                Finding::new(
                    &rules::TWIN_DIFFERS,
                    place(text, &span),
                    Said::both(
                        format!("{} 个标题，主要语言版有 {} 个；从“{missing}”起不同", own.len(), wanted.len()),
                        format!("{} headings, {} in the main language; they part at “{missing}”", own.len(), wanted.len()),
                    ),
                )
                .help(Said::both("补齐缺少的一节", "add the section that is missing")),
            );
        }
    }
}
