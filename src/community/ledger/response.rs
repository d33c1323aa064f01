//! Responses to cases: measures and end conditions as dated checklists (plan 1).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::words;
use crate::community::ledger::{item, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::language::Said;

words! {
    /// The tiers of plan 1.
    pub enum ResponseTier {
        Sporadic = "sporadic" ("散发病例处置", "sporadic cases"),
        Clustered = "clustered" ("聚集性病例处置", "clustered cases"),
    }
}

word_columns!(ResponseTier);

item! {
    /// A measure of a response.
    /// 一项处置措施。
    pub struct ResponseMeasure, ResponseMeasureForm {
        /// What is done.
        /// 措施。
        name: Said,
        /// When it was done.
        /// 完成日期。
        done: Option<NaiveDate>,
        /// A remark.
        /// 说明。
        note: Option<Said>,
    }
    called |measure| measure.name.clone()
}

item! {
    /// A condition for the end of a response.
    /// 一项终止条件。
    pub struct EndCondition, EndConditionForm {
        /// What must hold.
        /// 条件。
        name: Said,
        /// When it was met.
        /// 满足日期。
        met: Option<NaiveDate>,
    }
    called |condition| condition.name.clone()
}

ledger! {
    /// A response to cases in an area: counts and dates, never persons.
    /// 一次疫情响应：只有数和日期，没有人。
    pub struct Response, ResponseForm = "response" ("疫情响应", "Responses") {
        /// What it is called.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The plan it follows.
        /// 依据的方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Its tier.
        /// 响应类别。
        tier: ResponseTier = ("类别", "Tier"),
        /// When it began.
        /// 启动日期。
        began: NaiveDate = ("启动", "Began"),
        /// When it was reported.
        /// 报告日期。
        reported: NaiveDate = ("报告", "Reported"),
        /// To whom.
        /// 报告对象。
        reported_to: Id<Organisation> = ("报告对象", "Reported to"),
        /// Its measures.
        /// 处置措施。
        measure: Vec<ResponseMeasure> = ("处置措施", "Measures"),
        /// The conditions for its end.
        /// 终止条件。
        condition: Vec<EndCondition> = ("终止条件", "End conditions"),
        /// When experts assessed it.
        /// 专家评估日期。
        assessed: Option<NaiveDate> = ("专家评估", "Assessed"),
        /// Who assessed it.
        /// 评估单位。
        assessed_by: Option<Id<Organisation>> = ("评估单位", "Assessed by"),
        /// When its end was decided.
        /// 决定终止日期。
        decided: Option<NaiveDate> = ("决定终止", "End decided"),
        /// Who decided.
        /// 决定机关。
        decided_by: Option<Id<Organisation>> = ("决定机关", "Decided by"),
        /// Document number of the decision.
        /// 决定文号。
        document: Option<String> = ("文号", "Document"),
    }
    worked out {
        measures: Number ("措施数", "Number of measures") = |response, _| response.measure.len().into(),
        measures_done: Number ("已完成措施", "Measures done") = |response, _| {
            response.measure.iter().filter(|measure| measure.done.is_some()).count().into()
        },
        conditions: Number ("条件数", "Number of conditions") = |response, _| response.condition.len().into(),
        conditions_met: Number ("已满足条件", "Conditions met") = |response, _| {
            response.condition.iter().filter(|condition| condition.met.is_some()).count().into()
        },
        all_met: Day ("全部条件满足", "All conditions met") = |response, _| {
            let met: Option<Vec<NaiveDate>> = response.condition.iter().map(|condition| condition.met).collect();
            met.and_then(|days| days.into_iter().max()).into()
        },
    }
}
