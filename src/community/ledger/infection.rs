//! Cases, clusters, risk levels and contacts, in counts only (plans 1, 4 and 5).
//!
//! Nothing here has a field for a person: no name, no address, no number. What plan 4 asks to post about named returnees
//! is not kept (Personal Information Protection Law, articles 25 and 28; Civil Code, article 1039).

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::{At, words};
use crate::community::ledger::{item, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

words! {
    /// The three classes of contacts of plan 1, and the kinds of returnees of plans 4 and 6.
    pub enum ContactClass {
        Close = "close" ("密切接触者", "close contacts"),
        Secondary = "secondary" ("密接的密接", "close contacts of close contacts"),
        General = "general" ("一般接触者", "general contacts"),
        KeyArea = "key_area" ("重点地区返回人员", "returnees from listed areas"),
        OtherArea = "other_area" ("其他地区返回人员", "returnees from other areas"),
        Overseas = "overseas" ("入境人员", "arrivals from abroad"),
    }
}

words! {
    /// Where people are observed.
    pub enum Observation {
        Central = "central" ("集中隔离", "central isolation"),
        Home = "home" ("居家观察", "observation at home"),
        Self_ = "self" ("自我监测", "self-monitoring"),
    }
}

words! {
    /// The setting of a cluster.
    pub enum Setting {
        School = "school" ("学校", "school"),
        Compound = "compound" ("居民小区", "residential compound"),
        Factory = "factory" ("工厂", "factory"),
        NaturalVillage = "natural_village" ("自然村", "natural village"),
        MedicalSite = "medical_site" ("医疗机构", "medical site"),
        Other = "other" ("其他小范围", "other small area"),
    }
}

words! {
    /// A level of risk, from low to high.
    pub enum RiskLevel {
        Low = "low" ("低风险", "low risk"),
        Medium = "medium" ("中风险", "medium risk"),
        High = "high" ("高风险", "high risk"),
    }
}

word_columns!(ContactClass, Observation, Setting, RiskLevel);

ledger! {
    /// How many people of a class are under observation in an area on a day. Counts only; counts under 5 are not shown.
    /// 某日某区域某类人员的观察人数。只有人数；少于 5 人的不显示具体数。
    pub struct ContactCount, ContactCountForm = "contact_count" ("隔离观察人数", "People under observation") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The day.
        /// 日期。
        date: NaiveDate = ("日期", "Date"),
        /// Of which class.
        /// 类别。
        class: ContactClass = ("类别", "Class"),
        /// Where they are observed.
        /// 观察方式。
        observed: Observation = ("观察方式", "Observed"),
        /// How many.
        /// 人数。
        people: u32 = ("人数", "People"),
        /// How many people watch over them.
        /// 监测责任人数。
        watchers: Option<u32> = ("监测责任人", "Watchers"),
        /// How many rooms they have.
        /// 房间数。
        rooms: Option<u32> = ("房间", "Rooms"),
        /// How often a day their temperature is taken.
        /// 每日测温次数。
        checks_per_day: Option<u32> = ("每日测温", "Checks a day"),
        /// Of how many days the observation is.
        /// 观察天数。
        days: u32 = ("观察天数", "Days"),
        /// How many were released.
        /// 解除人数。
        released: Option<u32> = ("解除", "Released"),
        /// How many of them after report, certificate, check-up and consent.
        /// 其中经报告、证明、体检、同意四步解除的人数。
        released_with_steps: Option<u32> = ("四步解除", "Released by four steps"),
    }
    suppressed { people, watchers, rooms, released, released_with_steps }
}

item! {
    /// The new cases of a day.
    /// 一天的新增病例数。
    pub struct CaseDay, CaseDayForm {
        /// The day.
        /// 日期。
        date: NaiveDate,
        /// New local confirmed cases; a number below nought corrects earlier days.
        /// 本土确诊新增；负数为对以前的订正。
        local: At<Exact>,
        /// New imported cases.
        /// 输入新增。
        imported: Option<u32>,
        /// New asymptomatic infections.
        /// 无症状新增。
        asymptomatic: Option<u32>,
    }
    called |day| Said::both(day.date.to_string(), day.date.to_string())
}

