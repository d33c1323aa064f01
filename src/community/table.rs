//! Records by id: an [`Id`] exists only after its name was looked up, so a look-up by it cannot fail.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::community::form::{At, Form, Key, Name};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::Said;

/// A kind of record.
pub trait Record: Sized {
    /// The word that heads it in a file: `neighbourhood`.
    const WORD: &'static str;
    /// What it is written as.
    type Form: Form;
}

/// Declares the records that stand for kinds which name a scheme, a period and a subject at once: `check` turns what is
/// written into what it is.
macro_rules! written_as {
    ($($record:ident $word:literal $form:ident $what:literal),*) => { $(
        #[doc = $what]
        #[derive(Debug)]
        pub struct $record;

        impl $crate::community::table::Record for $record {
            const WORD: &'static str = $word;
            type Form = $form;
        }
    )* };
}
pub(crate) use written_as;

/// The position of a record of type `T` in its table.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    fn at(index: usize) -> Id<T> {
        Id(u32::try_from(index).unwrap_or(u32::MAX), PhantomData)
    }

    /// The id of the first record, for tests of what an id is only a part of.
    #[cfg(test)]
    pub fn first() -> Id<T> {
        Id::at(0)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.0)
    }
}

/// All records of one kind, in the order of their ids.
///
/// While the community is being checked a record with a fault leaves a gap, so that the others keep their positions;
/// in a checked community there is none.
#[derive(Debug)]
pub struct Table<T> {
    records: Vec<Option<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { records: Vec::new() }
    }
}

impl<T> Table<T> {
    /// The records in order, with gaps.
    pub fn new(records: Vec<Option<T>>) -> Table<T> {
        Table { records }
    }

    /// Every record with its id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> {
        self.records.iter().enumerate().filter_map(|(index, record)| Some((Id::at(index), record.as_ref()?)))
    }

    /// Every id.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> {
        self.iter().map(|(id, _)| id)
    }

    /// The record, unless it had a fault.
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.records.get(id.0 as usize)?.as_ref()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;
    /// The record of `id`.
    ///
    /// # Panics
    /// Only while checking, for a record that had a fault; a checked community has none.
    fn index(&self, id: Id<T>) -> &T {
        self.records[id.0 as usize].as_ref().expect("a checked community has no gaps")
    }
}

/// The forms by id and place. What is sorted is the same for every kind, so that sorting is compiled once.
fn in_order<F>(forms: Vec<F>, key: impl Fn(&F) -> (Box<str>, Place)) -> Vec<F> {
    let mut order: Vec<(Box<str>, Place, usize)> =
        forms.iter().enumerate().map(|(at, form)| (key(form), at)).map(|((key, place), at)| (key, place, at)).collect();
    order.sort();
    let mut forms: Vec<Option<F>> = forms.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(.., at)| forms[at].take()).collect()
}

