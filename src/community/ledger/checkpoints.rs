//! Checkpoints, and points that serve a place (plan 4, parts 3, 6 and 7).

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::form::words;
use crate::community::ledger::{Datum, ledger, word_columns};
use crate::community::register::Community;
use crate::community::table::Id;
use crate::exact::Exact;
use crate::language::Said;

words! {
    /// Who sets a checkpoint up.
    pub enum CheckpointKind {
        Township = "township" ("乡级检测点", "of a township"),
        Shared = "shared" ("交界共设检测点", "shared at a border"),
        Village = "village" ("村级检测点", "of a village"),
    }
}

words! {
    /// What a point is for.
    pub enum ServicePointKind {
        MaskBin = "mask_bin" ("废弃口罩投放点", "drop point for used masks"),
        PickUp = "pick_up" ("物资提货点", "pick-up point for goods"),
        HandRub = "hand_rub" ("手消毒点", "hand rub"),
        NoticeBoard = "notice_board" ("公示栏", "notice board"),
        Supply = "supply" ("物资供应点", "supply point"),
    }
}

word_columns!(CheckpointKind, ServicePointKind);

ledger! {
    /// A checkpoint on a road.
    /// 道路检测点（卡口）。
    pub struct Checkpoint, CheckpointForm = "checkpoint" ("检测点", "Checkpoints") {
        /// Its name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// Who sets it up.
        /// 类别。
        kind: CheckpointKind = ("类别", "Kind"),
        /// The town it stands in.
        /// 所在乡镇。
        town: Id<Area> = ("乡镇", "Town"),
        /// Of a shared one: the town on the other side.
        /// 交界共设：另一侧的乡镇。
        other_town: Option<Id<Area>> = ("相邻乡镇", "Neighbouring town"),
        /// Of a village one: the village.
        /// 村级：所在行政村。
        village: Option<Id<Area>> = ("村", "Village"),
        /// Of a village one: the natural village whose entrance it keeps.
        /// 村级：所守出入口的自然村。
        natural_village: Option<Said> = ("自然村", "Natural village"),
        /// The road.
        /// 道路。
        road: Said = ("道路", "Road"),
        /// Hours a day at which it is staffed.
        /// 每日值守时数。
        hours: u32 = ("每日小时", "Hours a day"),
        /// Since when.
        /// 设置日期。
        since: Option<NaiveDate> = ("设置日期", "Since"),
    }
    worked out {
        border: Name ("交界", "Border") = border,
        doubled: Truth ("道路上已有乡级点", "Township point on the same road") = doubled,
    }
}

/// The two towns of a shared checkpoint, in one order whichever side wrote it.
fn border(checkpoint: &Checkpoint, community: &Community) -> Datum {
    let Some(other) = checkpoint.other_town else { return Datum::Nothing };
    let mut towns = [checkpoint.town, other].map(|town| community.areas.get(town).map(|area| &area.name));
    towns.sort_by_key(|name| name.map(|name| name.text(crate::language::Language::Chinese).to_owned()));
    let [Some(one), Some(two)] = towns else { return Datum::Nothing };
    let both = |language| format!("{} – {}", one.text(language), two.text(language));
    Datum::Text(Said::both(both(crate::language::Language::Chinese), both(crate::language::Language::English)))
}

/// Whether a village checkpoint stands on a road that has one of the same town already.
fn doubled(checkpoint: &Checkpoint, community: &Community) -> Datum {
    let same_road = |other: &Checkpoint| {
        other.kind == CheckpointKind::Township && other.town == checkpoint.town && other.road == checkpoint.road
    };
    let doubled =
        checkpoint.kind == CheckpointKind::Village && community.checkpoints.iter().any(|(_, other)| same_road(other));
    Datum::Truth(doubled)
}

ledger! {
    /// Points of one kind that serve a village or community, and how many it needs.
    /// 村（社区）内同类便民点的数量和应设数量。
    pub struct ServicePoint, ServicePointForm = "service_point" ("便民防疫点", "Service points") {
        /// Their name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The village or community.
        /// 所在村（社区）。
        area: Id<Area> = ("村（社区）", "Village or community"),
        /// What they are for.
        /// 类别。
        kind: ServicePointKind = ("类别", "Kind"),
        /// How many there are.
        /// 已设数量。
        points: u32 = ("已设", "Points"),
        /// How many are needed: villagers' groups, entrances.
        /// 应设数量，如村民小组数、出入口数。
        needed: u32 = ("应设", "Needed"),
    }
    worked out {
        lacking: Number ("缺", "Lacking") = |one, _| {
            Datum::Number(Exact::whole(i64::from(one.needed.saturating_sub(one.points))))
        },
    }
}
