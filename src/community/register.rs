//! The kinds of record, listed once: reading, looking up, documentation and the community itself are made from the list.

use std::collections::{BTreeSet, HashSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::community::area::{Area, AreaForm};
use crate::community::calendar::{Calendar, HolidayCalendar, HolidayCalendarForm};
use crate::community::disclosure::{Disclosure, DisclosureForm};
use crate::community::document::{Texts, TwinForm};
use crate::community::festival::{Festival, FestivalForm};
use crate::community::form::{At, Field, FieldNote, Form, Key, Reading, Value};
use crate::community::kind::Kind;
use crate::community::ledger::bodies::{Body, BodyForm};
use crate::community::ledger::checkpoints::{Checkpoint, CheckpointForm, ServicePoint, ServicePointForm};
use crate::community::ledger::coverage::{Coverage, CoverageForm, Enforcement, EnforcementForm};
use crate::community::ledger::filing::{Filing, FilingForm};
use crate::community::ledger::grids::{
    EventCase, EventCaseForm, Grid, GridForm, GridReport, GridReportForm, Platform, PlatformForm,
};
use crate::community::ledger::infection::{
    CaseSeries, CaseSeriesForm, Cluster, ClusterForm, ContactCount, ContactCountForm, LevelMeasure, LevelMeasureForm,
    LevelOrder, LevelOrderForm,
};
use crate::community::ledger::projects::{
    Activity, ActivityForm, Decision, DecisionForm, Project, ProjectForm, Visit, VisitForm,
};
use crate::community::ledger::response::{Response, ResponseForm};
use crate::community::ledger::rhythm::{Rhythm, RhythmForm};
use crate::community::ledger::supplies::{
    EnterpriseClass, EnterpriseClassForm, Fund, FundForm, Preparedness, PreparednessForm, Stock, StockForm,
};
use crate::community::ledger::tasks::{Duty, DutyForm, Measure, MeasureForm, Post, PostForm};
use crate::community::ledger::teams::{ServiceTeam, ServiceTeamForm, Shift, ShiftForm};
use crate::community::ledger::{Book, Ledger, lines};
use crate::community::marks::{Period, Sheet, SheetForm, SheetRecord, Subject};
use crate::community::neighbourhood::{Neighbourhood, NeighbourhoodForm};
use crate::community::notice::{Notice, NoticeForm};
use crate::community::organisation::{Organisation, OrganisationForm};
use crate::community::page::{FreePage, PageForm};
use crate::community::plan::{Plan, PlanForm};
use crate::community::redress::{Correction, CorrectionForm, CorrectionRecord, Reply, ReplyForm, ReplyRecord};
use crate::community::release::{Release, ReleaseForm, ReleaseRecord};
use crate::community::rulings::{
    ModerationForm, ModerationRecord, Rulings, TieDecisionForm, TieDecisionRecord, UngradedForm, UngradedRecord,
    VetoForm, VetoRecord,
};
use crate::community::scheme::Scheme;
use crate::community::scheme::form::SchemeForm;
use crate::community::settings::{Site, SiteForm};
use crate::community::table::{Held, Id, Names, Record, Table};
use crate::community::team::{Team, TeamForm};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::{Language, Said};

/// What a kind says about itself.
#[derive(Clone, Debug)]
pub struct KindNote {
    /// The word that heads it in a file.
    pub word: &'static str,
    /// Where its files stand.
    pub folder: &'static str,
    /// What it is: in English, in Chinese.
    pub doc: [String; 2],
    /// Its fields.
    pub fields: Vec<FieldNote>,
}

fn note_of<R: Record>(folder: &'static str) -> KindNote {
    let mut fields = R::Form::notes();
    if R::WORD != Site::WORD {
        fields.push(draft_note());
    }
    KindNote { word: R::WORD, folder, doc: R::Form::doc(), fields }
}

/// The field that every record can have beside those of its kind.
const DRAFT: &str = "draft";

fn draft_note() -> FieldNote {
    let doc = ["Not yet for the public: only the review edition has it.", "尚未定稿，不公开：只在审阅版里出现。"];
    <Option<bool> as Field>::note(DRAFT, &doc)
}

/// A record that is not yet for the public.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its kind.
    pub word: &'static str,
    /// Its id, where its kind has ids.
    pub id: Option<Box<str>>,
    /// Where it is written.
    pub place: Place,
}

