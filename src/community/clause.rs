//! Clauses: what a plan says in numbers and lists, as something that the data keep or break.
//!
//! The rules are a closed list, [`ClauseRule`]; the numbers are the plan's. A clause that no data can decide is `stated`.

use chrono::NaiveTime;
use toml::Spanned;
use toml::de::DeValue;

use crate::community::books::{ABOVE, book, books, sort_of};
use crate::community::form::{At, Key, Name, Reading, Shape, Value, form, table_of, words};
use crate::community::kind::Kind;
use crate::community::ledger::infection::RiskLevel;
use crate::community::ledger::rhythm::{Every, Rhythm};
use crate::community::ledger::{Book, Sort};
use crate::community::organisation::Organisation;
use crate::community::scheme::Scheme;
use crate::community::table::{Id, Names};
use crate::community::team::TeamKind;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::Said;

words! {
    /// How a clause is held against the data.
    pub enum ClauseRule {
        /// A quantity is at least a number.
        AtLeast = "at-least" ("不少于", "at least"),
        /// A quantity is at most a number.
        AtMost = "at-most" ("不多于", "at most"),
        /// A quantity is exactly a number.
        Exactly = "exactly" ("恰为", "exactly"),
        /// A quantity lies between two numbers, both included.
        Between = "between" ("介于", "between"),
        /// A part is at least so many per cent of a whole.
        ShareOf = "share-of" ("占比不低于", "share of at least"),
        /// Whatever exceeds a number has been followed by something.
        MoreThanTriggers = "more-than-triggers" ("超过即须", "more than triggers"),
        /// The weight of a role in a scheme is at least so many per cent.
        WeightAtLeast = "weight-at-least" ("权重不低于", "weight of at least"),
        /// Every record lies where it should.
        LocatedIn = "located-in" ("位于", "located in"),
        /// Every record has all of several things.
        AllOf = "all-of" ("全部具备", "all of"),
        /// The days of every record come one after another.
        InOrder = "in-order" ("依次进行", "in order"),
        /// One day is not after another.
        Before = "before" ("先于", "before"),
        /// A time of day is the one set.
        AtTime = "at-time" ("时刻为", "at a time"),
        /// Something is done again and again.
        EverySoOften = "every-so-often" ("按周期完成", "every so often"),
        /// Every record has so many of each kind of staff.
        StaffedWith = "staffed-with" ("配备不少于", "staffed with"),
        /// Every stock lasts so many days at full load.
        StockLasts = "stock-lasts" ("储备可用天数不少于", "stock lasts"),
        /// Cases within some days that reach a number are answered by a response.
        WindowCount = "window-count" ("若干日内病例数达到即须响应", "count within a window"),
        /// One condition of a level of risk.
        RiskLevel = "risk-level" ("风险等级条件", "level of risk"),
        /// What makes a cluster.
        ClusterSize = "cluster-size" ("聚集性疫情认定", "size of a cluster"),
        /// Events keep to a number of people, or do not take place at a level of risk.
        EventLimit = "event-limit" ("活动限制", "limit for events"),
        /// The plan's own text lists so many.
        Listed = "listed" ("文中所列项数", "listed in the text"),
        /// No data can decide it.
        Stated = "stated" ("本站数据无法核对", "stated"),
    }
}

words! {
    /// How a number that no data decide is meant.
    pub enum Bound {
        AtLeast = "at-least" ("不少于", "at least"),
        AtMost = "at-most" ("不多于", "at most"),
        Exactly = "exactly" ("恰为", "exactly"),
    }
}

words! {
    /// What is counted in a text.
    pub enum Counted {
        Headings = "headings" ("标题", "headings"),
        Items = "items" ("列表项", "items of the first list"),
        Rows = "rows" ("表格行", "rows of the first table"),
    }
}

