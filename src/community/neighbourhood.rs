//! Neighbourhoods: housing estates and their way to demonstration status.

use chrono::NaiveDate;

use crate::community::area::{Area, Tier};
use crate::community::document::check_number;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names, Record};
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

words! {
    /// What sort of estate.
    pub enum NeighbourhoodKind {
        Commodity = "commodity" ("商品房小区", "commodity housing"),
        ConvertedVillage = "converted_village" ("村改居小区", "converted village"),
        Affordable = "affordable" ("保障性住房", "affordable housing"),
        OldEstate = "old_estate" ("老旧小区", "old estate"),
        StaffHousing = "staff_housing" ("单位宿舍区", "staff housing"),
    }
}

words! {
    /// How the owners are organised.
    pub enum Owners {
        Elected = "elected" ("已选举业主委员会", "owners' committee elected"),
        ResidentsCouncil = "residents_council" ("居民议事会", "residents' council"),
        Preparing = "preparing" ("业主委员会筹备中", "owners' committee in preparation"),
        None = "none" ("尚未成立", "none yet"),
    }
}

words! {
    /// A stage on the way to demonstration status, in the order of plan 2.
    pub enum Stage {
        Apply = "apply" ("申报", "applied"),
        Recommend = "recommend" ("推荐", "recommended"),
        Build = "build" ("创建", "building"),
        Assess = "assess" ("评估验收", "assessed"),
        Publicity = "publicity" ("公示", "in publicity"),
        Named = "named" ("命名", "named"),
        Recheck = "recheck" ("复核", "re-checked"),
        Withdrawn = "withdrawn" ("摘牌", "withdrawn"),
    }
}

form! {
    /// A neighbourhood: a housing estate with its bodies and its way to demonstration status.
    /// 小区：基本情况、组织和示范创建过程。
    pub struct NeighbourhoodForm {
        /// Its id, the name of its page.
        /// 编号，即网址。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// The community or village it lies in.
        /// 所在社区或村。
        community: Name<Area>,
        /// What sort of estate.
        /// 类型。
        kind: NeighbourhoodKind,
        /// Households.
        /// 户数。
        households: u32,
        /// Residents.
        /// 人数。
        residents: Option<u32>,
        /// Buildings.
        /// 楼栋数。
        buildings: Option<u32>,
        /// The year it was built.
        /// 建成年份。
        built: Option<u32>,
        /// The property service company.
        /// 物业服务企业。
        property_company: Option<Name<Organisation>>,
        /// The Party branch.
        /// 党支部。
        party_branch: Option<Said>,
        /// How the owners are organised.
        /// 业主组织情况。
        owners_committee: Owners,
        /// Office phone of the service desk.
        /// 服务点办公电话。
        phone: Option<String>,
        /// Its way to demonstration status, one entry a level and year.
        /// 示范创建过程，每级每年一条。
        demonstration: Vec<DemonstrationForm>,
    }
}

form! {
    /// One round of demonstration building.
    /// 一轮示范创建。
    pub struct DemonstrationForm {
        /// The level.
        /// 级别。
        level: At<Tier>,
        /// The year of the round.
        /// 年度。
        year: At<u32>,
        /// Whether it was chosen as one of the ten best.
        /// 是否十佳。
        ten_best: Option<bool>,
        /// Why it is nominated though it lies outside a demonstration community of that level.
        /// 不在同级示范社区内而获推荐的理由。
        exception: Option<Said>,
        /// The steps taken, in order.
        /// 已走的步骤，按先后。
        steps: Vec<StepForm>,
    }
}

form! {
    /// A step taken.
    /// 一个步骤。
    pub struct StepForm {
        /// Which stage.
        /// 阶段。
        stage: Stage,
        /// When.
        /// 日期。
        date: NaiveDate,
        /// Who acted.
        /// 经办单位。
        by: Name<Organisation>,
        /// The number of the document.
        /// 文号。
        document: Option<At<String>>,
    }
}

/// A neighbourhood.
#[derive(Debug)]
pub struct Neighbourhood {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// The community it lies in.
    pub community: Id<Area>,
    /// What sort of estate.
    pub kind: NeighbourhoodKind,
    /// Households.
    pub households: u32,
    /// Residents.
    pub residents: Option<u32>,
    /// Buildings.
    pub buildings: Option<u32>,
    /// The year it was built.
    pub built: Option<u32>,
    /// The property service company.
    pub property_company: Option<Id<Organisation>>,
    /// The Party branch.
    pub party_branch: Option<Said>,
    /// How the owners are organised.
    pub owners_committee: Owners,
    /// Office phone of the service desk.
    pub phone: Option<String>,
    /// Its rounds of demonstration building, by year.
    pub demonstration: Vec<Demonstration>,
}