/// Notes that the record of kind `word` in `table` is a draft, if it says so.
fn note_draft(
    drafts: &mut Vec<Draft>,
    (word, id): (&'static str, Option<Box<str>>),
    (table, place): (&DeTable<'_>, Place),
    reading: &mut Reading<'_>,
) {
    let draft = table.get(DRAFT).and_then(|value| bool::read(value, reading));
    drafts.extend((draft == Some(true)).then_some(Draft { word, id, place }));
    reading.beside = Some(DRAFT);
}

/// A text of `content/` as written: front matter, that of its twin, and both texts.
#[derive(Clone, Debug)]
pub struct Written<F> {
    /// Its id: the name of its file.
    pub id: At<Key>,
    /// Its front matter.
    pub form: F,
    /// The front matter in the other language.
    pub twin: Option<TwinForm>,
    /// The texts.
    pub texts: Texts,
}

/// The front matter of a text, about to be read.
pub struct Front<'a, 'i> {
    /// Its TOML.
    pub table: &'a DeTable<'i>,
    /// Where it stands.
    pub reading: Reading<'a>,
}

/// What was marked and decided, as written: it names a scheme, a period and a subject at once.
#[derive(Debug)]
pub struct Marked {
    /// Score sheets.
    pub sheets: Vec<SheetForm>,
    /// Vetoes.
    pub vetoes: Vec<VetoForm>,
    /// Subjects that are not graded.
    pub ungraded: Vec<UngradedForm>,
    /// Decisions on ties.
    pub decisions: Vec<TieDecisionForm>,
    /// Outcomes of moderation.
    pub moderations: Vec<ModerationForm>,
    /// Ways to the public.
    pub releases: Vec<ReleaseForm>,
    /// Replies.
    pub replies: Vec<ReplyForm>,
    /// Corrections.
    pub corrections: Vec<CorrectionForm>,
}

impl Community {
    /// The kind of what is assessed: of a team or neighbourhood, or the level of an area; entries have none.
    pub fn kind(&self, subject: Subject) -> Option<Kind> {
        match subject {
            Subject::Team(id) => self.teams.get(id).map(|team| Kind::Team(team.kind)),
            Subject::Neighbourhood(id) => self.neighbourhoods.get(id).map(|home| Kind::Neighbourhood(home.kind)),
            Subject::Area(id) => self.areas.get(id).map(|area| Kind::Area(area.level)),
            Subject::Entry(..) => None,
        }
    }

    /// The id of what is assessed; that of an entry is its id within its festival.
    pub fn key(&self, subject: Subject) -> &str {
        let key = match subject {
            Subject::Neighbourhood(id) => self.neighbourhoods.get(id).map(|record| &record.key),
            Subject::Team(id) => self.teams.get(id).map(|record| &record.key),
            Subject::Area(id) => self.areas.get(id).map(|record| &record.key),
            Subject::Entry(id, entry) => {
                let festival = self.festivals.get(id);
                festival.and_then(|festival| festival.entries.get(entry as usize)).map(|entry| &entry.key)
            }
        };
        key.map_or("?", |key| key)
    }
}

macro_rules! register {
    (
        alone { $($alone:ident: $alone_record:ident $alone_form:ident),* }
        data { $($data:ident: $record:ident $form:ident),* }
        ledgers { $($ledger:ident: $ledger_record:ident $ledger_form:ident),* }
        texts { $($text:ident: $text_record:ident $text_form:ident $folder:literal),* }
    ) => {
        /// Everything that people wrote, by kind, not yet looked up.
        #[derive(Clone, Debug, Default)]
        pub struct Forms {
            $( #[doc = concat!("Records of `", stringify!($alone), "`.")] pub $alone: Vec<$alone_form>, )*
            $( #[doc = concat!("Records of `", stringify!($data), "`.")] pub $data: Vec<$form>, )*
            $( #[doc = concat!("Records of `", stringify!($ledger), "`.")] pub $ledger: Vec<$ledger_form>, )*
            $( #[doc = concat!("Texts of `", stringify!($text), "`.")] pub $text: Vec<Written<$text_form>>, )*
            /// Records that could not be read, by kind and id, or by kind and scheme where a kind has no ids.
            pub unread: Vec<(&'static str, Box<str>)>,
            /// Records that are not yet for the public.
            pub drafts: Vec<Draft>,
        }

        impl Forms {
            /// Reads what stands under the top-level key `word` of a data file.
            pub fn read(&mut self, word: &Spanned<toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
                let name: &str = word.get_ref();
                match name {
                    $( <$alone_record as Record>::WORD => {
                        read_into::<$alone_record>(&mut self.$alone, (&mut self.unread, &mut self.drafts), value, reading);
                    } )*
                    $( <$record as Record>::WORD => {
                        read_into::<$record>(&mut self.$data, (&mut self.unread, &mut self.drafts), value, reading);
                    } )*
                    $( <$ledger_record as Record>::WORD => {
                        read_into::<$ledger_record>(&mut self.$ledger, (&mut self.unread, &mut self.drafts), value, reading);
                    } )*
                    _ => {
                        let known = [$(<$alone_record as Record>::WORD,)* $(<$record as Record>::WORD,)*
                            $(<$ledger_record as Record>::WORD),*];
                        reading.findings.push(
                            Finding::new(
                                &rules::UNKNOWN_KIND,
                                reading.place(word.span()),
                                Said::both(format!("没有 `{name}` 这种记录"), format!("there is no kind of record `{name}`")),
                            )
                            .expected(expected_one_of(known))
                            .help(suggestion(name, known)),
                        );
                    }
                }
            }

            /// Adds a text of kind `word`, whose front matter is read by the kind's form.
            pub fn read_text(&mut self, word: &str, id: At<Key>, twin: Option<TwinForm>, texts: Texts, front: &mut Front<'_, '_>) {
                match word {
                    $( <$text_record as Record>::WORD => {
                        let own = (<$text_record as Record>::WORD, Some(id.value.0.clone()));
                        note_draft(&mut self.drafts, own, (front.table, id.place.clone()), &mut front.reading);
                        match $text_form::from_table(front.table, 0..0, &mut front.reading) {
                            Some(form) => self.$text.push(Written { id, form, twin, texts }),
                            None => self.unread.push((<$text_record as Record>::WORD, id.value.0)),
                        }
                    } )*
                    _ => {}
                }
            }

            /// Adds what was read from another file.
            pub fn append(&mut self, mut other: Forms) {
                $( self.$alone.append(&mut other.$alone); )*
                $( self.$data.append(&mut other.$data); )*
                $( self.$ledger.append(&mut other.$ledger); )*
                $( self.$text.append(&mut other.$text); )*
                self.unread.append(&mut other.unread);
                self.drafts.append(&mut other.drafts);
            }
        }

        /// Every kind with its fields.
        pub fn kinds() -> Vec<KindNote> {
            vec![
                $( note_of::<$alone_record>("data/"), )*
                $( note_of::<$record>("data/"), )*
                $( note_of::<$ledger_record>("data/"), )*
                $( note_of::<$text_record>($folder), )*
            ]
        }

        /// The ledgers that are kinds of record of their own, in the order of the register.
        pub fn own_books() -> Vec<Book> {
            vec![$( Book {
                word: <$ledger_record as Record>::WORD,
                title: <$ledger_record as Ledger>::TITLE,
                headings: <$ledger_record as Ledger>::headings,
                lines: |community| lines(&community.$ledger, community),
                suppressed: <$ledger_record as Ledger>::SUPPRESSED,
            } ),*]
        }

        /// The folders under `content/` that hold texts, each with the kind of text in it.
        pub const TEXT_FOLDERS: &[(&str, &str)] = &[$( ($folder, <$text_record as Record>::WORD) ),*];

        /// Known facts: every name resolves and every rule of severity *error* holds.
        #[derive(Debug)]
        pub struct Community {
            /// The settings of the site.
            pub site: Site,
            $( #[doc = concat!("Every record of `", stringify!($data), "`.")] pub $data: Table<$record>, )*
            $( #[doc = concat!("Every record of `", stringify!($ledger), "`.")] pub $ledger: Table<$ledger_record>, )*
            $( #[doc = concat!("Every record of `", stringify!($text), "`.")] pub $text: Table<$text_record>, )*
            /// The working days: the holidays that the program knows, and those of the site.
            pub calendar: Calendar,
            /// Every score sheet, in order of scheme, period, role and assessor.
            pub sheets: Vec<Sheet>,
            /// What bodies decided about results.
            pub rulings: Rulings,
            /// How results become public, in order of scheme and period.
            pub releases: Vec<Release>,
            /// Replies of those who were assessed, in order of result and day.
            pub replies: Vec<Reply>,
            /// Corrections, in order of their days.
            pub corrections: Vec<Correction>,
            /// Results of which a sheet or ruling is a draft, by scheme and period.
            pub drafted: Vec<(Id<Scheme>, Period)>,
            /// The records that are not yet for the public: left out of the public edition, marked in the other.
            pub held: BTreeSet<Held>,
        }

        /// Looks up every name. What comes back has gaps where a record had a fault, and neither sheets nor rulings yet;
        /// they are given back as they were written.
        ///
        /// Records that are held back count as if they were not written; so do those that cannot do without one of them,
        /// and these are told, to be held back as well.
        pub fn admit(forms: Forms, held: HashSet<Held>, main: Language, findings: &mut Findings) -> (Community, Marked, Names, Vec<Held>) {
            let mut more: Vec<Held> = Vec::new();
            let mut names = Names::with(forms.unread, held);
            $( let $data = names.enter(<$record as Record>::WORD, forms.$data, |form| &form.id, findings); )*
            $( let $ledger = names.enter(<$ledger_record as Record>::WORD, forms.$ledger, |form| &form.id, findings); )*
            $( let $text = names.enter(<$text_record as Record>::WORD, forms.$text, |written| &written.id, findings); )*
            $( let $data = Table::new($data.into_iter().map(|form| {
                let key = form.id.value.clone();
                names.watched((<$record as Record>::WORD, key), &mut more, || $record::admit(form, &names, findings))
            }).collect()); )*
            $( let $ledger = Table::new($ledger.into_iter().map(|form| {
                let key = form.id.value.clone();
                names.watched((<$ledger_record as Record>::WORD, key), &mut more, || $ledger_record::admit(form, &names, findings))
            }).collect()); )*
            $( let $text = Table::new($text.into_iter().map(|Written { id, form, twin, texts }| {
                let key = id.value.clone();
                names.watched((<$text_record as Record>::WORD, key), &mut more, || {
                    $text_record::admit(id.value, main, form, twin, texts, &names, findings)
                })
            }).collect()); )*
            let site = settings(forms.site, main, &names, findings);
            let marked = Marked {
                sheets: forms.sheets,
                vetoes: forms.vetoes,
                ungraded: forms.ungraded,
                decisions: forms.decisions,
                moderations: forms.moderations,
                releases: forms.releases,
                replies: forms.replies,
                corrections: forms.corrections,
            };
            let mut community = Community {
                site,
                $($data,)*
                $($ledger,)*
                $($text,)*
                calendar: Calendar::default(),
                sheets: Vec::new(),
                rulings: Rulings::default(),
                releases: Vec::new(),
                replies: Vec::new(),
                corrections: Vec::new(),
                drafted: Vec::new(),
                held: BTreeSet::new(),
            };
            community.calendar = Calendar::with(&community.holiday_calendars);
            (community, marked, names, more)
        }
    };
}

register! {
    alone {
        site: Site SiteForm,
        sheets: SheetRecord SheetForm,
        vetoes: VetoRecord VetoForm,
        ungraded: UngradedRecord UngradedForm,
        decisions: TieDecisionRecord TieDecisionForm,
        moderations: ModerationRecord ModerationForm,
        releases: ReleaseRecord ReleaseForm,
        replies: ReplyRecord ReplyForm,
        corrections: CorrectionRecord CorrectionForm
    }
    data {
        areas: Area AreaForm,
        organisations: Organisation OrganisationForm,
        neighbourhoods: Neighbourhood NeighbourhoodForm,
        teams: Team TeamForm,
        schemes: Scheme SchemeForm,
        festivals: Festival FestivalForm,
        holiday_calendars: HolidayCalendar HolidayCalendarForm,
        disclosures: Disclosure DisclosureForm
    }
    ledgers {
        service_teams: ServiceTeam ServiceTeamForm,
        shifts: Shift ShiftForm,
        checkpoints: Checkpoint CheckpointForm,
        service_points: ServicePoint ServicePointForm,
        contact_counts: ContactCount ContactCountForm,
        case_series: CaseSeries CaseSeriesForm,
        clusters: Cluster ClusterForm,
        level_orders: LevelOrder LevelOrderForm,
        level_measures: LevelMeasure LevelMeasureForm,
        stocks: Stock StockForm,
        preparedness: Preparedness PreparednessForm,
        enterprise_classes: EnterpriseClass EnterpriseClassForm,
        funds: Fund FundForm,
        rhythms: Rhythm RhythmForm,
        bodies: Body BodyForm,
        responses: Response ResponseForm,
        measures: Measure MeasureForm,
        duties: Duty DutyForm,
        posts: Post PostForm,
        grids: Grid GridForm,
        grid_reports: GridReport GridReportForm,
        event_cases: EventCase EventCaseForm,
        platforms: Platform PlatformForm,
        projects: Project ProjectForm,
        deliberations: Decision DecisionForm,
        visits: Visit VisitForm,
        activities: Activity ActivityForm,
        coverages: Coverage CoverageForm,
        enforcements: Enforcement EnforcementForm,
        filings: Filing FilingForm
    }
    texts {
        plans: Plan PlanForm "content/plans/",
        notices: Notice NoticeForm "content/notices/",
        pages: FreePage PageForm "content/pages/"
    }
}

fn read_into<R: Record<Form: Value>>(
    forms: &mut Vec<R::Form>,
    (unread, drafts): (&mut Vec<(&'static str, Box<str>)>, &mut Vec<Draft>),
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading<'_>,
) {
    let items = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    for item in items {
        if let (DeValue::Table(table), true) = (item.get_ref(), R::WORD != Site::WORD) {
            let id = table.get("id").and_then(|value| value.get_ref().as_str()).map(Box::from);
            note_draft(drafts, (R::WORD, id), (table, reading.place(item.span())), reading);
        }
        match R::Form::read(item, reading) {
            Some(form) => forms.push(form),
            None => {
                let text = |field| item.get_ref().get(field).and_then(|value| value.get_ref().as_str());
                unread.push((R::WORD, text("id").or(text("scheme")).unwrap_or_default().into()));
            }
        }
    }
}

fn settings(mut forms: Vec<SiteForm>, main: Language, names: &Names, findings: &mut Findings) -> Site {
    forms.sort_by(|left, right| left.place.cmp(&right.place));
    let mut forms = forms.into_iter();
    let Some(first) = forms.next() else {
        if !findings.any_unreadable() && !names.is_unread(Site::WORD, "") {
            findings.push(
                Finding::new(
                    &rules::EMPTY_SITE,
                    None,
                    Said::both("没有 `[site]` 设置", "there are no `[site]` settings"),
                )
                .help(Said::both(
                    "在 data/site.toml 里写 `[site]` 和 `title = \"…\"`",
                    "write `[site]` and `title = \"…\"` in data/site.toml",
                )),
            );
        }
        return Site::stand_in(main);
    };
    for other in forms {
        findings.push(
            Finding::new(
                &rules::DUPLICATE_ID,
                other.place,
                Said::both("`[site]` 写了两次", "`[site]` is written twice"),
            )
            .related(first.place.clone(), Said::both("先写在这里", "first written here"))
            .help(Said::both("只留一份", "keep one of them")),
        );
    }
    Site::admit(first, names, findings)
}