form! {
    /// A clause of a plan.
    /// 方案的一个条款。
    pub struct ClauseForm {
        /// Its id within the plan.
        /// 编号。
        id: At<Key>,
        /// How it is held against the data.
        /// 核对规则。
        rule: At<ClauseRule>,
        /// What the plan says, in one sentence.
        /// 条文大意，一句话。
        text: Said,
        /// The heading of the plan under which it stands, in its own words.
        /// 所在的标题，用方案原文。
        under: Option<At<String>>,
        /// The number.
        /// 数目。
        number: Option<At<Exact>>,
        /// between, risk-level: the least number.
        /// between、risk-level：下限。
        from: Option<At<Exact>>,
        /// between, risk-level: the greatest number.
        /// between、risk-level：上限。
        until: Option<At<Exact>>,
        /// The unit of the number.
        /// 单位。
        unit: Option<Said>,
        /// The ledger: the word that heads its records.
        /// 台账：记录的种类名。
        ledger: Option<At<String>>,
        /// Only the records of which all this holds: { column = "word" }.
        /// 只看符合条件的记录：{ 列 = "词" }。
        r#where: Option<Conditions>,
        /// The column that is added up; without it records are counted.
        /// 合计的列；不写则数记录。
        figure: Option<At<String>>,
        /// Several columns.
        /// 多个列。
        figures: Vec<At<String>>,
        /// The column that the sum is divided by.
        /// 作除数的列。
        over: Option<At<String>>,
        /// What is compared: `record` each record, `all` the whole, or each value of a column.
        /// 逐什么比较：`record` 逐条，`all` 合计，或某列的每个值。
        per: Option<At<String>>,
        /// `year`: only records of the year of the plan's date.
        /// `year`：只看方案成文当年的记录。
        during: Option<During>,
        /// Only in areas that are at this level of risk on the day of the site.
        /// 只在网站日期当天处于该风险等级的区域适用。
        when: Option<RiskLevel>,
        /// more-than-triggers: the column that must say yes.
        /// more-than-triggers：须为“是”的列。
        then: Option<At<String>>,
        /// before: the later day.
        /// before：较晚的日期列。
        than: Option<At<String>>,
        /// at-time, every-so-often: the time of day.
        /// at-time、every-so-often：时刻。
        time: Option<NaiveTime>,
        /// every-so-often: the recurring duties.
        /// every-so-often：周期性工作的编号。
        rhythm: Vec<Name<Rhythm>>,
        /// every-so-often: how often.
        /// every-so-often：周期。
        every: Option<Every>,
        /// weight-at-least: the scheme.
        /// weight-at-least：考核办法。
        scheme: Option<Name<Scheme>>,
        /// weight-at-least: the role.
        /// weight-at-least：角色。
        role: Option<At<Key>>,
        /// weight-at-least: the kinds of team; all unless said otherwise.
        /// weight-at-least：队伍类别；默认全部。
        team_kinds: Vec<TeamKind>,
        /// risk-level: the level that the condition makes.
        /// risk-level：符合条件时的等级。
        level: Option<RiskLevel>,
        /// event-limit: the levels at which no event takes place.
        /// event-limit：不得举办活动的等级。
        levels: Vec<RiskLevel>,
        /// window-count, risk-level, cluster-size: within how many days.
        /// window-count、risk-level、cluster-size：多少日内。
        days: Option<At<u32>>,
        /// risk-level: at least so many clusters.
        /// risk-level：聚集性疫情起数下限。
        clusters: Option<u32>,
        /// listed: what is counted below the heading.
        /// listed：数标题下的什么。
        count: Option<Counted>,
        /// stated: how the number is meant.
        /// stated：数目的含义。
        bound: Option<Bound>,
        /// Whether it holds only in principle.
        /// 是否为“原则上”。
        soft: Option<bool>,
        /// What it is about, where other plans say something about the same.
        /// 主题，用于与其他方案的同类规定比对。
        topic: Option<At<Key>>,
        /// Which reading of an ambiguous source was chosen.
        /// 原文有歧义时所取的理解。
        reading: Option<Said>,
        /// A remark.
        /// 说明。
        remark: Option<Said>,
        /// Who is responsible.
        /// 责任单位。
        responsible: Option<Name<Organisation>>,
        /// Whether residents see it as a card.
        /// 是否作为提示卡给居民看。
        resident: Option<bool>,
    }
}

words! {
    /// Which records of a ledger count.
    pub enum During {
        Year = "year" ("方案当年", "the year of the plan"),
    }
}

/// What a condition on a column asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// A word, an id or a text.
    Text(Box<str>),
    /// A number.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
    /// One of several.
    OneOf(Vec<Wanted>),
}

/// Conditions on columns, all of which must hold: `{ kind = "township", hours = 24 }`.
#[derive(Clone, Debug, Default)]
pub struct Conditions(pub Vec<(At<Box<str>>, Wanted)>);

