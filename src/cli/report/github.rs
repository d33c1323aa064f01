//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

use crate::cli::report::{Located, Report};
use crate::finding::Severity;

/// A command a finding: `::error file=…,line=…,col=…,title=rule::message`. Files are named from the current folder, which
/// a workflow begins in the folder of the repository.
pub fn render(report: &Report<'_>) -> String {
    let site = report.site_from_here();
    report.findings.iter().map(|located| command(located, &site, report)).collect()
}

fn command(located: &Located<'_>, site: &str, report: &Report<'_>) -> String {
    let level = match located.finding.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(spot) = &located.spot {
        properties.push(format!("file={}", property(&format!("{site}{}", spot.path))));
        properties.push(format!("line={}", spot.begin.line));
        properties.push(format!("col={}", spot.begin.column));
        // An end column is taken only together with one line.
        if spot.end.line == spot.begin.line {
            properties.push(format!("endColumn={}", spot.end.column));
        }
    }
    properties.push(format!("title={}", property(located.finding.rule.name)));
    format!("::{level} {}::{}\n", properties.join(","), data(&located.told(report.language)))
}

/// A message, in the escapes that the commands prescribe.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which colons and commas would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_message_or_a_property_is_escaped() {
        assert_eq!(data("100 %: a, b\r\nc"), "100 %25: a, b%0D%0Ac");
        assert_eq!(property("a:b,c%.toml"), "a%3Ab%2Cc%25.toml");
    }
}
