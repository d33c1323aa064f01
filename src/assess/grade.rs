//! Places → bands: by their bounds, within their quotas, under the caps of vetoes.

use std::collections::BTreeMap;

use crate::assess::Standing;
use crate::community::marks::Period;
use crate::community::register::Community;
use crate::community::scheme::form::QuotaRounding;
use crate::community::scheme::{Band, Scheme};
use crate::community::table::Id;
use crate::exact::{Exact, Rounding};

/// What keeps a result from the band of its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The quota of the band at this position is used up.
    Quota(usize),
    /// The veto at this position among the rulings.
    Veto(usize),
}

/// How many of `size` subjects may be in a band.
pub fn allowed(scheme: &Scheme, band: &Band, size: usize) -> Option<usize> {
    let share = &(band.quota.as_ref()? * &Exact::whole(size as i64)) / &Exact::whole(100);
    let rounded = match scheme.quota_rounding {
        QuotaRounding::Floor => share.floor(),
        QuotaRounding::HalfUp => share.rounded(0, Rounding::HalfUp),
        QuotaRounding::Ceil => share.ceil(),
    };
    rounded.to_count()
}

/// Gives bands to `members`, who stand in order of place.
///
/// Those who share a place go into a band together or not at all, but for those whom a veto caps; once a band has turned
/// somebody away it takes nobody with a worse place. Whom a veto caps uses no slot of a better band, and needs one in the
/// band that is left.
pub fn grade(community: &Community, scheme: &Scheme, (id, period): (Id<Scheme>, &Period), members: &mut [Standing]) {
    let size = members.len();
    let quotas: Vec<Option<usize>> = scheme.bands.iter().map(|band| allowed(scheme, band, size)).collect();
    let mut used = vec![0; scheme.bands.len()];
    let mut closed = vec![false; scheme.bands.len()];
    for same in members.chunk_by_mut(|left, right| left.place == right.place) {
        let veto = |standing: &Standing| {
            let vetoes = community.rulings.vetoes.iter().enumerate().filter(|(_, veto)| {
                (veto.case.scheme, &veto.case.period, veto.case.subject) == (id, period, standing.subject)
            });
            vetoes.filter_map(|(at, veto)| Some((veto.cap?, at))).max_by_key(|(cap, _)| *cap)
        };
        let by_bounds = scheme.band(&same[0].ranked);
        // Those who share a place but for a veto that caps some of them, by the best band that is left to them.
        let mut starting: BTreeMap<usize, Vec<&mut Standing>> = BTreeMap::new();
        for standing in same.iter_mut() {
            let Some(own) = by_bounds else { continue };
            let cap = veto(standing).filter(|(cap, _)| own < *cap);
            standing.held = cap.map(|(_, at)| Held::Veto(at));
            starting.entry(cap.map_or(own, |(cap, _)| cap)).or_default().push(standing);
        }
        for (mut band, together) in starting {
            let mut turned_away = None;
            while band < scheme.bands.len() {
                let full = quotas[band].is_some_and(|allowed| closed[band] || used[band] + together.len() > allowed);
                if !full {
                    break;
                }
                closed[band] = true;
                turned_away.get_or_insert(band);
                band += 1;
            }
            used.get_mut(band).map(|used| *used += together.len()).unwrap_or_default();
            for standing in together {
                standing.band = (band < scheme.bands.len()).then_some(band);
                standing.held = standing.held.or(turned_away.map(Held::Quota));
            }
        }
    }
}