impl Value for Conditions {
    fn takes() -> [&'static str; 2] {
        ["条件：{ 列 = \"词\", … }", "conditions: { column = \"word\", … }"]
    }
    fn shape() -> Shape {
        Shape::Conditions
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let table = table_of(value, reading)?;
        let mut conditions = Vec::new();
        for (key, value) in table.iter() {
            let name: &str = key.get_ref();
            let column = At { value: name.into(), place: reading.place(key.span()) };
            conditions.push((column, Wanted::read(value, reading)?));
        }
        Some(Conditions(conditions))
    }
}

impl Value for Wanted {
    fn takes() -> [&'static str; 2] {
        ["词、数、真假值或它们的列表", "a word, a number, true or false, or a list of them"]
    }
    fn shape() -> Shape {
        Shape::Condition
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => Some(Wanted::Text(text.as_ref().into())),
            DeValue::Boolean(truth) => Some(Wanted::Truth(*truth)),
            DeValue::Array(items) => {
                let read: Vec<Option<Wanted>> = items.iter().map(|item| Wanted::read(item, reading)).collect();
                read.into_iter().collect::<Option<Vec<_>>>().map(Wanted::OneOf)
            }
            _ => Exact::read(value, reading).map(Wanted::Number),
        }
    }
}

crate::community::form::single_field!(Conditions, Wanted);

impl ClauseRule {
    /// The fields that the rule uses, beside those that every clause can have.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            ClauseRule::AtLeast | ClauseRule::AtMost | ClauseRule::Exactly | ClauseRule::ShareOf => {
                &["number", "ledger", "where", "figure", "over", "per", "during", "when"]
            }
            ClauseRule::Between => &["from", "until", "ledger", "where", "figure", "over", "per", "during", "when"],
            ClauseRule::StockLasts => &["number", "ledger", "where", "during", "when"],
            ClauseRule::MoreThanTriggers => &["number", "ledger", "where", "figure", "then", "during", "when"],
            ClauseRule::WeightAtLeast => &["number", "scheme", "role", "team_kinds"],
            ClauseRule::LocatedIn | ClauseRule::AllOf | ClauseRule::InOrder => {
                &["number", "ledger", "where", "figure", "figures", "during", "when"]
            }
            ClauseRule::StaffedWith => &["number", "ledger", "where", "figure", "figures", "during", "when"],
            ClauseRule::Before => &["ledger", "where", "figure", "than", "during", "when"],
            ClauseRule::AtTime => &["ledger", "where", "figure", "time", "during", "when"],
            ClauseRule::EverySoOften => &["rhythm", "every", "number", "time", "when"],
            ClauseRule::WindowCount | ClauseRule::ClusterSize => &["number", "days"],
            ClauseRule::RiskLevel => &["level", "days", "from", "until", "clusters"],
            ClauseRule::EventLimit => &["number", "levels"],
            ClauseRule::Listed => &["number", "count"],
            ClauseRule::Stated => &["number", "bound"],
        }
    }
}

/// A clause.
#[derive(Debug)]
pub struct Clause {
    /// Its id within the plan.
    pub key: At<Key>,
    /// Where it is written.
    pub place: Place,
    /// How it is held against the data.
    pub rule: At<ClauseRule>,
    /// What the plan says.
    pub text: Said,
    /// The heading under which it stands.
    pub under: Option<At<String>>,
    /// The number that the plan sets, for the comparison of plans.
    pub number: Option<At<Exact>>,
    /// The unit of the number.
    pub unit: Option<Said>,
    /// What it demands.
    pub demand: Demand,
    /// Whether it holds only in principle.
    pub soft: bool,
    /// What it is about, where other plans say something about the same.
    pub topic: Option<At<Key>>,
    /// Which reading of an ambiguous source was chosen.
    pub reading: Option<Said>,
    /// A remark.
    pub remark: Option<Said>,
    /// Who is responsible.
    pub responsible: Option<Id<Organisation>>,
    /// Whether residents see it as a card.
    pub resident: bool,
}

/// What a quantity must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// At least.
    AtLeast(Exact),
    /// At most.
    AtMost(Exact),
    /// Exactly.
    Exactly(Exact),
    /// Between, both included.
    Between(Exact, Exact),
}

impl Limit {
    /// Whether `number` keeps to it.
    pub fn holds(&self, number: &Exact) -> bool {
        match self {
            Limit::AtLeast(least) => number >= least,
            Limit::AtMost(most) => number <= most,
            Limit::Exactly(exactly) => number == exactly,
            Limit::Between(least, most) => least <= number && number <= most,
        }
    }
}