/// A record that is not yet for the public, by kind and id.
pub type Held = (&'static str, Box<str>);

/// Every id that was written, by kind.
#[derive(Debug, Default)]
pub struct Names {
    kinds: HashMap<&'static str, HashMap<Box<str>, (usize, Place)>>,
    /// Those of records that could not be read, the kind being empty where it is not known. They are complained about
    /// already; those who name them are right.
    unread: HashSet<(&'static str, Box<str>)>,
    /// Those of records that are held back. Who can do without one does; who cannot is held back as well.
    held: HashSet<Held>,
    /// Whether a record that is held back was asked for since the last look.
    missed: AtomicBool,
}

impl Names {
    /// With the ids of records that could not be read, and of those that are held back.
    pub fn with(unread: impl IntoIterator<Item = (&'static str, Box<str>)>, held: HashSet<Held>) -> Names {
        Names { unread: unread.into_iter().collect(), held, ..Names::default() }
    }

    /// Whether the record of kind `word` with that key is held back.
    pub fn is_held(&self, word: &'static str, key: &str) -> bool {
        !self.held.is_empty() && self.held.contains(&(word, Box::from(key)))
    }

    /// What `admit` makes of a record; one that could not do without a record that is held back is noted in `more`.
    pub fn watched<T>(
        &self,
        (word, key): (&'static str, Key),
        more: &mut Vec<Held>,
        admit: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        self.missed.store(false, Ordering::Relaxed);
        let admitted = admit();
        if admitted.is_none() && self.missed.load(Ordering::Relaxed) {
            more.push((word, key.0));
        }
        admitted
    }

    /// Whether a record of kind `word` with that key was written, but could not be read.
    pub fn is_unread(&self, word: &'static str, key: &str) -> bool {
        if self.is_held(word, key) {
            self.missed.store(true, Ordering::Relaxed);
            return true;
        }
        !self.unread.is_empty() && [word, ""].iter().any(|word| self.unread.contains(&(*word, Box::from(key))))
    }

    /// Puts `forms` in the order of their ids and notes each, complaining about ids that occur twice.
    pub fn enter<F>(
        &mut self,
        word: &'static str,
        forms: Vec<F>,
        id: impl Fn(&F) -> &At<Key>,
        findings: &mut Findings,
    ) -> Vec<F> {
        let mut forms = forms;
        forms.retain(|form| !self.is_held(word, &id(form).value));
        let forms = in_order(forms, |form| {
            let At { value, place } = id(form);
            (value.0.clone(), place.clone())
        });
        let known = self.kinds.entry(word).or_default();
        for (index, form) in forms.iter().enumerate() {
            let At { value: key, place } = id(form);
            if let Some((_, first)) = known.get(&key.0) {
                findings.push(
                    Finding::new(
                        &rules::DUPLICATE_ID,
                        place.clone(),
                        Said::both(
                            format!("`{word}` 的编号 `{}` 已经用过", &**key),
                            format!("the {word} id `{}` is already taken", &**key),
                        ),
                    )
                    .related(first.clone(), Said::both("先写在这里", "first used here"))
                    .help(Said::both("给其中一条换个编号", "give one of the two another id")),
                );
            } else {
                known.insert(key.0.clone(), (index, place.clone()));
            }
        }
        forms
    }

    /// The id of the record named, or a complaint.
    pub fn resolve<T: Record>(&self, name: &Name<T>, findings: &mut Findings) -> Option<Id<T>> {
        let found = self.find::<T>(&name.key);
        if found.is_none() {
            findings.extend(self.unresolved(T::WORD, &name.key, &name.place));
        }
        found
    }

    /// Whether a record of kind `word` has that key.
    pub fn has(&self, word: &str, key: &str) -> bool {
        self.kinds.get(word).is_some_and(|ids| ids.contains_key(key))
    }

    /// The id of the record with that key, if there is one.
    pub fn find<T: Record>(&self, key: &str) -> Option<Id<T>> {
        self.kinds.get(T::WORD)?.get(key).map(|(index, _)| Id::at(*index))
    }

    /// The ids of all records named; each that is not found is a complaint.
    pub fn resolve_all<T: Record>(&self, names: &[Name<T>], findings: &mut Findings) -> Option<Vec<Id<T>>> {
        let shown = names.iter().filter(|name| !self.is_held(T::WORD, &name.key));
        let found: Vec<Option<Id<T>>> = shown.map(|name| self.resolve(name, findings)).collect();
        found.into_iter().collect()
    }

    /// The id of the record named, when one is named: the outer `None` is a name that leads nowhere.
    pub fn resolve_optional<T: Record>(
        &self,
        name: &Option<Name<T>>,
        findings: &mut Findings,
    ) -> Option<Option<Id<T>>> {
        match name {
            None => Some(None),
            Some(name) if self.is_held(T::WORD, &name.key) => Some(None),
            Some(name) => self.resolve(name, findings).map(Some),
        }
    }

    /// The complaint that no record of kind `word` has the id `key`, unless one has that could not be read.
    pub fn unresolved(&self, word: &'static str, key: &str, place: &Place) -> Option<Finding> {
        if self.is_unread(word, key) {
            return None;
        }
        let none = HashMap::new();
        let known = self.kinds.get(word).unwrap_or(&none);
        let elsewhere =
            self.kinds.iter().filter(|(_, ids)| ids.contains_key(key)).map(|(other, _)| *other).min().map(|other| {
                Said::both(
                    format!("`{key}` 是一条 `{other}` 记录的编号，不是 `{word}` 的"),
                    format!("`{key}` is the id of a record of kind `{other}`, not `{word}`"),
                )
            });
        let mut names: Vec<&str> = known.keys().map(|name| &**name).collect();
        names.sort_unstable();
        let expected = match names.len() {
            0 => Said::both(format!("还没有 `{word}` 记录"), format!("there are no records of kind `{word}` yet")),
            1..=12 => expected_one_of(names.iter().copied()),
            count => Said::both(
                format!("应为 {count} 条 `{word}` 记录中一条的编号"),
                format!("expected the id of one of the {count} records of kind `{word}`"),
            ),
        };
        let message = Said::both(format!("没有编号为 `{key}` 的 `{word}` 记录"), format!("there is no {word} `{key}`"));
        let finding = Finding::new(&rules::UNRESOLVED_NAME, place.clone(), message).expected(expected);
        Some(finding.help(suggestion(key, names).or(elsewhere)))
    }
}
