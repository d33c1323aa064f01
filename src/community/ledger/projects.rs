//! Micro-projects, decisions, visits and activities (plan 7, measures 2, 8, 25, 26, 30 and 32).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::words;
use crate::community::ledger::{Datum, ledger, word_columns};
use crate::community::table::Id;
use crate::exact::Exact;
use crate::language::Said;

words! {
    /// The five kinds of people who visit, and others (plan 7, measure 30).
    pub enum Visitor {
        DistrictOfficial = "district_official" ("区处级以上干部", "district officials"),
        PartyDelegate = "party_delegate" ("党代表", "Party delegates"),
        CongressDeputy = "congress_deputy" ("人大代表", "people's congress deputies"),
        CppccMember = "cppcc_member" ("政协委员", "CPPCC members"),
        SubdistrictOfficial = "subdistrict_official" ("街道正科级以上干部", "sub-district officials"),
        Other = "other" ("其他力量", "others"),
    }
}

words! {
    /// What sort of activity.
    pub enum ActivityKind {
        Training = "training" ("培训", "training"),
        Course = "course" ("社区党校课程", "Party school course"),
        Council = "council" ("居民议事会", "residents' council"),
        Mediation = "mediation" ("调解", "mediation"),
        NeighbourDay = "neighbour_day" ("邻里活动", "neighbour day"),
        Study = "study" ("理论学习", "study"),
        Volunteering = "volunteering" ("志愿服务", "volunteering"),
        Patrol = "patrol" ("联合巡查", "joint patrol"),
        Drill = "drill" ("演练", "drill"),
        Other = "other" ("其他", "other"),
    }
}

words! {
    /// How far a micro-project is (plan 7, measure 32).
    pub enum ProjectStage {
        Collected = "collected" ("征集", "collected"),
        Reviewed = "reviewed" ("评议", "reviewed"),
        Decided = "decided" ("确定", "decided"),
        Started = "started" ("实施", "carried out"),
        Accepted = "accepted" ("验收", "accepted"),
    }
}

word_columns!(Visitor, ActivityKind, ProjectStage);

ledger! {
    /// A livelihood micro-project.
    /// 民生微实事项目。
    pub struct Project, ProjectForm = "project" ("民生微实事", "Micro-projects") {
        /// Its name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// Its cost, in yuan.
        /// 费用，元。
        cost: Exact = ("费用（元）", "Cost (yuan)"),
        /// When it was collected.
        /// 征集日期。
        collected: NaiveDate = ("征集", "Collected"),
        /// When residents reviewed it.
        /// 评议日期。
        reviewed: Option<NaiveDate> = ("评议", "Reviewed"),
        /// When it was decided.
        /// 确定日期。
        decided: Option<NaiveDate> = ("确定", "Decided"),
        /// When work began.
        /// 实施日期。
        started: Option<NaiveDate> = ("实施", "Started"),
        /// When it was accepted.
        /// 验收日期。
        accepted: Option<NaiveDate> = ("验收", "Accepted"),
        /// Votes for it at the review.
        /// 评议赞成票。
        votes_for: Option<u32> = ("赞成票", "Votes for"),
        /// Votes cast.
        /// 评议总票数。
        votes: Option<u32> = ("总票数", "Votes"),
        /// What shows it.
        /// 佐证。
        evidence: Option<Said> = ("佐证", "Evidence"),
    }
    worked out {
        stage: Word ("阶段", "Stage") = |project, _| crate::community::ledger::Column::datum(&project.stage()),
    }
}

impl Project {
    /// How far it is.
    pub fn stage(&self) -> ProjectStage {
        let reached = [
            (self.accepted, ProjectStage::Accepted),
            (self.started, ProjectStage::Started),
            (self.decided, ProjectStage::Decided),
            (self.reviewed, ProjectStage::Reviewed),
        ];
        let newest = reached.into_iter().find(|(day, _)| day.is_some());
        newest.map_or(ProjectStage::Collected, |(_, stage)| stage)
    }
}

ledger! {
    /// A decision by the four deliberations and two postings.
    /// 一次“四议两公开”决策。
    pub struct Decision, DecisionForm = "decision" ("“四议两公开”决策", "Decisions") {
        /// What was decided.
        /// 事项。
        name: Said = ("事项", "Matter"),
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// Proposed by the Party committee.
        /// 党委提议。
        proposed: NaiveDate = ("提议", "Proposed"),
        /// Discussed by the two committees.
        /// “两委”商议。
        consulted: Option<NaiveDate> = ("商议", "Consulted"),
        /// Considered by the meeting of Party members.
        /// 党员大会审议。
        considered: Option<NaiveDate> = ("审议", "Considered"),
        /// Voted by residents or their delegates.
        /// 居民会议决议。
        voted: Option<NaiveDate> = ("决议", "Voted"),
        /// When the decision was posted.
        /// 决议公开。
        decision_posted: Option<NaiveDate> = ("决议公开", "Decision posted"),
        /// When the outcome was posted.
        /// 实施结果公开。
        result_posted: Option<NaiveDate> = ("结果公开", "Outcome posted"),
    }
}

ledger! {
    /// Visits of a kind of people to a community in a month.
    /// 某月某类人员进社区的次数。
    pub struct Visit, VisitForm = "visit" ("“五员”进社区", "Visits") {
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// The month: `2026-10`.
        /// 月份：`2026-10`。
        period: String = ("月份", "Month"),
        /// Who visited.
        /// 人员类别。
        kind: Visitor = ("人员", "Visitors"),
        /// How many visits.
        /// 进社区次数。
        visits: u32 = ("次数", "Visits"),
        /// How many matters were raised.
        /// 收集意见数。
        feedback: u32 = ("收集意见", "Matters raised"),
        /// How many of them were answered.
        /// 已答复数。
        answered: u32 = ("已答复", "Answered"),
    }
}

ledger! {
    /// An activity: a training, a course, a council, a mediation.
    /// 一次活动：培训、课程、议事、调解等。
    pub struct Activity, ActivityForm = "activity" ("活动记录", "Activities") {
        /// What it was.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// What sort.
        /// 类别。
        kind: ActivityKind = ("类别", "Kind"),
        /// The day.
        /// 日期。
        date: NaiveDate = ("日期", "Date"),
        /// How many took part.
        /// 参加人数。
        people: Option<u32> = ("人数", "People"),
    }
    worked out {
        any: Truth ("有人参加", "Attended") = |activity, _| Datum::Truth(activity.people.is_some_and(|people| people > 0)),
    }
}