/// Which lines of a ledger.
#[derive(Debug)]
pub struct Selection {
    /// The ledger.
    pub book: Book,
    /// What must hold of a line.
    pub conditions: Conditions,
    /// Whether only lines of the year of the plan's date count.
    pub this_year: bool,
    /// Only lines about areas at this level of risk.
    pub when: Option<RiskLevel>,
}

/// What is compared with the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each line.
    Record,
    /// All lines together.
    All,
    /// The lines of each value of a column.
    Column(Box<str>),
}

/// What a clause demands.
#[derive(Debug)]
pub enum Demand {
    /// A quantity keeps to a limit.
    Quantity {
        /// Of which lines.
        of: Selection,
        /// The column that is added up; lines are counted without one.
        figure: Option<Box<str>>,
        /// The column that the sum is divided by.
        over: Option<Box<str>>,
        /// Whether the quantity is in per cent.
        per_cent: bool,
        /// What is compared.
        per: Per,
        /// The limit.
        limit: Limit,
    },
    /// Each line has so much in each of several columns.
    Each {
        /// Of which lines.
        of: Selection,
        /// The columns.
        figures: Vec<Box<str>>,
        /// At least so much; `None` is any at all.
        least: Option<Exact>,
    },
    /// Each line that has more than a number in a column says yes in another.
    Triggers {
        /// Of which lines.
        of: Selection,
        /// The column with the number.
        figure: Box<str>,
        /// The number.
        more_than: Exact,
        /// The column that must say yes.
        then: Box<str>,
    },
    /// The days in the columns of each line come one after another, none left out.
    Order {
        /// Of which lines.
        of: Selection,
        /// The columns.
        figures: Vec<Box<str>>,
    },
    /// Each line has a time of day.
    Time {
        /// Of which lines.
        of: Selection,
        /// The column.
        figure: Box<str>,
        /// The time.
        time: NaiveTime,
    },
    /// Recurring duties are kept.
    Rhythm {
        /// The duties.
        rhythms: Vec<Id<Rhythm>>,
        /// At least how often.
        every: Every,
        /// How many times in each.
        times: u32,
        /// By what time of day.
        time: Option<NaiveTime>,
        /// Only those for areas at this level of risk.
        when: Option<RiskLevel>,
    },
    /// A role's weight is at least so much per cent, for each of the kinds.
    Weight {
        /// The scheme.
        scheme: Id<Scheme>,
        /// The role, as the clause names it.
        role: At<Key>,
        /// The kinds of team; all when there is none.
        kinds: Vec<Kind>,
        /// The floor in per cent.
        floor: At<Exact>,
    },
    /// Cases within some days that reach a number are answered by a response.
    Window {
        /// Within how many days.
        days: u32,
        /// The number of cases.
        cases: Exact,
    },
    /// One condition of a level of risk.
    Level(LevelRule),
    /// What makes a cluster.
    ClusterSize {
        /// At least so many cases.
        cases: Exact,
        /// Within so many days.
        days: u32,
    },
    /// Events keep to a number of people, or do not take place at some levels.
    Events {
        /// At most so many people.
        people: Option<Exact>,
        /// The levels at which none takes place.
        levels: Vec<RiskLevel>,
    },
    /// The plan's own text lists so many below a heading.
    Listed {
        /// What is counted.
        count: Counted,
        /// How many.
        number: Exact,
    },
    /// No data can decide it.
    Stated {
        /// How the number is meant.
        bound: Option<Bound>,
    },
}

/// A condition of a level of risk: the level holds where the number of local cases within the days lies between `from` and
/// `until`, or where there are so many clusters.
#[derive(Clone, Debug)]
pub struct LevelRule {
    /// The level.
    pub level: RiskLevel,
    /// Within how many days, the day itself included.
    pub days: u32,
    /// At least so many cases.
    pub from: Option<Exact>,
    /// At most so many cases.
    pub until: Option<Exact>,
    /// At least so many clusters.
    pub clusters: Option<u32>,
}

/// What reading a clause needs.
struct Admission<'a, 'f> {
    form: &'a ClauseForm,
    names: &'a Names,
    findings: &'f mut Findings,
}

