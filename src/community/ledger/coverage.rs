//! How far systems reach, and enforcement, in counts (plan 7, measures 17 to 20, 23, 24, 27, 28 and 31).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::words;
use crate::community::ledger::grids::rate;
use crate::community::ledger::{ledger, word_columns};
use crate::community::table::Id;

words! {
    /// What covers something.
    pub enum System {
        Population = "population" ("实有人口动态管控", "actual-population system"),
        Video = "video" ("公共视频监控", "public video network"),
        FireControl = "fire_control" ("智慧消防", "smart fire control"),
        DoorControl = "door_control" ("出租屋视频门禁", "video door control"),
        BuildingHeads = "building_heads" ("楼栋长", "building heads"),
        PartyOrganisation = "party_organisation" ("党组织", "Party organisations"),
        PropertyParty = "property_party" ("物业党组织", "Party organisations of property firms"),
        SocialOrganisation = "social_organisation" ("社会组织", "social organisations"),
        ModelHousehold = "model_household" ("党员示范户", "model households"),
        Vaccination = "vaccination" ("疫苗接种", "vaccination"),
    }
}

words! {
    /// Who is checked.
    pub enum Checked {
        Factory = "factory" ("工厂企业", "factories"),
        Property = "property" ("物业服务企业", "property service companies"),
        Landlord = "landlord" ("出租屋业主", "landlords"),
        Shop = "shop" ("商铺", "shops"),
        Market = "market" ("农贸市场", "markets"),
        BuildingSite = "building_site" ("工地", "building sites"),
        Other = "other" ("其他", "others"),
    }
}

word_columns!(System, Checked);

ledger! {
    /// How far a system reaches in an area: a number out of a number.
    /// 某系统在某区域的覆盖：应覆盖数和已覆盖数。
    pub struct Coverage, CoverageForm = "coverage" ("覆盖情况", "Coverage") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The system.
        /// 系统。
        system: System = ("系统", "System"),
        /// How many it is to reach.
        /// 应覆盖数。
        target: u32 = ("应覆盖", "Target"),
        /// How many it reaches.
        /// 已覆盖数。
        reached: u32 = ("已覆盖", "Reached"),
        /// The day they were counted.
        /// 统计日期。
        date: NaiveDate = ("日期", "Date"),
    }
    worked out {
        rate: Number ("覆盖率%", "Coverage %") = |coverage, _| rate(coverage.reached, coverage.target),
    }
}

ledger! {
    /// Checks of a kind of subject in a period, and what came of them.
    /// 某时期对某类主体的检查和处理。
    pub struct Enforcement, EnforcementForm = "enforcement" ("执法检查", "Enforcement") {
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Who was checked.
        /// 对象。
        kind: Checked = ("对象", "Checked"),
        /// The period: `2026-Q3`.
        /// 时期：`2026-Q3`。
        period: String = ("时期", "Period"),
        /// How many were checked.
        /// 检查数。
        checked: u32 = ("检查", "Checks"),
        /// How many put things right.
        /// 整改数。
        corrected: u32 = ("整改", "Put right"),
        /// How many were punished.
        /// 处罚数。
        punished: u32 = ("处罚", "Punished"),
    }
}
