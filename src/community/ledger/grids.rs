//! Grids, their monthly counts in the formulas of the field, failed re-checks, platforms (plan 7, measures 13 to 16).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::words;
use crate::community::ledger::{Datum, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::table::Id;
use crate::exact::Exact;
use crate::language::Said;

words! {
    /// Base grids, and the networks that stand on top of them (plan 7, measure 13).
    pub enum GridKind {
        Base = "base" ("基础网格", "base grid"),
        Exclusive = "exclusive" ("专属网格", "exclusive grid"),
        Police = "police" ("警格", "police grid"),
        WorkSafety = "work_safety" ("安格", "work-safety grid"),
        Traffic = "traffic" ("交格", "traffic grid"),
        EnvironmentWater = "environment_water" ("环水格", "environment and water grid"),
        Market = "market" ("市监格", "market grid"),
        Cleaning = "cleaning" ("洁格", "cleaning grid"),
    }
}

word_columns!(GridKind);

ledger! {
    /// A grid of a community.
    /// 社区网格。
    pub struct Grid, GridForm = "grid" ("网格", "Grids") {
        /// Its name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// Its code.
        /// 编码。
        code: String = ("编码", "Code"),
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// What sort.
        /// 类型。
        kind: GridKind = ("类型", "Kind"),
        /// Its bounds, in words.
        /// 四至范围。
        bounds: Option<Said> = ("范围", "Bounds"),
        /// Households.
        /// 户数。
        households: Option<u32> = ("户数", "Households"),
        /// People, rounded.
        /// 人数（取整）。
        people: Option<u32> = ("人数", "People"),
        /// Office phone.
        /// 办公电话。
        phone: Option<String> = ("电话", "Phone"),
    }
}

ledger! {
    /// The counts of a month of a community's grid work.
    /// 社区网格一个月的事件统计。
    pub struct GridReport, GridReportForm = "grid_report" ("网格事件月报", "Grid reports") {
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// The month: `2026-10`.
        /// 月份：`2026-10`。
        period: String = ("月份", "Month"),
        /// Reported.
        /// 上报。
        reported: u32 = ("上报", "Reported"),
        /// Accepted.
        /// 受理。
        accepted: u32 = ("受理", "Accepted"),
        /// Filed.
        /// 立案。
        filed: u32 = ("立案", "Filed"),
        /// Due to be closed.
        /// 应结案。
        due: u32 = ("应结案", "Due"),
        /// Deferred.
        /// 缓办。
        deferred: u32 = ("缓办", "Deferred"),
        /// Closed.
        /// 结案。
        closed: u32 = ("结案", "Closed"),
        /// Closed on time.
        /// 按期结案。
        closed_on_time: u32 = ("按期结案", "Closed on time"),
        /// Urgent ones due.
        /// 紧急应结案。
        urgent_due: u32 = ("紧急应结案", "Urgent due"),
        /// Urgent ones closed.
        /// 紧急结案。
        urgent_closed: u32 = ("紧急结案", "Urgent closed"),
        /// Extended.
        /// 延期。
        extended: u32 = ("延期", "Extended"),
        /// Re-checked.
        /// 核查。
        rechecked: u32 = ("核查", "Re-checked"),
        /// Passed the first re-check.
        /// 首次核查通过。
        passed_first: u32 = ("首次通过", "Passed at once"),
        /// Failed a re-check.
        /// 核查不通过。
        failed_recheck: u32 = ("返工", "Sent back"),
        /// Satisfied replies.
        /// 满意。
        satisfied: u32 = ("满意", "Satisfied"),
        /// Valid replies.
        /// 有效评价。
        replies: u32 = ("有效评价", "Replies"),
    }
    worked out {
        closing_rate: Number ("结案率%", "Closing rate %") = |report, _| {
            rate(report.closed, report.due.saturating_sub(report.deferred))
        },
        on_time_rate: Number ("按期结案率%", "On-time rate %") = |report, _| {
            rate(report.closed_on_time, report.due.saturating_sub(report.deferred))
        },
        urgent_rate: Number ("紧急结案率%", "Urgent rate %") = |report, _| {
            rate(report.urgent_closed, report.urgent_due)
        },
        rework_rate: Number ("返工率%", "Rework rate %") = |report, _| rate(report.failed_recheck, report.closed),
        extension_rate: Number ("延期率%", "Extension rate %") = |report, _| rate(report.extended, report.due),
        filing_rate: Number ("立案率%", "Filing rate %") = |report, _| rate(report.filed, report.accepted),
        pass_rate: Number ("核查通过率%", "Pass rate %") = |report, _| rate(report.passed_first, report.rechecked),
        satisfaction: Number ("满意率%", "Satisfaction %") = |report, _| rate(report.satisfied, report.replies),
    }
}

/// Parts of a whole in per cent; nothing, not nought, of a whole of nought.
pub fn rate(part: u32, whole: u32) -> Datum {
    let [part, whole] = [part, whole].map(|count| Exact::whole(i64::from(count)));
    (&part * &Exact::whole(100)).checked_div(&whole).into()
}

ledger! {
    /// A case whose re-check failed: whose, how often, and what followed.
    /// 复核不通过的事件：责任单位、次数和后续处理。
    pub struct EventCase, EventCaseForm = "event_case" ("复核不通过事件", "Failed re-checks") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The unit that handles it.
        /// 责任单位。
        unit: Id<Organisation> = ("责任单位", "Unit"),
        /// What it is about.
        /// 事件类别。
        category: Said = ("类别", "Category"),
        /// The day it was reported.
        /// 上报日期。
        date: NaiveDate = ("日期", "Date"),
        /// How many re-checks failed.
        /// 复核不通过次数。
        failed_rechecks: u32 = ("不通过次数", "Failed re-checks"),
        /// Whether it is supervised with a deadline.
        /// 是否限期督办。
        supervised: bool = ("限期督办", "Supervised"),
        /// Whether it counts in the unit's performance.
        /// 是否计入绩效。
        in_performance: bool = ("计入绩效", "In performance"),
        /// When it was closed.
        /// 结案日期。
        closed: Option<NaiveDate> = ("结案日期", "Closed"),
    }
    worked out {
        followed: Truth ("已督办并计入绩效", "Supervised and counted") = |case, _| {
            Datum::Truth(case.supervised && case.in_performance)
        },
    }
}

ledger! {
    /// The governance platform of a community: rooms, duty, staff.
    /// 社区综治平台：用房、值守、人员。
    pub struct Platform, PlatformForm = "platform" ("综治平台", "Governance platforms") {
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// Square metres.
        /// 面积，平方米。
        square_metres: Exact = ("面积（㎡）", "Area (m²)"),
        /// Hours of duty a day in the control centre.
        /// 指挥中心每日值守时数。
        duty_hours: u32 = ("每日值守小时", "Hours a day"),
        /// Police rooms.
        /// 警务室。
        police_rooms: u32 = ("警务室", "Police rooms"),
        /// Legal advisers.
        /// 法律顾问。
        lawyers: u32 = ("法律顾问", "Legal advisers"),
        /// Counsellors.
        /// 心理咨询师。
        counsellors: u32 = ("心理咨询师", "Counsellors"),
        /// Drug-control social workers.
        /// 禁毒社工。
        drug_workers: u32 = ("禁毒社工", "Drug-control social workers"),
        /// General offices.
        /// 综合办。
        offices: u32 = ("综合办", "Offices"),
        /// Platforms.
        /// 平台。
        platforms: u32 = ("平台", "Platforms"),
        /// Functions.
        /// 职能。
        functions: u32 = ("职能", "Functions"),
    }
}