impl Clause {
    /// Checks one clause and looks up what it names.
    pub fn admit(form: ClauseForm, names: &Names, findings: &mut Findings) -> Option<Clause> {
        let responsible = names.resolve_optional(&form.responsible, findings);
        let mut admission = Admission { form: &form, names, findings };
        admission.fields_have_effect();
        let demand = admission.demand();
        Some(Clause {
            demand: demand?,
            responsible: responsible?,
            key: form.id,
            place: form.place,
            rule: form.rule,
            text: form.text,
            under: form.under,
            number: form.number,
            unit: form.unit,
            soft: form.soft.unwrap_or(false),
            topic: form.topic,
            reading: form.reading,
            remark: form.remark,
            resident: form.resident.unwrap_or(false),
        })
    }
}

impl Admission<'_, '_> {
    fn demand(&mut self) -> Option<Demand> {
        match self.form.rule.value {
            ClauseRule::AtLeast => self.quantity(Limit::AtLeast, false),
            ClauseRule::AtMost => self.quantity(Limit::AtMost, false),
            ClauseRule::Exactly => self.quantity(Limit::Exactly, false),
            ClauseRule::ShareOf => self.quantity(Limit::AtLeast, true),
            ClauseRule::StockLasts => self.stock(),
            ClauseRule::Between => self.between(),
            ClauseRule::MoreThanTriggers => self.triggers(),
            ClauseRule::WeightAtLeast => self.weight(),
            ClauseRule::LocatedIn | ClauseRule::AllOf => self.each(None),
            ClauseRule::StaffedWith => {
                let least = self.number()?;
                self.each(Some(least))
            }
            ClauseRule::InOrder => self.order(),
            ClauseRule::Before => self.before(),
            ClauseRule::AtTime => self.time(),
            ClauseRule::EverySoOften => self.rhythm(),
            ClauseRule::WindowCount => {
                let (days, cases) = (self.days(), self.number());
                Some(Demand::Window { days: days?, cases: cases? })
            }
            ClauseRule::RiskLevel => self.level(),
            ClauseRule::ClusterSize => {
                let (days, cases) = (self.days(), self.number());
                Some(Demand::ClusterSize { days: days?, cases: cases? })
            }
            ClauseRule::EventLimit => self.events(),
            ClauseRule::Listed => self.listed(),
            ClauseRule::Stated => Some(Demand::Stated { bound: self.form.bound }),
        }
    }