ledger! {
    /// The daily cases of an area, as the health authority publishes them: counts, never persons.
    /// 某区域逐日新增病例数，以卫生健康部门公布的为准：只有数，没有人。
    pub struct CaseSeries, CaseSeriesForm = "case_series" ("病例日报", "Daily cases") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Who published the numbers.
        /// 数据来源。
        source: Option<Said> = ("来源", "Source"),
        /// The days that were reported; what is not listed was not reported, which is not nought.
        /// 已报告的日子；没有列出的是未报告，不是零。
        day: Vec<CaseDay> = ("报告天数", "Days reported"),
    }
    worked out {
        local: Number ("本土确诊合计", "Local cases") = |series, _| {
            series.day.iter().fold(Exact::zero(), |sum, day| &sum + &day.local.value).into()
        },
        newest: Day ("最近一天", "Newest day") = |series, _| series.day.iter().map(|day| day.date).max().into(),
    }
    suppressed { local }
    check { one_day_once }
}

/// Complains about days that are listed twice and about numbers that are not whole.
fn one_day_once(form: &CaseSeriesForm, findings: &mut Findings) {
    let mut seen: HashMap<NaiveDate, &CaseDayForm> = HashMap::new();
    for day in &form.day {
        if let Some(first) = seen.insert(day.date, day) {
            let message = Said::both(format!("{} 写了两次", day.date), format!("{} is written twice", day.date));
            findings.push(
                Finding::new(&rules::DUPLICATE_ID, day.place.clone(), message)
                    .related(first.place.clone(), Said::both("先写在这里", "first written here"))
                    .help(Said::both("同一天只留一条", "keep one of them")),
            );
        }
        if !day.local.value.is_whole() {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    day.local.place.clone(),
                    Said::both("病例数不是整数", "the number of cases is not whole"),
                )
                .expected(Said::both("应为整数，订正写负数", "expected a whole number; a correction is negative")),
            );
        }
    }
}

ledger! {
    /// A cluster: cases that belong together in one small setting. It is declared by the disease-control body.
    /// 聚集性疫情：由疾控机构认定，带自己的病例数。
    pub struct Cluster, ClusterForm = "cluster" ("聚集性疫情", "Clusters") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The setting.
        /// 场所类别。
        setting: Setting = ("场所", "Setting"),
        /// Onset of the first case.
        /// 首例日期。
        first: NaiveDate = ("首例", "First"),
        /// Onset of the last case.
        /// 末例日期。
        last: NaiveDate = ("末例", "Last"),
        /// How many cases.
        /// 病例数。
        cases: u32 = ("病例", "Cases"),
    }
    worked out {
        days: Number ("历时（天）", "Days") = |cluster, _| {
            Exact::whole((cluster.last - cluster.first).num_days() + 1).into()
        },
    }
}

ledger! {
    /// The command's decision on the level of an area. It prevails over what the counts give, and says why.
    /// 指挥部对某区域风险等级的决定；与按数计算的结果不一致时以决定为准，须写明理由。
    pub struct LevelOrder, LevelOrderForm = "level_order" ("风险等级决定", "Decisions on risk levels") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The level.
        /// 等级。
        level: RiskLevel = ("等级", "Level"),
        /// First day.
        /// 起始日期。
        from: NaiveDate = ("起", "From"),
        /// Last day; open when there is none.
        /// 截止日期；未定则不写。
        until: Option<NaiveDate> = ("止", "Until"),
        /// Who decided.
        /// 决定机关。
        by: Id<Organisation> = ("决定机关", "Decided by"),
        /// Document number.
        /// 文号。
        document: Option<String> = ("文号", "Document"),
        /// Why.
        /// 理由。
        ground: Said = ("理由", "Ground"),
    }
}

ledger! {
    /// What applies to one topic at each level of risk.
    /// 某一事项在各风险等级下的措施。
    pub struct LevelMeasure, LevelMeasureForm = "level_measure" ("分级措施", "Measures by level") {
        /// The plan it stands in.
        /// 所属方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// What it is about.
        /// 事项。
        topic: Said = ("事项", "Topic"),
        /// At low risk.
        /// 低风险时。
        low: Option<Said> = ("低风险", "Low"),
        /// At medium risk.
        /// 中风险时。
        medium: Option<Said> = ("中风险", "Medium"),
        /// At high risk.
        /// 高风险时。
        high: Option<Said> = ("高风险", "High"),
    }
}
