//! The parts that a plan may not lack, recognised by the words of its headings.

use std::ops::Range;

use crate::check::rules::lint::reading::{Kind, Reading};
use crate::community::plan::PlanKind;
use crate::finding::rules::MISSING_PART;
use crate::finding::{Finding, Findings, Place};
use crate::language::{Language, Said};

/// A part of a plan.
struct Part {
    name: [&'static str; 2],
    /// Words of headings that announce it: in Chinese, in English (lower case).
    words: [&'static [&'static str]; 2],
    /// A heading that would do.
    heading: [&'static str; 2],
}

const GOALS: Part = Part {
    name: ["目标", "goals"],
    words: [
        &["目标", "任务", "目的", "总体要求", "总则", "指导思想"],
        &["goal", "aim", "objective", "purpose", "task", "target", "general requirement", "general provision"],
    ],
    heading: ["工作目标", "Goals"],
};

const STEPS: Part = Part {
    name: ["步骤或者任务", "steps or tasks"],
    words: [
        &["步骤", "安排", "进度", "阶段", "时间", "流程", "任务", "分工", "措施", "内容", "准备", "举措"],
        &[
            "step",
            "schedule",
            "timetable",
            "arrangement",
            "stage",
            "phase",
            "time",
            "task",
            "measure",
            "work",
            "preparation",
        ],
    ],
    heading: ["实施步骤", "Steps"],
};

const SAFEGUARDS: Part = Part {
    name: ["保障", "safeguards"],
    words: [
        &["保障", "工作要求", "有关要求", "组织领导", "纪律", "责任", "督查", "督导"],
        &["safeguard", "guarantee", "discipline", "accountab", "responsib", "supervision", "leadership", "safety"],
    ],
    heading: ["保障措施", "Safeguards"],
};

const ORGANISATION: Part = Part {
    name: ["组织指挥", "organisation"],
    words: [
        &["组织", "指挥", "领导小组", "职责", "机构", "责任", "领导"],
        &["organisation", "command", "leading group", "leadership", "duties", "responsib"],
    ],
    heading: ["组织体系", "Organisation"],
};

const RESPONSE: Part = Part {
    name: ["应急响应", "response"],
    words: [
        &["响应", "处置", "应急措施", "任务", "救援", "防控措施"],
        &["response", "handling", "emergency measure", "task", "rescue", "control measure"],
    ],
    heading: ["应急响应", "Response"],
};

/// The parts that a kind of plan has. Guidance advises and sets no goals.
fn parts_of(kind: PlanKind) -> &'static [&'static Part] {
    match kind {
        PlanKind::WorkPlan | PlanKind::ImplementationPlan | PlanKind::ActivityPlan => &[&GOALS, &STEPS, &SAFEGUARDS],
        PlanKind::EmergencyPlan => &[&ORGANISATION, &RESPONSE, &SAFEGUARDS],
        PlanKind::Guidance => &[],
    }
}

/// From how many headings on a plan is one in sections; the parts of a shorter one stand in its paragraphs.
const SECTIONS: usize = 3;

/// Parts that a plan in sections has no heading for; `title` is where its title stands.
pub fn missing(reading: &Reading, kind: PlanKind, title: &Place, findings: &mut Findings) {
    let headings: Vec<String> = reading
        .passages
        .iter()
        .filter(|passage| passage.kind == Kind::Heading)
        .map(|passage| passage.text.to_lowercase())
        .collect();
    if headings.len() < SECTIONS {
        return;
    }
    let language = usize::from(reading.language == Language::English);
    let tasks = has_table_of_tasks(reading, language);
    for part in parts_of(kind) {
        let there = headings.iter().any(|heading| part.words[language].iter().any(|word| heading.contains(word)))
            || tasks && part.name == STEPS.name;
        if !there {
            findings.push(absent(part, title.clone(), language));
        }
    }
}

/// Words at the head of a table of tasks and their terms: in Chinese, in English.
const TASK_TABLE: [&[&str]; 2] =
    [&["任务", "时限", "完成时间", "步骤", "阶段", "进度"], &["task", "time limit", "deadline", "step", "stage"]];

/// Whether a table tells tasks with their terms, by the words at its head.
fn has_table_of_tasks(reading: &Reading, language: usize) -> bool {
    let cells = reading.passages.iter().filter(|passage| passage.kind == Kind::Cell);
    let mut heads = cells.map(|cell| cell.text.to_lowercase()).filter(|cell| cell.len() <= HEAD);
    heads.any(|cell| TASK_TABLE[language].iter().any(|word| cell.contains(word)))
}

/// How many bytes the head of a column has at most.
const HEAD: usize = 24;

fn absent(part: &Part, title: Place, language: usize) -> Finding {
    let [chinese, english] = part.name;
    let heading = part.heading[language];
    let message = Said::both(format!("方案没有写{chinese}的部分"), format!("the plan has no part on its {english}"));
    let words = part.words[language].iter().take(5).map(|word| format!("`{word}`")).collect::<Vec<_>>();
    Finding::new(&MISSING_PART, title, message)
        .expected(Said::both(
            format!("应有标题含 {} 等字样", words.join("、")),
            format!("expected a heading with {} or the like", words.join(", ")),
        ))
        .help(Said::both(format!("加一节 `## {heading}`"), format!("add a section `## {heading}`")))
}

/// Where the title stands in a front matter, or else its beginning.
pub fn title_span(front: &str) -> Range<usize> {
    let line = front.find("\ntitle").map_or(0, |at| at + 1);
    line..front[line..].find('\n').map_or(front.len(), |end| line + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english};
    use crate::finding::FileId;

    #[test]
    fn a_plan_in_sections_has_its_parts() {
        let count = |reading: &Reading, kind| {
            let mut findings = Findings::default();
            missing(reading, kind, &Place { file: FileId(0), span: 0..0 }, &mut findings);
            findings.len()
        };
        let cases = [
            ("## 工作目标\n## 实施步骤\n## 保障措施\n", PlanKind::WorkPlan, 0),
            ("## 总体要求\n### 工作目标\n## 重点任务\n## 工作要求\n", PlanKind::ImplementationPlan, 0),
            ("## 总体要求\n## 检查评估\n## 附则\n", PlanKind::WorkPlan, 2),
            ("## 意义\n## 检查评估\n## 附则\n", PlanKind::WorkPlan, 3),
            ("## 总则\n## 组织体系\n## 应急响应\n## 应急保障\n", PlanKind::EmergencyPlan, 0),
            ("## 总则\n## 组织体系\n## 预警\n", PlanKind::EmergencyPlan, 2),
            ("## 聚餐\n## 出行\n## 返回\n", PlanKind::Guidance, 0),
            ("## 工作目标\n\n| 任务 | 时限 |\n|--|--|\n\n## 检查评估\n## 工作纪律\n", PlanKind::WorkPlan, 0),
            ("## 意义\n", PlanKind::WorkPlan, 0),
        ];
        for (text, kind, expected) in cases {
            assert_eq!(count(&chinese(text), kind), expected, "{text}");
        }
        assert_eq!(count(&english("## Goals\n## Steps\n## Safeguards\n"), PlanKind::ActivityPlan), 0);
        assert_eq!(count(&english("## A\n## B\n## C\n"), PlanKind::ActivityPlan), 3);
    }
}
