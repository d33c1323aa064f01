//! A page with made-up personal data, printed by Chromium as PDF, as offices print their lists.

use std::fs;
use std::process::Command;

use gongshi::privacy::contents::contents;
use gongshi::privacy::scan;
use tempfile::TempDir;

use crate::tools;

/// The page, with what the gate must find in its PDF.
const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><title>名单</title><h1>关于报名的通知</h1>
<p style="font-family: serif">请致电李小华 <b>139</b> 0000 1234，身份证号 11019919900307005X。</p>
<p style="letter-spacing: 2px">粤B·12348　１３８００００４３２１</p>
<table border="1"><tr><td>张三</td><td>梨园小区3栋2单元501室</td></tr></table>
<p>社区办公室 0990-8600 0001</p><a href="mailto:lihua@qq.com">写信</a>"#;

const FOUND: [&str; 6] = ["11*************05X", "138****4321", "139****1234", "***", "l***@qq.com", "粤B****8"];

/// What the gate finds otherwise than it should.
pub fn unread() -> Result<Vec<String>, String> {
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let (page, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    fs::write(&page, PAGE).map_err(|error| error.to_string())?;
    let mut command = Command::new(tools::chromium());
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
    command.arg(format!("--print-to-pdf={}", pdf.display())).arg(&page);
    tools::output(&mut command)?;
    let content = contents("page.pdf", &fs::read(&pdf).map_err(|error| error.to_string())?);
    let mut found: Vec<String> =
        content.texts.iter().flat_map(|text| scan(text)).map(|hit| hit.masked().to_owned()).collect();
    found.sort();
    found.dedup();
    let mut expected = FOUND.map(str::to_owned);
    expected.sort();
    let unread = content.unread.map(|reason| format!("{reason:?}"));
    let differs = (found != expected).then(|| format!("found {found:?}, expected {expected:?}"));
    Ok(unread.into_iter().chain(differs).collect())
}