    /// Complains about fields that the rule does not use: what was meant by them would silently not be checked.
    fn fields_have_effect(&mut self) {
        let form = self.form;
        let written = [
            ("number", form.number.is_some()),
            ("from", form.from.is_some()),
            ("until", form.until.is_some()),
            ("ledger", form.ledger.is_some()),
            ("where", form.r#where.is_some()),
            ("figure", form.figure.is_some()),
            ("figures", !form.figures.is_empty()),
            ("over", form.over.is_some()),
            ("per", form.per.is_some()),
            ("during", form.during.is_some()),
            ("when", form.when.is_some()),
            ("then", form.then.is_some()),
            ("than", form.than.is_some()),
            ("time", form.time.is_some()),
            ("rhythm", !form.rhythm.is_empty()),
            ("every", form.every.is_some()),
            ("scheme", form.scheme.is_some()),
            ("role", form.role.is_some()),
            ("team_kinds", !form.team_kinds.is_empty()),
            ("level", form.level.is_some()),
            ("levels", !form.levels.is_empty()),
            ("days", form.days.is_some()),
            ("clusters", form.clusters.is_some()),
            ("count", form.count.is_some()),
            ("bound", form.bound.is_some()),
        ];
        let used = form.rule.value.fields();
        for (name, _) in written.into_iter().filter(|(name, is)| *is && !used.contains(name)) {
            let (key, rule) = (&*form.id.value, form.rule.word());
            self.findings.push(
                Finding::new(
                    &rules::FIELD_WITHOUT_EFFECT,
                    form.rule.place.clone(),
                    Said::both(
                        format!("条款 `{key}` 的规则 `{rule}` 不用 `{name}`"),
                        format!("the rule `{rule}` of the clause `{key}` does not use `{name}`"),
                    ),
                )
                .expected(Said::both(
                    format!("它用的字段：{}", used.join("、")),
                    format!("it uses {}", used.join(", ")),
                ))
                .help(Said::both(
                    format!("删去 `{name}`，或换一条规则"),
                    format!("remove `{name}`, or choose another rule"),
                )),
            );
        }
    }

    /// The field, or the complaint that the rule needs it.
    fn needs<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let rule = self.form.rule.word();
            let key = &*self.form.id.value;
            self.findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    self.form.rule.place.clone(),
                    Said::both(
                        format!("条款 `{key}` 的规则 `{rule}` 需要 `{field}`"),
                        format!("the rule `{rule}` of the clause `{key}` needs `{field}`"),
                    ),
                )
                .help(Said::both(format!("加上 `{field} = …`"), format!("add `{field} = …`"))),
            );
        }
        value
    }

    fn number(&mut self) -> Option<Exact> {
        self.needs("number", self.form.number.as_ref()).map(|number| number.value.clone())
    }

    fn days(&mut self) -> Option<u32> {
        let days = self.needs("days", self.form.days.as_ref())?;
        if days.value == 0 {
            self.findings.push(
                Finding::new(&rules::OUT_OF_RANGE, days.place.clone(), Said::both("天数为 0", "the days are 0"))
                    .expected(Said::both("应不小于 1", "expected 1 or more")),
            );
            return None;
        }
        Some(days.value)
    }

    /// Which lines; with the complaints about columns that the ledger does not have.
    fn selection(&mut self) -> Option<Selection> {
        let written = self.needs("ledger", self.form.ledger.as_ref())?;
        let Some(book) = book(&written.value) else {
            let known: Vec<&str> = books().iter().map(|book| book.word).collect();
            self.findings.push(
                Finding::new(
                    &rules::UNKNOWN_WORD,
                    written.place.clone(),
                    Said::both(
                        format!("没有台账 `{}`", written.value),
                        format!("there is no ledger `{}`", written.value),
                    ),
                )
                .expected(expected_one_of(known.iter().copied()))
                .help(suggestion(&written.value, known.iter().copied())),
            );
            return None;
        };
        let conditions = self.form.r#where.clone().unwrap_or_default();
        let mut whole = true;
        for (column, wanted) in &conditions.0 {
            whole &= self.column(&book, &column.value, &column.place, &[]).is_some();
            whole &= self.wanted_word_is_known(&book, column, wanted);
        }
        let this_year = self.form.during.is_some();
        whole.then_some(Selection { book, conditions, this_year, when: self.form.when })
    }

    /// A word that a column of words can never hold would select nothing, silently.
    fn wanted_word_is_known(&mut self, book: &Book, column: &At<Box<str>>, wanted: &Wanted) -> bool {
        let headings = (book.headings)();
        let Some(heading) = headings.iter().find(|heading| *heading.name == *column.value) else { return true };
        if heading.words.is_empty() {
            return true;
        }
        let text = |wanted: &Wanted| match wanted {
            Wanted::Text(word) => Some(word.clone()),
            _ => None,
        };
        let words: Vec<Box<str>> = match wanted {
            Wanted::OneOf(several) => several.iter().filter_map(text).collect(),
            one => text(one).into_iter().collect(),
        };
        let unknown: Vec<&str> =
            words.iter().map(|word| &**word).filter(|word| !heading.words.contains(word)).collect();
        for word in &unknown {
            self.findings.push(
                Finding::new(
                    &rules::UNKNOWN_WORD,
                    column.place.clone(),
                    Said::both(
                        format!("`{word}` 不是列 `{}` 的词", column.value),
                        format!("`{word}` is no word of the column `{}`", column.value),
                    ),
                )
                .expected(expected_one_of(heading.words.iter().copied()))
                .help(suggestion(word, heading.words.iter().copied())),
            );
        }
        unknown.is_empty()
    }

    /// The column, or the complaint that the ledger has none of that name, or none of a sort that fits.
    fn column(&mut self, book: &Book, name: &str, place: &Place, sorts: &[Sort]) -> Option<Box<str>> {
        let sort = sort_of(book, name);
        if sort.is_some_and(|sort| sorts.is_empty() || sorts.contains(&sort)) {
            return Some(name.into());
        }
        let headings = (book.headings)();
        let fits = |sort: &Sort| sorts.is_empty() || sorts.contains(sort);
        let mut known: Vec<&str> =
            headings.iter().filter(|heading| fits(&heading.sort)).map(|heading| heading.name).collect();
        if fits(&Sort::Area) && headings.iter().any(|heading| heading.sort == Sort::Area) {
            known.extend(ABOVE);
        }
        let message = match sort {
            None => Said::both(
                format!("台账 `{}` 没有列 `{name}`", book.word),
                format!("the ledger `{}` has no column `{name}`", book.word),
            ),
            Some(_) => Said::both(
                format!("台账 `{}` 的列 `{name}` 不能这样用", book.word),
                format!("the column `{name}` of the ledger `{}` cannot be used so", book.word),
            ),
        };
        self.findings.push(
            Finding::new(&rules::UNKNOWN_WORD, place.clone(), message)
                .expected(expected_one_of(known.iter().copied()))
                .help(suggestion(name, known.iter().copied())),
        );
        None
    }

    /// A column that the form must name.
    fn named(&mut self, book: &Book, field: &str, written: Option<&At<String>>, sorts: &[Sort]) -> Option<Box<str>> {
        let written = self.needs(field, written)?;
        self.column(book, &written.value, &written.place, sorts)
    }

    /// A column that the form may name.
    fn maybe(&mut self, book: &Book, written: Option<&At<String>>, sorts: &[Sort]) -> Option<Option<Box<str>>> {
        match written {
            None => Some(None),
            Some(written) => self.column(book, &written.value, &written.place, sorts).map(Some),
        }
    }

    fn quantity(&mut self, limit: impl Fn(Exact) -> Limit, per_cent: bool) -> Option<Demand> {
        let (of, number) = (self.selection(), self.number());
        let of = of?;
        self.quantity_of(of, limit(number?), per_cent)
    }

    fn between(&mut self) -> Option<Demand> {
        let of = self.selection();
        let from = self.needs("from", self.form.from.as_ref()).map(|number| number.value.clone());
        let until = self.needs("until", self.form.until.as_ref()).map(|number| number.value.clone());
        let of = of?;
        self.quantity_of(of, Limit::Between(from?, until?), false)
    }

    fn quantity_of(&mut self, of: Selection, limit: Limit, per_cent: bool) -> Option<Demand> {
        let form = self.form;
        let numbers = [Sort::Number, Sort::Truth, Sort::Items];
        let figure = self.maybe(&of.book, form.figure.as_ref(), &numbers);
        let over = self.maybe(&of.book, form.over.as_ref(), &numbers);
        let figure = match (per_cent || form.over.is_some(), figure?) {
            (true, None) => Some(self.needs("figure", None)?),
            (_, figure) => figure,
        };
        let per = match form.per.as_ref().map(|per| (per.value.as_str(), &per.place)) {
            None if per_cent => Per::All,
            None => {
                if figure.is_some() {
                    Per::Record
                } else {
                    Per::All
                }
            }
            Some(("record", _)) => Per::Record,
            Some(("all", _)) => Per::All,
            Some((name, place)) => Per::Column(self.column(&of.book, name, place, &[])?),
        };
        Some(Demand::Quantity { of, figure, over: over?, per_cent, per, limit })
    }

    fn stock(&mut self) -> Option<Demand> {
        let (of, days) = (self.selection(), self.number());
        let of = of?;
        let figure = self.column(&of.book, "days", &self.form.rule.place, &[Sort::Number])?;
        let limit = Limit::AtLeast(days?);
        Some(Demand::Quantity { of, figure: Some(figure), over: None, per_cent: false, per: Per::Record, limit })
    }

    /// The columns of `figures`, or the one of `figure`.
    fn figures(&mut self, book: &Book, sorts: &[Sort]) -> Option<Vec<Box<str>>> {
        let form = self.form;
        let written: Vec<&At<String>> = form.figures.iter().chain(&form.figure).collect();
        if written.is_empty() {
            return self.needs("figures", None);
        }
        if form.rule.value != ClauseRule::StaffedWith {
            self.as_many_as_said(written.len());
        }
        let columns: Vec<Option<Box<str>>> =
            written.iter().map(|written| self.column(book, &written.value, &written.place, sorts)).collect();
        columns.into_iter().collect()
    }

    /// The number of a list of columns, where one is given, is that of the columns.
    fn as_many_as_said(&mut self, columns: usize) {
        let Some(number) = &self.form.number else { return };
        if number.value.to_count() != Some(columns) {
            self.findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    number.place.clone(),
                    Said::both(
                        format!("`figures` 列了 {columns} 项，与数目不符"),
                        format!("`figures` lists {columns}, not so many"),
                    ),
                )
                .expected(Said::both(format!("应为 {columns}"), format!("expected {columns}"))),
            );
        }
    }

    fn each(&mut self, least: Option<Exact>) -> Option<Demand> {
        let of = self.selection()?;
        let sorts: &[Sort] = if least.is_some() { &[Sort::Number, Sort::Items] } else { &[] };
        let figures = self.figures(&of.book, sorts)?;
        Some(Demand::Each { of, figures, least })
    }

    fn order(&mut self) -> Option<Demand> {
        let of = self.selection()?;
        let figures = self.figures(&of.book, &[Sort::Day])?;
        Some(Demand::Order { of, figures })
    }

    fn before(&mut self) -> Option<Demand> {
        let of = self.selection()?;
        let form = self.form;
        let first = self.named(&of.book, "figure", form.figure.as_ref(), &[Sort::Day]);
        let second = self.named(&of.book, "than", form.than.as_ref(), &[Sort::Day]);
        Some(Demand::Order { of, figures: vec![first?, second?] })
    }

    fn time(&mut self) -> Option<Demand> {
        let of = self.selection()?;
        let form = self.form;
        let figure = self.named(&of.book, "figure", form.figure.as_ref(), &[Sort::Time]);
        let time = self.needs("time", form.time);
        Some(Demand::Time { of, figure: figure?, time: time? })
    }

    fn triggers(&mut self) -> Option<Demand> {
        let of = self.selection()?;
        let form = self.form;
        let figure = self.named(&of.book, "figure", form.figure.as_ref(), &[Sort::Number]);
        let then = self.named(&of.book, "then", form.then.as_ref(), &[]);
        let more_than = self.number();
        Some(Demand::Triggers { of, figure: figure?, more_than: more_than?, then: then? })
    }

    fn rhythm(&mut self) -> Option<Demand> {
        let form = self.form;
        if form.rhythm.is_empty() {
            return self.needs("rhythm", None);
        }
        let rhythms = self.names.resolve_all(&form.rhythm, self.findings);
        let every = self.needs("every", form.every);
        let times = self.times();
        Some(Demand::Rhythm { rhythms: rhythms?, every: every?, times: times?, time: form.time, when: form.when })
    }

    /// How many times in each period: once unless said otherwise.
    fn times(&mut self) -> Option<u32> {
        let Some(number) = &self.form.number else { return Some(1) };
        let times = number.value.to_count().and_then(|times| u32::try_from(times).ok()).filter(|times| *times > 0);
        if times.is_none() {
            self.findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    number.place.clone(),
                    Said::both("次数不是正整数", "it cannot be done so many times"),
                )
                .expected(Said::both("应为 1 或更大的整数", "expected a whole number, 1 or more")),
            );
        }
        times
    }

    fn weight(&mut self) -> Option<Demand> {
        let form = self.form;
        let scheme = self.names.resolve_optional(&form.scheme, self.findings)?;
        let scheme = self.needs("scheme", scheme);
        let role = self.needs("role", form.role.clone());
        let floor = self.needs("number", form.number.clone());
        let kinds = form.team_kinds.iter().map(|kind| Kind::Team(*kind)).collect();
        Some(Demand::Weight { scheme: scheme?, role: role?, kinds, floor: floor? })
    }

    fn level(&mut self) -> Option<Demand> {
        let form = self.form;
        let (level, days) = (self.needs("level", form.level), self.days());
        let number = |written: &Option<At<Exact>>| written.as_ref().map(|number| number.value.clone());
        let (from, until) = (number(&form.from), number(&form.until));
        if from.is_none() && until.is_none() && form.clusters.is_none() {
            return self.needs("from", None);
        }
        Some(Demand::Level(LevelRule { level: level?, days: days?, from, until, clusters: form.clusters }))
    }

    fn events(&mut self) -> Option<Demand> {
        let people = self.form.number.as_ref().map(|number| number.value.clone());
        if people.is_none() && self.form.levels.is_empty() {
            return self.needs("number", None);
        }
        Some(Demand::Events { people, levels: self.form.levels.clone() })
    }

    fn listed(&mut self) -> Option<Demand> {
        let form = self.form;
        let under = self.needs("under", form.under.as_ref()).is_some();
        let count = self.needs("count", form.count);
        let number = self.number();
        under.then_some(())?;
        Some(Demand::Listed { count: count?, number: number? })
    }
}
