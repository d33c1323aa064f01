//! The measures of a plan as tasks, duty lists, posts (plan 7).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::{At, words};
use crate::community::ledger::{item, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

words! {
    /// How far a task is.
    pub enum TaskState {
        NotBegun = "not_begun" ("未开始", "not begun"),
        UnderWay = "under_way" ("进行中", "under way"),
        Done = "done" ("已完成", "done"),
    }
}

words! {
    /// Whose duties are listed.
    pub enum DutyHolder {
        CollectiveCompany = "collective_company" ("股份合作公司", "joint-stock company"),
        Factory = "factory" ("工厂企业", "factory"),
        Property = "property" ("物业服务企业", "property service company"),
        Landlord = "landlord" ("出租屋业主", "landlord"),
        BuildingHead = "building_head" ("楼栋长", "building head"),
        Tenant = "tenant" ("租户", "tenant"),
        Shop = "shop" ("商铺", "shop"),
        Cleaner = "cleaner" ("环卫单位", "cleaning company"),
        Community = "community" ("社区党委", "community Party committee"),
    }
}

words! {
    /// Classes of posts of full-time community workers.
    pub enum PostClass {
        Head = "head" ("正职", "head"),
        Lead = "lead" ("主管", "lead"),
        Support = "support" ("辅助", "support"),
    }
}

word_columns!(TaskState, DutyHolder, PostClass);

item! {
    /// A record that shows that something was done.
    /// 一条佐证。
    pub struct Evidence, EvidenceForm {
        /// What it is.
        /// 名称。
        title: Said,
        /// Where it is: `plan:…`, `notice:…`, `ledger:grid`, `festival:…`, `page:…`, `area:…`.
        /// 链接：`plan:…`、`notice:…`、`ledger:grid`、`festival:…`、`page:…`、`area:…`。
        link: Option<At<String>>,
    }
    called |evidence| evidence.title.clone()
}

item! {
    /// A step on the way.
    /// 一次进展。
    pub struct Step, StepForm {
        /// The day.
        /// 日期。
        date: NaiveDate,
        /// What was done.
        /// 进展。
        text: Said,
    }
    called |step| step.text.clone()
}

ledger! {
    /// A measure of a plan as a task: who leads, who helps, by when, how far.
    /// 方案的一项措施：牵头单位、配合单位、时限、进展。
    pub struct Measure, MeasureForm = "measure" ("任务措施", "Measures") {
        /// The plan.
        /// 所属方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// Its number in the plan.
        /// 序号。
        number: u32 = ("序号", "No."),
        /// The block it stands in.
        /// 所属部分。
        block: Said = ("部分", "Block"),
        /// What is to be done.
        /// 工作任务。
        name: Said = ("工作任务", "Task"),
        /// Who leads.
        /// 牵头单位。
        lead: Id<Organisation> = ("牵头单位", "Lead"),
        /// Who helps.
        /// 配合单位。
        partners: Vec<Id<Organisation>> = ("配合单位", "Partners"),
        /// By when.
        /// 完成时限。
        deadline: NaiveDate = ("完成时限", "Deadline"),
        /// How far it is.
        /// 状态。
        state: TaskState = ("状态", "State"),
        /// Progress in per cent.
        /// 进度，百分比。
        progress: At<u32> = ("进度%", "Progress %"),
        /// What shows it.
        /// 佐证。
        evidence: Vec<Evidence> = ("佐证", "Evidence"),
        /// Steps on the way.
        /// 进展记录。
        step: Vec<Step> = ("进展记录", "Steps"),
    }
    check { progress_fits }
}

/// Progress is at most 100, and a task is done exactly when it is 100.
fn progress_fits(form: &MeasureForm, findings: &mut Findings) {
    let progress = form.progress.value;
    let fits = match form.state {
        TaskState::Done => progress == 100,
        TaskState::NotBegun => progress == 0,
        TaskState::UnderWay => progress < 100,
    };
    if !fits {
        let state = form.state;
        findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                form.progress.place.clone(),
                Said::both(
                    format!("进度 {progress}% 与状态 `{}` 不符", state.word()),
                    format!("progress {progress} % does not fit the state `{}`", state.word()),
                ),
            )
            .expected(Said::both(
                "未开始为 0，进行中小于 100，已完成为 100",
                "expected 0 for not_begun, under 100 for under_way, 100 for done",
            )),
        );
    }
}

ledger! {
    /// The duty list of a responsible subject.
    /// 责任主体的履责清单。
    pub struct Duty, DutyForm = "duty" ("履责清单", "Duty lists") {
        /// What it is called.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The plan.
        /// 所属方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// Whose duties.
        /// 责任主体。
        kind: DutyHolder = ("责任主体", "Subject"),
        /// The area.
        /// 区域。
        area: Option<Id<Area>> = ("区域", "Area"),
        /// When it was posted.
        /// 公示日期。
        posted: Option<NaiveDate> = ("公示日期", "Posted"),
        /// The duties.
        /// 职责。
        item: Vec<crate::community::ledger::bodies::UnitDuty> = ("职责", "Duties"),
    }
}

ledger! {
    /// The posts of full-time workers of a community, by class.
    /// 社区专职工作者岗位，按类别。
    pub struct Post, PostForm = "post" ("专职岗位", "Posts") {
        /// The community.
        /// 社区。
        area: Id<Area> = ("社区", "Community"),
        /// The class.
        /// 类别。
        class: PostClass = ("类别", "Class"),
        /// How many are planned.
        /// 核定数。
        planned: u32 = ("核定", "Planned"),
        /// How many are filled.
        /// 在岗数。
        filled: u32 = ("在岗", "Filled"),
    }
}
