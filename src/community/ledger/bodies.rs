//! Bodies with their units and duties: leading groups, command offices, community Party committees (plans 1, 4, 5, 7, 8).

use crate::community::area::Area;
use crate::community::form::{At, Key};
use crate::community::ledger::{Datum, item, ledger};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::finding::rules;
use crate::finding::{Finding, Findings, expected_one_of, suggestion};
use crate::language::Said;

item! {
    /// A duty of a unit.
    /// 一项职责。
    pub struct UnitDuty, UnitDutyForm {
        /// What is to be done.
        /// 职责内容。
        text: Said,
    }
    called |duty| duty.text.clone()
}

item! {
    /// A unit of a body.
    /// 机构下设的一个单位。
    pub struct Unit, UnitForm {
        /// Its id within the body.
        /// 在本机构内的编号。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Another name it is called by.
        /// 别称。
        alias: Option<Said>,
        /// The unit it stands under; the top when there is none.
        /// 上级单位；不写的直属机构。
        under: Option<At<Key>>,
        /// The office that heads it; never a person's name.
        /// 负责岗位；不写姓名。
        head: Option<Said>,
        /// The organisation that it is, if it is one.
        /// 对应的单位。
        office: Option<Id<Organisation>>,
        /// Its duties.
        /// 职责。
        duty: Vec<UnitDuty>,
        /// The unit whose duties it shares.
        /// 与之职责相同的单位。
        same_duty_as: Option<At<Key>>,
    }
    called |unit| unit.name.clone()
}

ledger! {
    /// A body with its units: a leading group, a command office, a committee.
    /// 带下设单位的机构：领导小组、指挥部、党委等。
    pub struct Body, BodyForm = "body" ("组织机构", "Organisation charts") {
        /// Its name.
        /// 名称。
        name: Said = ("名称", "Name"),
        /// The plan that sets it up.
        /// 设立它的方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// A second plan that has it too, word for word.
        /// 另一个同文方案。
        also_for: Option<Id<Plan>> = ("同文方案", "Also for"),
        /// The area it is responsible for.
        /// 负责的区域。
        area: Id<Area> = ("区域", "Area"),
        /// The office that heads it; where the plan names none, nothing.
        /// 负责岗位；方案未明确的不写。
        head: Option<Said> = ("负责岗位", "Headed by"),
        /// A remark.
        /// 说明。
        note: Option<Said> = ("说明", "Remark"),
        /// Its units.
        /// 下设单位。
        unit: Vec<Unit> = ("下设单位", "Units"),
    }
    worked out {
        units: Number ("直属单位数", "Units at the top") = |body, _| {
            body.unit.iter().filter(|unit| unit.under.is_none()).count().into()
        },
        duty_headings: Number ("职责条目数", "Lists of duties") = |body, _| {
            body.unit.iter().filter(|unit| !unit.duty.is_empty()).count().into()
        },
        without_duty: Number ("无职责的单位", "Units without duties") = |body, _| {
            Datum::from(body.unit.iter().filter(|unit| unit.duty.is_empty() && unit.same_duty_as.is_none()).count())
        },
    }
    check { units_name_units }
}

/// Units name only units of the same body, each id stands once, and no unit stands under itself.
fn units_name_units(form: &BodyForm, findings: &mut Findings) {
    let ids: Vec<&str> = form.unit.iter().map(|unit| &*unit.id.value.0).collect();
    for (at, unit) in form.unit.iter().enumerate() {
        let twice = form.unit[..at].iter().find(|other| other.id.value == unit.id.value);
        if let Some(first) = twice {
            findings.push(
                Finding::new(
                    &rules::DUPLICATE_ID,
                    unit.id.place.clone(),
                    Said::both(
                        format!("单位编号 `{}` 已经用过", &*unit.id.value),
                        format!("the unit id `{}` is already taken", &*unit.id.value),
                    ),
                )
                .related(first.id.place.clone(), Said::both("先写在这里", "first used here")),
            );
        }
        for named in unit.under.iter().chain(&unit.same_duty_as) {
            if !ids.contains(&&*named.value.0) {
                findings.push(
                    Finding::new(
                        &rules::UNRESOLVED_NAME,
                        named.place.clone(),
                        Said::both(
                            format!("机构 `{}` 没有单位 `{}`", &*form.id.value, &*named.value),
                            format!("the body `{}` has no unit `{}`", &*form.id.value, &*named.value),
                        ),
                    )
                    .expected(expected_one_of(ids.iter().copied()))
                    .help(suggestion(&named.value, ids.iter().copied())),
                );
            }
        }
        if under_itself(form, unit) {
            let place = unit.under.as_ref().map_or(&unit.place, |under| &under.place).clone();
            findings.push(Finding::new(
                &rules::CIRCLE_OF_PARENTS,
                place,
                Said::both(
                    format!("单位 `{}` 成了自己的上级", &*unit.id.value),
                    format!("the unit `{}` stands under itself", &*unit.id.value),
                ),
            ));
        }
    }
}

fn under_itself(form: &BodyForm, unit: &UnitForm) -> bool {
    let mut above = unit.under.as_ref();
    for _ in 0..form.unit.len() {
        let Some(key) = above else { return false };
        if key.value == unit.id.value {
            return true;
        }
        above = form.unit.iter().find(|other| other.id.value == key.value).and_then(|other| other.under.as_ref());
    }
    false
}
