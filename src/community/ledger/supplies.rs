//! Supplies, preparedness and funds (plan 5, parts 4 and 6; plan 6, household stock; plan 7, measure 4).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::{At, words};
use crate::community::ledger::{Datum, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

words! {
    /// Whose stock it is.
    pub enum StockKind {
        Institution = "institution" ("单位储备", "institution"),
        Household = "household" ("家庭储备（建议量）", "household (recommended)"),
    }
}

words! {
    /// What sort of institution.
    pub enum InstitutionKind {
        School = "school" ("学校（托幼机构）", "school or nursery"),
        CareHome = "care_home" ("养老机构", "care home"),
        Health = "health" ("医疗卫生机构", "health body"),
        Enterprise = "enterprise" ("企业", "enterprise"),
        Other = "other" ("其他单位", "other"),
    }
}

word_columns!(StockKind, InstitutionKind);

ledger! {
    /// The stock of one item, and what is used of it a day at full load.
    /// 一种物资的库存和满负荷每日用量。
    pub struct Stock, StockForm = "stock" ("物资储备", "Stocks") {
        /// The item.
        /// 物资。
        item: Said = ("物资", "Item"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Who holds it.
        /// 储备单位。
        holder: Option<Id<Organisation>> = ("储备单位", "Holder"),
        /// Whose stock it is.
        /// 类别。
        kind: StockKind = ("类别", "Kind"),
        /// How much there is.
        /// 数量。
        quantity: Exact = ("数量", "Quantity"),
        /// The unit.
        /// 单位。
        unit: Said = ("单位", "Unit"),
        /// What is used a day at full load.
        /// 满负荷每日用量。
        per_day: Exact = ("每日用量", "Used a day"),
        /// The day it was counted.
        /// 盘点日期。
        counted: NaiveDate = ("盘点日期", "Counted"),
    }
    worked out {
        days: Number ("可用天数", "Days of cover") = |stock, _| stock.quantity.checked_div(&stock.per_day).into(),
    }
}

ledger! {
    /// The five haves of an institution: guide, responsible office, stock, medical support, observation room.
    /// 一个单位的“五有”：有指南、有制度和专人、有储备、有医疗支持、有观察室。
    pub struct Preparedness, PreparednessForm = "preparedness" ("“五有”准备", "The five haves") {
        /// The institution.
        /// 单位。
        name: Said = ("单位", "Institution"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// What sort.
        /// 类别。
        kind: InstitutionKind = ("类别", "Kind"),
        /// A guide.
        /// 有防控指南。
        guide: bool = ("有指南", "Guide"),
        /// A system, and an office in charge.
        /// 有防控管理制度和责任岗位。
        responsible: bool = ("有制度和责任岗位", "Responsible office"),
        /// A stock.
        /// 有适量防护物资储备。
        stock: bool = ("有储备", "Stock"),
        /// Medical support.
        /// 有属地医疗卫生力量支持。
        medical_support: bool = ("有医疗支持", "Medical support"),
        /// An observation room, and a way of transfer.
        /// 有隔离观察室和转运安排。
        observation_room: bool = ("有观察室和转运安排", "Observation room"),
    }
}

ledger! {
    /// How many enterprises of a class there are in an area, and how many work.
    /// 某区域某类企业的数量和开工数。
    pub struct EnterpriseClass, EnterpriseClassForm = "enterprise_class" ("企业分类", "Classes of enterprises") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The class, 1 to 4.
        /// 类别，1 至 4。
        class: At<u32> = ("类别", "Class"),
        /// How many enterprises.
        /// 企业数。
        enterprises: u32 = ("企业", "Enterprises"),
        /// How many of them work.
        /// 开工数。
        working: u32 = ("开工", "Working"),
        /// The day they were counted.
        /// 统计日期。
        date: NaiveDate = ("日期", "Date"),
    }
    check { class_is_known }
}

fn class_is_known(form: &EnterpriseClassForm, findings: &mut Findings) {
    if !(1..=4).contains(&form.class.value) {
        findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                form.class.place.clone(),
                Said::both(
                    format!("没有第 {} 类企业", form.class.value),
                    format!("there is no class {} of enterprises", form.class.value),
                ),
            )
            .expected(Said::both("应为 1 到 4", "expected 1 to 4")),
        );
    }
}

ledger! {
    /// A line of the funds ledger.
    /// 资金台账的一笔。
    pub struct Fund, FundForm = "fund" ("资金台账", "Funds") {
        /// What it is for.
        /// 用途。
        name: Said = ("用途", "Purpose"),
        /// The plan it serves.
        /// 所属方案。
        plan: Option<Id<Plan>> = ("方案", "Plan"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Where the money comes from.
        /// 来源。
        source: Said = ("来源", "Source"),
        /// The budget, in yuan.
        /// 预算，元。
        budget: Exact = ("预算（元）", "Budget (yuan)"),
        /// What was spent, in yuan.
        /// 支出，元。
        spent: Exact = ("支出（元）", "Spent (yuan)"),
        /// The day of the account.
        /// 截止日期。
        date: NaiveDate = ("截止日期", "Date"),
        /// When it was audited.
        /// 审计日期。
        audited: Option<NaiveDate> = ("审计日期", "Audited"),
    }
    worked out {
        left: Number ("结余（元）", "Left (yuan)") = |fund, _| Datum::Number(&fund.budget - &fund.spent),
    }
}
