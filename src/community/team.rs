//! Sunk-down teams: the eight kinds of plan 7.

use std::iter;

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names, Record};
use crate::finding::{Findings, Place};
use crate::language::Said;

words! {
    /// The eight kinds of team that plan 7, measure 9 sinks down to the communities.
    pub enum TeamKind {
        Rectification = "rectification" ("社区综合整治", "community rectification"),
        SecurityFire = "security_fire" ("社区治安消防", "community security and fire"),
        Patrol = "patrol" ("综合巡查", "comprehensive patrol"),
        WorkSafety = "work_safety" ("安监", "work-safety supervision"),
        EnvironmentWater = "environment_water" ("环水", "environment and water"),
        Transport = "transport" ("交通", "transport"),
        TrafficPolice = "traffic_police" ("交警", "traffic police"),
        MarketRegulation = "market_regulation" ("市场监管", "market regulation"),
    }
}

form! {
    /// A sunk-down team.
    /// 下沉队伍。
    pub struct TeamForm {
        /// Its id, the name of its page.
        /// 编号，即网址。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Which of the eight kinds.
        /// 八类中的哪一类。
        kind: TeamKind,
        /// The sub-district or town it works in.
        /// 所在街道或镇。
        subdistrict: Name<Area>,
        /// The communities it serves.
        /// 服务的社区。
        communities: Vec<Name<Area>>,
        /// The organisation that posts it.
        /// 派出单位。
        posted_by: Name<Organisation>,
        /// The organisation that leads its day-to-day management.
        /// 日常管理牵头单位。
        managed_by: Name<Organisation>,
        /// How many people it has.
        /// 人数。
        head_count: u32,
        /// Since when it has been sunk down.
        /// 下沉起始日期。
        since: Option<NaiveDate>,
        /// Office phone.
        /// 办公电话。
        phone: Option<String>,
    }
}

/// A sunk-down team.
#[derive(Debug)]
pub struct Team {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Which of the eight kinds.
    pub kind: TeamKind,
    /// The sub-district or town it works in.
    pub subdistrict: Id<Area>,
    /// The communities it serves.
    pub communities: Vec<Id<Area>>,
    /// Where `subdistrict` and each of `communities` are written.
    pub area_places: Vec<Place>,
    /// Who posts it.
    pub posted_by: Id<Organisation>,
    /// Who leads its day-to-day management.
    pub managed_by: Id<Organisation>,
    /// How many people it has.
    pub head_count: u32,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Office phone.
    pub phone: Option<String>,
}

impl Record for Team {
    const WORD: &'static str = "team";
    type Form = TeamForm;
}

impl Team {
    /// Looks up what the form names.
    pub fn admit(form: TeamForm, names: &Names, findings: &mut Findings) -> Option<Team> {
        let subdistrict = names.resolve(&form.subdistrict, findings);
        let communities = names.resolve_all(&form.communities, findings);
        let posted_by = names.resolve(&form.posted_by, findings);
        let managed_by = names.resolve(&form.managed_by, findings);
        Some(Team {
            key: form.id.value,
            name: form.name,
            kind: form.kind,
            subdistrict: subdistrict?,
            communities: communities?,
            area_places: iter::once(form.subdistrict.place)
                .chain(form.communities.into_iter().map(|name| name.place))
                .collect(),
            posted_by: posted_by?,
            managed_by: managed_by?,
            head_count: form.head_count,
            since: form.since,
            phone: form.phone,
        })
    }
}
