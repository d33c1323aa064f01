//! Festival events: what, when, where, who may take part, and how a contest is judged.

use chrono::{NaiveDate, NaiveTime};

use crate::community::area::Area;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::organisation::Organisation;
use crate::community::scheme::{Scheme, check_distinct};
use crate::community::table::{Id, Names, Record};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::{Language, Said};
use crate::privacy::names;

form! {
    /// A festival event, with its contest if it has one.
    /// 节庆活动，可以带比赛。
    pub struct FestivalForm {
        /// Its id, the name of its page.
        /// 编号，即网址。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Its theme.
        /// 主题。
        theme: Option<Said>,
        /// Who holds it.
        /// 主办单位。
        hosts: Vec<Name<Organisation>>,
        /// Who helps.
        /// 协办单位。
        co_hosts: Vec<Name<Organisation>>,
        /// The day, or the first of several.
        /// 日期，或第一天。
        date: At<NaiveDate>,
        /// The last of several days.
        /// 最后一天。
        until: Option<At<NaiveDate>>,
        /// When it begins.
        /// 开始时刻。
        start: Option<At<NaiveTime>>,
        /// When it ends.
        /// 结束时刻。
        end: Option<At<NaiveTime>>,
        /// Where.
        /// 地点。
        venue: Said,
        /// The area it is held in and for.
        /// 所在区域。
        area: Name<Area>,
        /// Where, if it rains.
        /// 雨天备选地点。
        wet_weather_venue: Option<Said>,
        /// Who may take part.
        /// 参加对象。
        participants: Option<Said>,
        /// How many people are expected.
        /// 预计人数。
        expected_people: Option<u32>,
        /// Office phone.
        /// 联系电话。
        contact: Option<Said>,
        /// How to sign up.
        /// 报名。
        sign_up: Option<SignUpForm>,
        /// What is prepared beforehand.
        /// 事前准备。
        preparation: Vec<ItemForm>,
        /// The rules of the contest.
        /// 比赛规则。
        rule: Vec<ItemForm>,
        /// What makes a piece valid.
        /// 有效件的认定。
        validity: Vec<ItemForm>,
        /// The safety sheet.
        /// 安全预案。
        safety: Vec<SafetyForm>,
        /// A place to learn.
        /// 学习区。
        learning_area: Option<Said>,
        /// The scheme by which entries are judged.
        /// 评分办法。
        scheme: Option<Name<Scheme>>,
        /// That it was cancelled or moved, and why.
        /// 取消或改期，及理由。
        change: Option<ChangeForm>,
        /// Prizes, from the first down.
        /// 奖项，从高到低。
        prize: Vec<PrizeForm>,
        /// Judges, by office.
        /// 评委，写职务不写姓名。
        judge: Vec<JudgeForm>,
        /// Entries.
        /// 参赛者。
        entry: Vec<EntryForm>,
    }
}

form! {
    /// Signing up.
    /// 报名办法。
    pub struct SignUpForm {
        /// First day.
        /// 开始日期。
        from: NaiveDate,
        /// Last day.
        /// 截止日期。
        until: At<NaiveDate>,
        /// How.
        /// 方式。
        how: Said,
        /// How many may enter.
        /// 名额。
        limit: Option<u32>,
    }
}

form! {
    /// One item of a list.
    /// 一条内容。
    pub struct ItemForm {
        /// What it says.
        /// 内容。
        text: Said,
    }
}

form! {
    /// One line of the safety sheet.
    /// 一项安全措施。
    pub struct SafetyForm {
        /// What it is about.
        /// 事项。
        topic: Said,
        /// What is done.
        /// 措施。
        text: Said,
    }
}

words! {
    /// What became of an event that does not take place as announced.
    pub enum ChangeKind {
        Cancelled = "cancelled" ("取消", "cancelled"),
        Moved = "moved" ("改期", "moved"),
    }
}

form! {
    /// The change of an event.
    /// 活动的变更。
    pub struct ChangeForm {
        /// Cancelled or moved.
        /// 取消还是改期。
        kind: ChangeKind,
        /// When that was decided.
        /// 决定日期。
        decided: NaiveDate,
        /// To which day it was moved.
        /// 改到哪天。
        to: Option<NaiveDate>,
        /// Why.
        /// 理由。
        reason: Said,
    }
}

form! {
    /// A prize.
    /// 奖项。
    pub struct PrizeForm {
        /// Its name.
        /// 名称。
        name: Said,
        /// How many get it; without this, every entry does.
        /// 名额；不写则人人有份。
        places: Option<u32>,
        /// What they get.
        /// 奖品。
        prize: Option<Said>,
    }
}

form! {
    /// A judge, by office.
    /// 评委，写职务。
    pub struct JudgeForm {
        /// The id that score sheets use.
        /// 编号，评分表用。
        id: At<Key>,
        /// By office, never a person's name.
        /// 职务，不写姓名。
        name: Said,
    }
}

