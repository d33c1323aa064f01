//! Files that a text promises are there.

use crate::community::document::Attachment;
use crate::community::register::Community;
use crate::community::table::Names;
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place, suggestion};
use crate::language::Said;
use crate::load::Source;

/// Every attachment with a file has that file.
pub fn attached_files_exist(community: &Community, _: &Names, source: &Source, findings: &mut Findings) {
    let plans = community.plans.iter().map(|(_, plan)| (&plan.attachments, &plan.texts));
    let notices = community.notices.iter().map(|(_, notice)| (&notice.attachments, &notice.texts));
    for (attachments, texts) in plans.chain(notices) {
        let file = texts.exactly(community.site.language).map(|text| text.file);
        for attachment in attachments {
            check(attachment, file, source, findings);
        }
    }
}

fn check(attachment: &Attachment, file: Option<FileId>, source: &Source, findings: &mut Findings) {
    let Some(path) = attachment.file.as_ref().filter(|path| !source.assets.contains_key(*path)) else { return };
    let written = path.split_once('/').map_or(path.as_str(), |(_, written)| written);
    let place = file.and_then(|id| {
        let start = source.file(id)?.text.find(written)?;
        Some(Place { file: id, span: start..start + written.len() })
    });
    findings.push(
        Finding::new(
            &rules::MISSING_FILE,
            place,
            Said::both(format!("没有文件 content/{path}"), format!("there is no file content/{path}")),
        )
        .help(suggestion(path, source.assets.keys().map(String::as_str))),
    );
}
