//! Files that a text promises are there, and no other goes online.

use std::collections::BTreeSet;

use crate::check::rules::texts::linked_files;
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

/// The files below `content/` that go to the site: those that a text links to or that are attached.
pub fn used(community: &Community) -> BTreeSet<String> {
    let plans = community.plans.iter().flat_map(|(_, plan)| &plan.attachments);
    let notices = community.notices.iter().flat_map(|(_, notice)| &notice.attachments);
    let attached = plans.chain(notices).filter_map(|attachment| attachment.file.clone());
    attached.chain(linked_files(community)).collect()
}

/// The files below `content/` that somebody looked through for personal data.
pub fn checked(community: &Community) -> BTreeSet<String> {
    let plans = community.plans.iter().flat_map(|(_, plan)| &plan.attachments);
    let notices = community.notices.iter().flat_map(|(_, notice)| &notice.attachments);
    let checked = plans.chain(notices).filter(|attachment| attachment.checked.is_some());
    checked.filter_map(|attachment| attachment.file.clone()).collect()
}

/// A file that is not read or not published is named, since it may be a slip.
pub fn no_file_is_passed_over(community: &Community, _: &Names, source: &Source, findings: &mut Findings) {
    let used = used(community);
    for path in &source.ignored {
        findings.push(passed_over(
            path,
            "toml",
            Said::both(format!("{path} 没有读取"), format!("{path} is not read")),
            Said::both("`data/` 下只读 .toml 文件", "only files that end in .toml are read below data/"),
        ));
    }
    // A text that could not be read may be the one that links to it.
    let sound = !findings.any_error();
    for path in source.assets.keys().filter(|path| sound && !used.contains(*path)) {
        findings.push(passed_over(
            &format!("content/{path}"),
            "md",
            Said::both(format!("content/{path} 没有发布"), format!("content/{path} is not published")),
            Said::both(
                "没有正文链接它，也没有列为附件；用不着就移走",
                "no text links to it or attaches it; move it away if it is not needed",
            ),
        ));
    }
}

/// The finding on a file that is passed over, with the name it should have when its ending is a slip.
fn passed_over(path: &str, ending: &str, message: Said, help: Said) -> Finding {
    let stem = [".txt", ".bak"].iter().find_map(|more| path.strip_suffix(more)).unwrap_or(path);
    let meant = stem.to_ascii_lowercase().ends_with(&format!(".{ending}")).then(|| {
        let name = &stem[..stem.len() - ending.len() - 1];
        Said::both(format!("改名为 {name}.{ending}"), format!("rename it to {name}.{ending}"))
    });
    Finding::new(&rules::IGNORED_FILE, None, message).help(help).help(meant)
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
