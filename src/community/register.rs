//! The kinds of record, listed once: reading, looking up, documentation and the community itself are made from the list.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::community::area::{Area, AreaForm};
use crate::community::document::{Texts, TwinForm};
use crate::community::festival::{Festival, FestivalForm};
use crate::community::form::{At, FieldNote, Form, Key, Reading, Value, table_of};
use crate::community::marks::{Sheet, SheetForm, SheetRecord};
use crate::community::neighbourhood::{Neighbourhood, NeighbourhoodForm};
use crate::community::notice::{Notice, NoticeForm};
use crate::community::organisation::{Organisation, OrganisationForm};
use crate::community::page::{FreePage, PageForm};
use crate::community::plan::{Plan, PlanForm};
use crate::community::scheme::{Scheme, SchemeForm};
use crate::community::settings::{Site, SiteForm};
use crate::community::table::{Names, Record, Table};
use crate::community::team::{Team, TeamForm};
use crate::finding::rules;
use crate::finding::{Finding, Findings, listing, suggestion};
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
    KindNote { word: R::WORD, folder, doc: R::Form::doc(), fields: R::Form::notes() }
}

/// A text of `content/` as written: front matter, that of its twin, and both texts.
#[derive(Debug)]
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

macro_rules! register {
    (
        alone { $($alone:ident: $alone_record:ident $alone_form:ident),* }
        data { $($data:ident: $record:ident $form:ident),* }
        texts { $($text:ident: $text_record:ident $text_form:ident $folder:literal),* }
    ) => {
        /// Everything that people wrote, by kind, not yet looked up.
        #[derive(Debug, Default)]
        pub struct Forms {
            $( #[doc = concat!("Records of `", stringify!($alone), "`.")] pub $alone: Vec<$alone_form>, )*
            $( #[doc = concat!("Records of `", stringify!($data), "`.")] pub $data: Vec<$form>, )*
            $( #[doc = concat!("Texts of `", stringify!($text), "`.")] pub $text: Vec<Written<$text_form>>, )*
        }

        impl Forms {
            /// Reads what stands under the top-level key `word` of a data file.
            pub fn read(&mut self, word: &Spanned<toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
                let name: &str = word.get_ref();
                match name {
                    $( <$alone_record as Record>::WORD => read_into(&mut self.$alone, value, reading), )*
                    $( <$record as Record>::WORD => read_into(&mut self.$data, value, reading), )*
                    _ => {
                        let known = [$(<$alone_record as Record>::WORD,)* $(<$record as Record>::WORD),*];
                        let accepted = listing(known);
                        reading.findings.push(
                            Finding::new(
                                &rules::UNKNOWN_KIND,
                                reading.place(word.span()),
                                Said::both(format!("没有 `{name}` 这种记录"), format!("there is no kind of record `{name}`")),
                            )
                            .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
                            .help(suggestion(name, known)),
                        );
                    }
                }
            }

            /// Adds a text of kind `word`, whose front matter is read by the kind's form.
            pub fn read_text(&mut self, word: &str, id: At<Key>, twin: Option<TwinForm>, texts: Texts, front: &mut Front<'_, '_>) {
                match word {
                    $( <$text_record as Record>::WORD => {
                        let form = $text_form::from_table(front.table, 0..0, &mut front.reading);
                        self.$text.extend(form.map(|form| Written { id, form, twin, texts }));
                    } )*
                    _ => {}
                }
            }

            /// Adds what was read from another file.
            pub fn append(&mut self, mut other: Forms) {
                $( self.$alone.append(&mut other.$alone); )*
                $( self.$data.append(&mut other.$data); )*
                $( self.$text.append(&mut other.$text); )*
            }
        }

        /// Every kind with its fields.
        pub fn kinds() -> Vec<KindNote> {
            vec![
                $( note_of::<$alone_record>("data/"), )*
                $( note_of::<$record>("data/"), )*
                $( note_of::<$text_record>($folder), )*
            ]
        }

        /// The folders under `content/` that hold texts, each with the kind of text in it.
        pub const TEXT_FOLDERS: &[(&str, &str)] = &[$( ($folder, <$text_record as Record>::WORD) ),*];

        /// Known facts: every name resolves and every rule of severity *error* holds.
        #[derive(Debug)]
        pub struct Community {
            /// The settings of the site.
            pub site: Site,
            $( #[doc = concat!("Every record of `", stringify!($data), "`.")] pub $data: Table<$record>, )*
            $( #[doc = concat!("Every record of `", stringify!($text), "`.")] pub $text: Table<$text_record>, )*
            /// Every score sheet, in order of scheme, period, role and assessor.
            pub sheets: Vec<Sheet>,
        }

        /// Looks up every name. What comes back has gaps where a record had a fault, and no sheets yet; it is `None`
        /// when there are no settings. The sheets are given back as they were written.
        pub fn admit(forms: Forms, main: Language, findings: &mut Findings) -> (Option<Community>, Names, Vec<SheetForm>) {
            let mut names = Names::default();
            $( let $data = names.enter(<$record as Record>::WORD, forms.$data, |form| &form.id, findings); )*
            $( let $text = names.enter(<$text_record as Record>::WORD, forms.$text, |written| &written.id, findings); )*
            $( let $data = Table::new($data.into_iter().map(|form| $record::admit(form, &names, findings)).collect()); )*
            $( let $text = Table::new($text.into_iter().map(|Written { id, form, twin, texts }| {
                $text_record::admit(id.value, main, form, twin, texts, &names, findings)
            }).collect()); )*
            let site = settings(forms.site, &names, findings);
            let community = site.map(|site| Community { site, $($data,)* $($text,)* sheets: Vec::new() });
            (community, names, forms.sheets)
        }
    };
}

register! {
    alone { site: Site SiteForm, sheets: SheetRecord SheetForm }
    data {
        areas: Area AreaForm,
        organisations: Organisation OrganisationForm,
        neighbourhoods: Neighbourhood NeighbourhoodForm,
        teams: Team TeamForm,
        schemes: Scheme SchemeForm,
        festivals: Festival FestivalForm
    }
    texts {
        plans: Plan PlanForm "content/plans/",
        notices: Notice NoticeForm "content/notices/",
        pages: FreePage PageForm "content/pages/"
    }
}

fn read_into<F: Form + Value>(forms: &mut Vec<F>, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
    match value.get_ref() {
        DeValue::Array(items) => forms.extend(items.iter().filter_map(|item| F::read(item, reading))),
        _ => {
            if table_of(value, reading).is_some() {
                forms.extend(F::read(value, reading));
            }
        }
    }
}

fn settings(mut forms: Vec<SiteForm>, names: &Names, findings: &mut Findings) -> Option<Site> {
    forms.sort_by(|left, right| left.place.cmp(&right.place));
    let mut forms = forms.into_iter();
    let first = forms.next()?;
    for other in forms {
        findings.push(
            Finding::new(
                &rules::DUPLICATE_ID,
                other.place,
                Said::both("`[site]` 写了两次", "`[site]` is written twice"),
            )
            .related(first.place.clone(), Said::both("先写在这里", "first written here")),
        );
    }
    Site::admit(first, names, findings)
}
