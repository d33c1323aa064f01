//! Village service teams and duty shifts (plan 4, parts 1 and 3; plan 5, part 4).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::ledger::{Datum, item, ledger};
use crate::community::organisation::Organisation;
use crate::community::table::Id;
use crate::language::Said;

item! {
    /// A group of a service team.
    /// 工作服务队的一个小组。
    pub struct TeamGroup, TeamGroupForm {
        /// Its name.
        /// 名称。
        name: Said,
        /// How many people it has.
        /// 人数。
        people: u32,
        /// Whether a Party member leads it.
        /// 组长是否为党员。
        led_by_member: bool,
    }
    called |group| group.name.clone()
}

ledger! {
    /// The work service team of a village or community.
    /// 村（社区）工作服务队。
    pub struct ServiceTeam, ServiceTeamForm = "service_team" ("工作服务队", "Service teams") {
        /// Its name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The village or community it serves.
        /// 所在村（社区）。
        area: Id<Area> = ("村（社区）", "Village or community"),
        /// How many people it has.
        /// 人数。
        people: u32 = ("人数", "People"),
        /// Its groups.
        /// 小组。
        group: Vec<TeamGroup> = ("小组", "Groups"),
    }
    worked out {
        groups: Number ("组数", "Number of groups") = |team, _| team.group.len().into(),
        groups_led: Number ("党员任组长的组数", "Groups led by Party members") = |team, _| {
            team.group.iter().filter(|group| group.led_by_member).count().into()
        },
        all_led: Truth ("组长均为党员", "All led by Party members") = |team, _| {
            Datum::Truth(!team.group.is_empty() && team.group.iter().all(|group| group.led_by_member))
        },
    }
}

ledger! {
    /// A post on duty: an office and its phone, never a person.
    /// 值班安排：只写岗位和办公电话，不写个人。
    pub struct Shift, ShiftForm = "shift" ("值班安排", "Duty shifts") {
        /// The area it is for.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// The office on duty.
        /// 值班单位。
        office: Id<Organisation> = ("值班单位", "Office"),
        /// The post.
        /// 岗位。
        post: Said = ("岗位", "Post"),
        /// First day.
        /// 起始日期。
        from: NaiveDate = ("起", "From"),
        /// Last day.
        /// 截止日期。
        until: NaiveDate = ("止", "Until"),
        /// Hours a day.
        /// 每日时数。
        hours: u32 = ("每日小时", "Hours a day"),
        /// Office phone.
        /// 办公电话。
        phone: Option<String> = ("电话", "Phone"),
    }
}