form! {
    /// An entry to the contest.
    /// 一个参赛者或参赛组。
    pub struct EntryForm {
        /// The id that score sheets use.
        /// 编号，评分表用。
        id: At<Key>,
        /// Its name: of a team, or of a person with `person = true`.
        /// 名称：写组名；写人名的要写 `person = true`。
        name: Said,
        /// Whether it is a person, whose name is then shown masked.
        /// 是否个人；是的，页面上只显示隐去的姓名。
        person: Option<bool>,
        /// Whether the person agreed that the name be shown in full.
        /// 本人是否书面同意公开全名。
        consent: Option<At<bool>>,
        /// Whether the person is a minor, of whom only the surname is shown.
        /// 是否未成年人；是的，一律写作“某同学”。
        minor: Option<At<bool>>,
        /// The neighbourhood it comes from.
        /// 来自的小区。
        neighbourhood: Option<Name<Neighbourhood>>,
        /// Valid pieces.
        /// 有效件数。
        valid: Option<u32>,
        /// Invalid pieces.
        /// 无效件数。
        invalid: Option<u32>,
        /// Minutes used.
        /// 用时，分钟。
        minutes: Option<Exact>,
    }
}

/// A festival event.
#[derive(Debug)]
pub struct Festival {
    /// Its id.
    pub key: Key,
    /// Where it is written.
    pub place: Place,
    /// That it was cancelled or moved.
    pub change: Option<ChangeForm>,
    /// Its name.
    pub name: Said,
    /// Its theme.
    pub theme: Option<Said>,
    /// Who holds it.
    pub hosts: Vec<Id<Organisation>>,
    /// Who helps.
    pub co_hosts: Vec<Id<Organisation>>,
    /// The first day.
    pub date: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// When it begins.
    pub start: Option<NaiveTime>,
    /// When it ends.
    pub end: Option<NaiveTime>,
    /// Where.
    pub venue: Said,
    /// The area it is held in and for.
    pub area: Id<Area>,
    /// Where, if it rains.
    pub wet_weather_venue: Option<Said>,
    /// Who may take part.
    pub participants: Option<Said>,
    /// How many people are expected.
    pub expected_people: Option<u32>,
    /// Office phone.
    pub contact: Option<Said>,
    /// How to sign up.
    pub sign_up: Option<SignUp>,
    /// What is prepared beforehand.
    pub preparation: Vec<Said>,
    /// The rules.
    pub rules: Vec<Said>,
    /// What makes a piece valid.
    pub validity: Vec<Said>,
    /// The safety sheet: topic and measure.
    pub safety: Vec<(Said, Said)>,
    /// A place to learn.
    pub learning_area: Option<Said>,
    /// The scheme by which entries are judged.
    pub scheme: Option<Id<Scheme>>,
    /// Prizes, from the first down.
    pub prizes: Vec<Prize>,
    /// Judges.
    pub judges: Vec<(Key, Said)>,
    /// Entries, in the order of their ids.
    pub entries: Vec<Entry>,
}

/// Signing up.
#[derive(Debug)]
pub struct SignUp {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How.
    pub how: Said,
    /// How many may enter.
    pub limit: Option<u32>,
}

/// A prize.
#[derive(Debug)]
pub struct Prize {
    /// Its name.
    pub name: Said,
    /// How many get it; `None` is every entry.
    pub places: Option<u32>,
    /// What they get.
    pub prize: Option<Said>,
}

/// An entry to the contest.
#[derive(Debug)]
pub struct Entry {
    /// Its id.
    pub key: Key,
    /// Its name, that of a person as pages may show it: no later stage knows the whole.
    pub name: Said,
    /// The neighbourhood it comes from.
    pub neighbourhood: Option<Id<Neighbourhood>>,
    /// Valid pieces.
    pub valid: Option<u32>,
    /// Invalid pieces.
    pub invalid: Option<u32>,
    /// Minutes used.
    pub minutes: Option<Exact>,
}

impl Record for Festival {
    const WORD: &'static str = "festival";
    type Form = FestivalForm;
}

/// Complains when the second date comes before the first; each with the name of its field.
pub fn check_order(first: (&str, NaiveDate), second: (&str, &At<NaiveDate>), findings: &mut Findings) {
    let ((first_name, first), (name, At { value, place })) = (first, second);
    if *value < first {
        findings.push(
            Finding::new(
                &rules::DATES_OUT_OF_ORDER,
                place.clone(),
                Said::both(
                    format!("`{name}`（{value}）早于 `{first_name}`（{first}）"),
                    format!("`{name}` ({value}) is before `{first_name}` ({first})"),
                ),
            )
            .expected(Said::both(format!("应不早于 {first}"), format!("expected {first} or later"))),
        );
    }
}

/// Complains when an event of one day does not end after it begins.
fn check_times(form: &FestivalForm, findings: &mut Findings) {
    let (Some(start), Some(end), None) = (&form.start, &form.end, &form.until) else { return };
    if end.value > start.value {
        return;
    }
    let [start, written] = [start, end].map(|time| time.value.format("%H:%M").to_string());
    findings.push(
        Finding::new(
            &rules::DATES_OUT_OF_ORDER,
            end.place.clone(),
            Said::both(
                format!("`end`（{written}）不晚于 `start`（{start}）"),
                format!("`end` ({written}) is not after `start` ({start})"),
            ),
        )
        .expected(Said::both(format!("应晚于 {start}"), format!("expected later than {start}")))
        .help(Said::both(
            "活动若跨到次日，写上最后一天 `until = …`",
            "if the event runs into another day, write its last day, `until = …`",
        )),
    );
}