/// One round of demonstration building.
#[derive(Debug)]
pub struct Demonstration {
    /// The level.
    pub level: Tier,
    /// The year.
    pub year: i32,
    /// Whether it is one of the ten best.
    pub ten_best: bool,
    /// Why it is nominated from outside a demonstration community.
    pub exception: Option<Said>,
    /// The steps, in order of date.
    pub steps: Vec<Step>,
}

/// A step taken.
#[derive(Debug)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// When.
    pub date: NaiveDate,
    /// Who acted.
    pub by: Id<Organisation>,
    /// The number of the document.
    pub document: Option<String>,
}

impl Demonstration {
    /// The last step on or before `day`.
    pub fn reached(&self, day: NaiveDate) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.date <= day)
    }

    /// Whether it was named by `day` and has not lost the name since.
    pub fn stands(&self, day: NaiveDate) -> bool {
        let taken = || self.steps.iter().filter(|step| step.date <= day);
        taken().any(|step| step.stage == Stage::Named) && !taken().any(|step| step.stage == Stage::Withdrawn)
    }
}

impl Record for Neighbourhood {
    const WORD: &'static str = "neighbourhood";
    type Form = NeighbourhoodForm;
}

impl Neighbourhood {
    /// Checks one neighbourhood and looks up what it names.
    pub fn admit(form: NeighbourhoodForm, names: &Names, findings: &mut Findings) -> Option<Neighbourhood> {
        let community = names.resolve(&form.community, findings);
        let property_company = names.resolve_optional(&form.property_company, findings);
        let mut rounds = Vec::new();
        let mut seen: Vec<(Tier, u32, &DemonstrationForm)> = Vec::new();
        for round in &form.demonstration {
            let (level, year) = (round.level.value, round.year.value);
            if let Some((_, _, first)) = seen.iter().find(|(tier, of, _)| (*tier, *of) == (level, year)) {
                findings.push(
                    Finding::new(
                        &rules::STATUS_TWICE,
                        round.place.clone(),
                        Said::both(
                            format!("{year} 年的同一级别写了两次"),
                            format!("the same level is written twice for {year}"),
                        ),
                    )
                    .related(first.place.clone(), Said::both("先写在这里", "first written here")),
                );
            }
            seen.push((level, year, round));
            rounds.push(admit_round(round, names, findings));
        }
        let mut demonstration = rounds.into_iter().collect::<Option<Vec<_>>>()?;
        demonstration.sort_by_key(|round| (round.year, round.level));
        Some(Neighbourhood {
            key: form.id.value,
            name: form.name,
            community: community?,
            kind: form.kind,
            households: form.households,
            residents: form.residents,
            buildings: form.buildings,
            built: form.built,
            property_company: property_company?,
            party_branch: form.party_branch,
            owners_committee: form.owners_committee,
            phone: form.phone,
            demonstration,
        })
    }
}

fn admit_round(form: &DemonstrationForm, names: &Names, findings: &mut Findings) -> Option<Demonstration> {
    for pair in form.steps.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if after.stage <= before.stage || after.date < before.date {
            findings.push(
                Finding::new(
                    &rules::STEPS_OUT_OF_ORDER,
                    after.place.clone(),
                    Said::both(
                        format!(
                            "{}（{}）写在 {}（{}）之后",
                            after.stage.word(),
                            after.date,
                            before.stage.word(),
                            before.date
                        ),
                        format!(
                            "`{}` ({}) stands after `{}` ({})",
                            after.stage.word(),
                            after.date,
                            before.stage.word(),
                            before.date
                        ),
                    ),
                )
                .help(Said::both(
                    "阶段和日期都要依次向后",
                    "stages and dates both go forward: apply, recommend, build, assess, publicity, named",
                )),
            );
        }
    }
    let mut steps = Vec::new();
    for step in &form.steps {
        if let Some(document) = &step.document {
            check_number(document, findings);
        }
        steps.push(names.resolve(&step.by, findings).map(|by| Step {
            stage: step.stage,
            date: step.date,
            by,
            document: step.document.as_ref().map(|document| document.value.clone()),
        }));
    }
    Some(Demonstration {
        level: form.level.value,
        year: i32::try_from(form.year.value).ok()?,
        ten_best: form.ten_best.unwrap_or(false),
        exception: form.exception.clone(),
        steps: steps.into_iter().collect::<Option<Vec<_>>>()?,
    })
}
