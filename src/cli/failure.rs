//! Why the work could not be done, as a person is told.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::Failure;
use crate::edition::Edition;
use crate::language::Language;
use crate::publish::PublishError;

/// Says it in one line.
pub fn tell(failure: &Failure, language: Language) -> String {
    let said = |zh: String, en: String| as_error(zh, en, language);
    match failure {
        Failure::Load(error) => {
            let (path, cause) = (error.path.display(), cause(&error.cause, language));
            let hint = match (error.path.ends_with("data") && error.cause.kind() == ErrorKind::NotFound, language) {
                (false, _) => "",
                (true, Language::Chinese) => "。站点是一个含有 data/ 的文件夹；用 --site 指定",
                (true, Language::English) => "; a site is a folder with data/ in it, which --site names",
            };
            said(format!("无法读取 {path}：{cause}{hint}"), format!("cannot read {path}: {cause}{hint}"))
        }
        Failure::OutAmongSources(path) => said(
            format!("{} 在站点自己的文件之中；请把 --out 放到 data、content、themes 之外", path.display()),
            format!(
                "{} lies among the site's own files; choose an --out outside data, content and themes",
                path.display()
            ),
        ),
        Failure::Publish(error) => {
            let [zh, en] = publish_failure(error, language);
            said(zh, en)
        }
    }
}

/// What is said of an error, in one of both languages.
pub fn as_error(zh: String, en: String, language: Language) -> String {
    match language {
        Language::Chinese => format!("错误：{zh}"),
        Language::English => format!("error: {en}"),
    }
}

/// That a file or folder could not be written, in Chinese and in English.
pub fn unwritable(path: &Path, error: &io::Error, language: Language) -> [String; 2] {
    let cause = cause(error, language);
    [format!("无法写入 {}：{cause}", path.display()), format!("cannot write {}: {cause}", path.display())]
}

fn publish_failure(error: &PublishError, language: Language) -> [String; 2] {
    match error {
        PublishError::NotOurs(path) => [
            format!("{} 里有不是本程序写的文件，不敢覆盖；请换一个文件夹", path.display()),
            format!("{} holds files that this program did not write; choose another folder", path.display()),
        ],
        PublishError::NoFolder(path) => [
            format!("{} 是文件，不是文件夹；请换一个 --out", path.display()),
            format!("{} is a file, not a folder; choose another --out", path.display()),
        ],
        PublishError::OtherEdition(path, edition) => {
            let (zh, en) = match edition {
                Edition::Public => (
                    "公开版不能写在审阅版的文件夹里",
                    "holds a review edition, which the public edition does not replace",
                ),
                Edition::Review => {
                    ("审阅版不能写在公开版的文件夹里", "holds a public edition, which a review edition never replaces")
                }
            };
            [
                format!("{}：{zh}；请换一个 --out", path.display()),
                format!("{} {en}; choose another --out", path.display()),
            ]
        }
        PublishError::InTheWay(path) => [
            format!("{} 不是本程序写的，却占了站点要用的位置；请移走它", path.display()),
            format!(
                "{} was not written by this program and stands where the site needs a file; move it away",
                path.display()
            ),
        ],
        PublishError::Changed(path) => [
            format!("{} 在生成之后被改动过；请把改动移到源文件或主题里，再删去这个文件", path.display()),
            format!(
                "{} was changed since it was built; carry the change over to the site's own files or theme, then remove this one",
                path.display()
            ),
        ],
        PublishError::KeptAside(path, error) => [
            format!("新站点已就位，但不属于它的文件没能移回，现存于 {}：{}", path.display(), cause(error, language)),
            format!(
                "the new site stands, but files that are not its own could not be moved back and are kept in {}: {}",
                path.display(),
                cause(error, language)
            ),
        ],
        PublishError::Io(path, error) => unwritable(path, error, language),
    }
}

/// What the system says, the usual of it in Chinese too.
fn cause(error: &io::Error, language: Language) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::NotADirectory => "不是文件夹",
        ErrorKind::IsADirectory => "是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘只读",
        _ => return error.to_string(),
    };
    match language {
        Language::Chinese => known.to_owned(),
        Language::English => error.to_string(),
    }
}
