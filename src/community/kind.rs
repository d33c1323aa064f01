//! Kinds of what is assessed: the kind of a team or neighbourhood, the level of an area.

use crate::community::area::Level;
use crate::community::neighbourhood::NeighbourhoodKind;
use crate::community::scheme::form::SubjectKind;
use crate::community::team::TeamKind;
use crate::language::Language;

/// The kind of a subject. Weights, criteria and groups of a scheme can differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Of a team.
    Team(TeamKind),
    /// Of a neighbourhood.
    Neighbourhood(NeighbourhoodKind),
    /// The level of an area.
    Area(Level),
}

impl Kind {
    /// Every kind that a subject of that sort can be of, in the order of the field's convention; entries have none.
    pub fn all(subject: SubjectKind) -> Vec<Kind> {
        match subject {
            SubjectKind::Team => TeamKind::ALL.iter().map(|kind| Kind::Team(*kind)).collect(),
            SubjectKind::Neighbourhood => {
                NeighbourhoodKind::ALL.iter().map(|kind| Kind::Neighbourhood(*kind)).collect()
            }
            SubjectKind::Area => Level::ALL.iter().map(|level| Kind::Area(*level)).collect(),
            SubjectKind::Entry => Vec::new(),
        }
    }

    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Team(kind) => kind.word(),
            Kind::Neighbourhood(kind) => kind.word(),
            Kind::Area(level) => level.word(),
        }
    }

    /// Its name on a page.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Kind::Team(kind) => kind.name(language),
            Kind::Neighbourhood(kind) => kind.name(language),
            Kind::Area(level) => level.name(language),
        }
    }
}
