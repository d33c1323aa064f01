//! Areas: city, districts and counties, sub-districts and towns, communities and villages.

use crate::community::form::{At, Key, Name, Year, form, words};
use crate::community::table::{Id, Names, Record, Table};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

words! {
    /// The level of an area, from the top down.
    pub enum Level {
        City = "city" ("市", "city"),
        District = "district" ("区", "district"),
        County = "county" ("县", "county"),
        Subdistrict = "subdistrict" ("街道", "sub-district"),
        Town = "town" ("镇", "town"),
        Community = "community" ("社区", "community"),
        Village = "village" ("村", "village"),
    }
}

impl Level {
    /// 0 for the city, 3 for communities and villages.
    pub fn depth(self) -> u8 {
        match self {
            Level::City => 0,
            Level::District | Level::County => 1,
            Level::Subdistrict | Level::Town => 2,
            Level::Community | Level::Village => 3,
        }
    }
}

words! {
    /// The level at which something is recognised as a demonstration.
    pub enum Tier {
        Province = "province" ("省级", "Province level"),
        City = "city" ("市级", "City level"),
        County = "county" ("县级", "County level"),
    }
}

form! {
    /// A city, district, county, sub-district, town, community or village.
    /// 市、区县、街道乡镇、社区或村。
    pub struct AreaForm {
        /// Its id, which is part of addresses.
        /// 编号，用在网址里。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Its level.
        /// 级别。
        level: At<Level>,
        /// The area it lies in; only a city has none.
        /// 上级区域；只有市没有。
        parent: Option<Name<Area>>,
        /// Statistical code of 12 digits: 6 for the county, 3 for the street, 3 for the community.
        /// 12 位统计用区划代码：县 6 位、街道 3 位、社区 3 位。
        code: Option<At<String>>,
        /// Demonstration-community status by level and year.
        /// 示范社区称号，按级别和年份。
        demonstration: Vec<StatusForm>,
    }
}

form! {
    /// Demonstration status of an area.
    /// 区域的示范称号。
    pub struct StatusForm {
        /// The level that gave it.
        /// 授予级别。
        level: Tier,
        /// The year.
        /// 年份。
        year: Year,
    }
}

/// An area.
#[derive(Debug)]
pub struct Area {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Its level.
    pub level: Level,
    /// The area it lies in.
    pub parent: Option<Id<Area>>,
    /// Where `parent` is written.
    pub parent_place: Option<Place>,
    /// Statistical code of 12 digits.
    pub code: Option<String>,
    /// Demonstration-community status.
    pub demonstration: Vec<(Tier, i32)>,
}

impl Record for Area {
    const WORD: &'static str = "area";
    type Form = AreaForm;
}

impl Area {
    /// Checks one area and looks up its parent.
    pub fn admit(form: AreaForm, names: &Names, findings: &mut Findings) -> Option<Area> {
        let parent = names.resolve_optional(&form.parent, findings);
        if form.parent.is_none() && form.level.value != Level::City {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    form.place.clone(),
                    Said::both(
                        format!("`{}` 缺少 `parent`", &*form.id.value),
                        format!("`{}` lacks `parent`", &*form.id.value),
                    ),
                )
                .help(Said::both(
                    "除市以外都要写上级区域：`parent = \"…\"`",
                    "every area but a city lies in another: add `parent = \"…\"`",
                )),
            );
        }
        if let Some(code) = &form.code
            && (code.len() != 12 || !code.bytes().all(|byte| byte.is_ascii_digit()))
        {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    code.place.clone(),
                    Said::both(
                        format!("区划代码有 {} 位", code.chars().count()),
                        format!("the code has {} characters", code.chars().count()),
                    ),
                )
                .expected(Said::both("应为 12 位数字", "expected 12 digits")),
            );
        }
        Some(Area {
            key: form.id.value,
            name: form.name,
            level: form.level.value,
            parent: parent?,
            parent_place: form.parent.map(|parent| parent.place),
            code: form.code.map(|code| code.value),
            demonstration: form.demonstration.into_iter().map(|status| (status.level, status.year.0)).collect(),
        })
    }
}

/// The area itself and those it lies in, from below upwards. Ends in a circle of parents too.
pub fn lineage(areas: &Table<Area>, from: Id<Area>) -> Vec<Id<Area>> {
    let mut line = vec![from];
    let mut current = from;
    while let Some(parent) = areas.get(current).and_then(|area| area.parent) {
        if line.contains(&parent) {
            break;
        }
        line.push(parent);
        current = parent;
    }
    line
}

/// The district or county that the area lies in or is.
pub fn district(areas: &Table<Area>, from: Id<Area>) -> Option<Id<Area>> {
    lineage(areas, from).into_iter().find(|id| areas.get(*id).is_some_and(|area| area.level.depth() == 1))
}
