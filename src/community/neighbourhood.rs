//! Neighbourhoods: housing estates and their way to demonstration status.

use chrono::NaiveDate;

use crate::community::area::{Area, Tier};
use crate::community::document::check_number;
use crate::community::form::{At, Key, Name, Year, form, words};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names, Record};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
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
        year: At<Year>,
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
        stage: At<Stage>,
        /// When.
        /// 日期。
        date: At<NaiveDate>,
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
    /// Where `community` is written.
    pub community_place: Place,
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
        refuse_second_rounds(&form.demonstration, findings);
        let rounds: Vec<_> = form.demonstration.iter().map(|round| admit_round(round, names, findings)).collect();
        let mut demonstration = rounds.into_iter().collect::<Option<Vec<_>>>()?;
        demonstration.sort_by_key(|round| (round.year, round.level));
        Some(Neighbourhood {
            key: form.id.value,
            name: form.name,
            community: community?,
            community_place: form.community.place,
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

/// Complains about a second round of one level in one year.
fn refuse_second_rounds(rounds: &[DemonstrationForm], findings: &mut Findings) {
    let key = |round: &DemonstrationForm| (round.level.value, round.year.value);
    for (index, round) in rounds.iter().enumerate() {
        let Some(first) = rounds[..index].iter().find(|first| key(first) == key(round)) else { continue };
        let (Year(year), level) = (round.year.value, round.level.word());
        findings.push(
            Finding::new(
                &rules::STATUS_TWICE,
                round.year.place.clone(),
                Said::both(
                    format!("`{level}` 级 {year} 年的创建记录写了两次"),
                    format!("there is a second round of level `{level}` for {year}"),
                ),
            )
            .related(first.year.place.clone(), Said::both("先写在这里", "the first one"))
            .help(Said::both(
                "两条并作一条，或改正年份、级别",
                "make one round of the two, or mend the year or the level",
            )),
        );
    }
}

/// Complains about a step that stands after one that it should come before.
fn check_order_of_steps(steps: &[StepForm], findings: &mut Findings) {
    for pair in steps.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let [earlier, later] = [before, after].map(|step| step.stage.value.word());
        let again = after.stage.value == Stage::Recheck && before.stage.value == Stage::Recheck;
        if after.stage.value <= before.stage.value && !again {
            let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.word()).collect();
            findings.push(
                Finding::new(
                    &rules::STEPS_OUT_OF_ORDER,
                    after.stage.place.clone(),
                    Said::both(
                        format!("`{later}` 写在 `{earlier}` 之后"),
                        format!("`{later}` stands after `{earlier}`"),
                    ),
                )
                .help(Said::both(
                    format!("步骤的次序：{}", stages.join("、")),
                    format!("the order of steps: {}", stages.join(", ")),
                )),
            );
        } else if after.date.value < before.date.value {
            findings.push(
                Finding::new(
                    &rules::STEPS_OUT_OF_ORDER,
                    after.date.place.clone(),
                    Said::both(
                        format!("`{later}` 的日期早于前一步 `{earlier}`"),
                        format!("`{later}` is dated before the step ahead of it, `{earlier}`"),
                    ),
                )
                .expected(Said::both(
                    format!("应不早于 {}", before.date.value),
                    format!("expected {} or later", before.date.value),
                )),
            );
        }
    }
}

fn admit_round(form: &DemonstrationForm, names: &Names, findings: &mut Findings) -> Option<Demonstration> {
    check_order_of_steps(&form.steps, findings);
    let mut steps = Vec::new();
    for step in &form.steps {
        if let Some(document) = &step.document {
            check_number(document, findings);
        }
        steps.push(names.resolve(&step.by, findings).map(|by| Step {
            stage: step.stage.value,
            date: step.date.value,
            by,
            document: step.document.as_ref().map(|document| document.value.clone()),
        }));
    }
    Some(Demonstration {
        level: form.level.value,
        year: form.year.value.0,
        ten_best: form.ten_best.unwrap_or(false),
        exception: form.exception.clone(),
        steps: steps.into_iter().collect::<Option<Vec<_>>>()?,
    })
}