/// The name of an entry as it may be shown: of a minor the surname, of another person in full with consent, else masked.
fn shown_name(entry: &EntryForm) -> Said {
    let says = |field: &Option<At<bool>>| field.as_ref().is_some_and(|field| field.value);
    match entry.person == Some(true) {
        true if says(&entry.minor) => names::of_a_minor(&entry.name),
        true if !says(&entry.consent) => names::masked(&entry.name),
        _ => entry.name.clone(),
    }
}

/// Complains when an entry that is no person has fields of one, or a name of one.
fn check_person(entry: &EntryForm, findings: &mut Findings) {
    if entry.person == Some(true) {
        return;
    }
    for (field, written) in [("consent", &entry.consent), ("minor", &entry.minor)] {
        findings.extend(written.as_ref().map(|written| {
            Finding::new(
                &rules::FIELD_WITHOUT_EFFECT,
                written.place.clone(),
                Said::both(
                    format!("没有 `person = true`，`{field}` 不起作用"),
                    format!("without `person = true`, `{field}` has no effect"),
                ),
            )
            .help(Said::both("是个人就写 `person = true`", "write `person = true` if it is a person"))
        }));
    }
    let (name, language) = entry.name.within(Language::Chinese);
    let looks_like_one =
        language == Language::Chinese && names::is_chinese_name(name) && !names::ends_like_a_place(name);
    if entry.person.is_none() && looks_like_one {
        findings.push(
            Finding::new(
                &rules::NAME_OF_A_PERSON,
                entry.place.clone(),
                Said::both(
                    format!("参赛者的名称 {} 像人名", names::masked(&entry.name).text(Language::Chinese)),
                    format!(
                        "the entry's name, {}, looks like a person's",
                        names::masked(&entry.name).text(Language::Chinese)
                    ),
                ),
            )
            .help(Said::both(
                "是个人就写 `person = true`；是组名就写 `person = false`",
                "write `person = true` if it is a person, `person = false` if it is a group",
            )),
        );
    }
}

impl Festival {
    /// Checks one event and looks up what it names.
    pub fn admit(form: FestivalForm, names: &Names, findings: &mut Findings) -> Option<Festival> {
        if let Some(until) = &form.until {
            check_order(("date", form.date.value), ("until", until), findings);
        }
        check_times(&form, findings);
        if let Some(sign_up) = &form.sign_up {
            check_order(("from", sign_up.from), ("until", &sign_up.until), findings);
        }
        check_distinct(form.judge.iter().map(|judge| &judge.id), findings);
        check_distinct(form.entry.iter().map(|entry| &entry.id), findings);
        let hosts = names.resolve_all(&form.hosts, findings);
        let co_hosts = names.resolve_all(&form.co_hosts, findings);
        let area = names.resolve(&form.area, findings);
        let scheme = names.resolve_optional(&form.scheme, findings);
        let mut entries = Vec::new();
        for entry in form.entry {
            let neighbourhood = names.resolve_optional(&entry.neighbourhood, findings);
            check_person(&entry, findings);
            entries.push(neighbourhood.map(|neighbourhood| Entry {
                name: shown_name(&entry),
                key: entry.id.value,
                neighbourhood,
                valid: entry.valid,
                invalid: entry.invalid,
                minutes: entry.minutes,
            }));
        }
        let mut entries = entries.into_iter().collect::<Option<Vec<_>>>()?;
        entries.sort_by(|left, right| left.key.cmp(&right.key));
        let texts = |items: Vec<ItemForm>| items.into_iter().map(|item| item.text).collect();
        Some(Festival {
            key: form.id.value,
            place: form.id.place,
            change: form.change,
            name: form.name,
            theme: form.theme,
            hosts: hosts?,
            co_hosts: co_hosts?,
            date: form.date.value,
            until: form.until.map_or(form.date.value, |until| until.value),
            start: form.start.map(|start| start.value),
            end: form.end.map(|end| end.value),
            venue: form.venue,
            area: area?,
            wet_weather_venue: form.wet_weather_venue,
            participants: form.participants,
            expected_people: form.expected_people,
            contact: form.contact,
            sign_up: form.sign_up.map(|sign_up| SignUp {
                from: sign_up.from,
                until: sign_up.until.value,
                how: sign_up.how,
                limit: sign_up.limit,
            }),
            preparation: texts(form.preparation),
            rules: texts(form.rule),
            validity: texts(form.validity),
            safety: form.safety.into_iter().map(|line| (line.topic, line.text)).collect(),
            learning_area: form.learning_area,
            scheme: scheme?,
            prizes: form
                .prize
                .into_iter()
                .map(|prize| Prize { name: prize.name, places: prize.places, prize: prize.prize })
                .collect(),
            judges: form.judge.into_iter().map(|judge| (judge.id.value, judge.name)).collect(),
            entries,
        })
    }
}
