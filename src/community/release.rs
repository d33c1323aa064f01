//! The way of a result to the public, as dated records: marks sealed, filed, in publicity, objections closed, final,
//! archived (domain conventions on 备案 and 公示).

use chrono::NaiveDate;

use crate::community::form::{At, Name, form, words};
use crate::community::ledger::filing::Filing;
use crate::community::marks::Period;
use crate::community::notice::Notice;
use crate::community::organisation::Organisation;
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Gate;
use crate::community::table::{Id, written_as};
use crate::finding::Place;

words! {
    /// How far a result is on its way to the public.
    pub enum Stage {
        Drafted = "drafted" ("评分中", "being marked"),
        Sealed = "sealed" ("评分已封存", "marks sealed"),
        Filed = "filed" ("已备案", "filed for the record"),
        InPublicity = "in_publicity" ("公示中", "in publicity"),
        PublicityEnded = "publicity_ended" ("公示期满", "publicity ended"),
        ObjectionsClosed = "objections_closed" ("异议已办结", "objections closed"),
        Final = "final" ("已公布", "final"),
        Archived = "archived" ("已归档", "archived"),
    }
}

form! {
    /// How a result becomes public: one record a scheme and period, every step with its date.
    /// 结果公布程序：一个办法一个周期一条，每一步写明日期。
    pub struct ReleaseForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// When the marks were sealed; from then on they change only by a correction. `gongshi seal` writes it.
        /// 评分封存；此后只能凭更正记录改动。由 `gongshi seal` 生成。
        sealed: Option<SealForm>,
        /// The filing record: body, dates, number.
        /// 备案记录编号：机关、日期、文号都在那条记录里。
        filing: Option<Name<Filing>>,
        /// The notice with the publicity period.
        /// 写有公示期的公示。
        publicity: Option<Name<Notice>>,
        /// When the result became final.
        /// 结果正式公布。
        r#final: Option<FinalForm>,
        /// When it was archived.
        /// 归档日期。
        archived: Option<At<NaiveDate>>,
    }
}

form! {
    /// That marks were sealed.
    /// 评分封存。
    pub struct SealForm {
        /// The day.
        /// 日期。
        date: At<NaiveDate>,
        /// Who sealed them.
        /// 封存单位。
        body: Name<Organisation>,
        /// SHA-256 over the marks, as `gongshi seal` prints it.
        /// 全部分数的 SHA-256 摘要，由 `gongshi seal` 打印。
        digest: At<String>,
    }
}

form! {
    /// That a result became final.
    /// 结果正式公布。
    pub struct FinalForm {
        /// The day.
        /// 日期。
        date: At<NaiveDate>,
        /// Who decided.
        /// 决定单位。
        body: Name<Organisation>,
        /// The notice that says so.
        /// 公布文件。
        notice: Option<Name<Notice>>,
    }
}

written_as! {
    ReleaseRecord "release" ReleaseForm "A release as written; `check` turns it into a [`Release`]."
}

/// The way of one scheme's results of one period to the public.
#[derive(Debug)]
pub struct Release {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// Where it is written.
    pub place: Place,
    /// When the marks were sealed, and by whom.
    pub sealed: Option<(NaiveDate, Id<Organisation>)>,
    /// The filing.
    pub filing: Option<Id<Filing>>,
    /// The notice with the publicity period.
    pub publicity: Option<Id<Notice>>,
    /// When it became final.
    pub settled: Option<Settled>,
    /// When it was archived.
    pub archived: Option<NaiveDate>,
}

/// That a result became final.
#[derive(Debug)]
pub struct Settled {
    /// The day.
    pub date: NaiveDate,
    /// Who decided.
    pub body: Id<Organisation>,
    /// The notice that says so.
    pub notice: Option<Id<Notice>>,
}

impl Release {
    /// The days of publicity, if it has any.
    pub fn publicity(&self, community: &Community) -> Option<(NaiveDate, NaiveDate)> {
        let publicity = community.notices.get(self.publicity?)?.publicity.as_ref()?;
        Some((publicity.from, publicity.until))
    }

    /// The day on which every objection was closed.
    pub fn objections_closed(&self, community: &Community) -> Option<NaiveDate> {
        let publicity = community.notices.get(self.publicity?)?.publicity.as_ref()?;
        publicity.objections.as_ref().map(|objections| objections.closed)
    }

    /// The day on which the filing was received, or sent where no receipt is recorded.
    pub fn filed(&self, community: &Community) -> Option<NaiveDate> {
        let filing = community.filings.get(self.filing?)?;
        Some(filing.received.as_ref().unwrap_or(&filing.sent).value)
    }

    /// The first day of every stage that it has reached or will reach, in their order.
    pub fn steps(&self, community: &Community) -> Vec<(Stage, NaiveDate)> {
        let publicity = self.publicity(community);
        let steps = [
            (Stage::Sealed, self.sealed.map(|(date, _)| date)),
            (Stage::Filed, self.filed(community)),
            (Stage::InPublicity, publicity.map(|(from, _)| from)),
            (Stage::PublicityEnded, publicity.and_then(|(_, until)| until.succ_opt())),
            (Stage::ObjectionsClosed, self.objections_closed(community)),
            (Stage::Final, self.settled.as_ref().map(|settled| settled.date)),
            (Stage::Archived, self.archived),
        ];
        steps.into_iter().filter_map(|(stage, date)| Some((stage, date?))).collect()
    }

    /// How far it is on the day `as_of`.
    pub fn stage(&self, community: &Community, as_of: NaiveDate) -> Stage {
        let reached = self.steps(community).into_iter().filter(|(_, date)| *date <= as_of);
        reached.map(|(stage, _)| stage).max().unwrap_or(Stage::Drafted)
    }
}

impl Stage {
    /// Whether a result that is this far has passed a gate.
    pub fn passes(self, gate: Gate) -> bool {
        match gate {
            Gate::Open => true,
            Gate::Filing => self >= Stage::Filed,
            Gate::Publicity => self >= Stage::InPublicity,
        }
    }

    /// The stage that comes after it on the way through a gate.
    pub fn next(self, gate: Gate) -> Option<Stage> {
        match (self, gate) {
            (Stage::Filed, Gate::Filing) => Some(Stage::Final),
            (stage, _) => Stage::ALL.get(stage as usize + 1).copied(),
        }
    }
}
