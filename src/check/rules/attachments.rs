//! Files that a text promises are there.

use crate::community::document::Attachment;
use crate::community::register::Community;
use crate::community::table::Names;
use crate::finding::rules;
use crate::finding::{Finding, Findings, suggestion};
use crate::language::Said;
use crate::load::Source;

/// Every attachment with a file has that file.
pub fn attached_files_exist(community: &Community, _: &Names, source: &Source, findings: &mut Findings) {
    let plans = community.plans.iter().flat_map(|(_, plan)| &plan.attachments);
    let notices = community.notices.iter().flat_map(|(_, notice)| &notice.attachments);
    findings.extend(plans.chain(notices).filter_map(|attachment| missing(attachment, source)));
}

fn missing(attachment: &Attachment, source: &Source) -> Option<Finding> {
    let path = attachment.file.as_ref().filter(|path| !source.assets.contains_key(*path))?;
    let (folder, written) = path.split_once('/').unwrap_or(("", path));
    let beside = source.assets.keys().filter_map(|asset| asset.strip_prefix(folder)?.strip_prefix('/'));
    let message = Said::both(format!("没有文件 content/{path}"), format!("there is no file content/{path}"));
    let finding = Finding::new(&rules::MISSING_FILE, attachment.place.clone(), message).help(Said::both(
        format!("把文件放到 content/{folder}/ 下，或改正这里的文件名"),
        format!("put the file below content/{folder}/, or mend its name here"),
    ));
    Some(finding.help(suggestion(written, beside)))
}
