//! Locations: an activity says where it works, and a value of an indicator for which of these places it is.

use std::sync::Arc;

use std::collections::HashMap;

use super::Reader;
use crate::plan::Part;
use crate::source::Located;
use crate::xml::{Content, Cursor};

/// The dimension that places are groups of.
pub(super) const DIMENSION: &str = "location";

/// The names of an activity's locations, by the reference that values use.
#[derive(Debug, Default)]
pub(super) struct Locations(HashMap<Arc<str>, Arc<str>>);

/// What a value is a value of.
pub(super) enum Scope<'x, 't> {
    /// All that the indicator counts.
    Whole,
    /// A group of a dimension.
    Dimension(Cursor<'x, 't>),
    /// A place.
    Location(Content),
    /// A group of several dimensions at once: a cell of a table, no part of the whole.
    Cell,
}

impl Reader {
    pub(super) fn locations_of(&self, activity: Cursor<'_, '_>) -> Locations {
        let named = |location: Cursor<'_, '_>| {
            let (_, _, text) = self.text_of(location.first("name")?)?;
            let own = text.in_language(&self.filler.language).or(text.entries.first())?;
            Some((location.value("ref")?.words, own.words.clone()))
        };
        Locations(activity.all("location").filter_map(named).collect())
    }

    /// The value of the place that `reference` names, which is called as the activity calls it.
    pub(super) fn part_of_location(&self, reference: &Content, value: &Content) -> Option<Part> {
        let number = super::super::markup::decimal(&value.words).ok()?;
        let name = self.locations.0.get(&reference.words).unwrap_or(&reference.words).clone();
        Some(Part {
            dimension: Some(DIMENSION.into()),
            group: Located::new(name, self.filler.at(reference.at)),
            value: Located::new(number, self.filler.at(value.at)),
        })
    }
}

/// Whether places tell the values of one moment apart. One place for all of them is only where the activity works.
pub(super) fn tell_apart(values: &[Cursor<'_, '_>]) -> bool {
    let places = |value: &Cursor<'_, '_>| references(*value).map(|place| place.words).collect::<Vec<_>>();
    let mut all = values.iter().map(places);
    all.next().is_some_and(|first| all.any(|other| other != first))
}

/// What `value` is a value of; places count where they tell values apart.
pub(super) fn scope<'x, 't>(value: Cursor<'x, 't>, by_place: bool) -> Scope<'x, 't> {
    let mut dimensions = value.all("dimension");
    let mut places = references(value).filter(|_| by_place);
    match (dimensions.next(), dimensions.next(), places.next(), places.next()) {
        (None, _, None, _) => Scope::Whole,
        (Some(dimension), None, None, _) => Scope::Dimension(dimension),
        (None, _, Some(place), None) => Scope::Location(place),
        _ => Scope::Cell,
    }
}

/// The places that a value refers to.
fn references<'x, 't>(value: Cursor<'x, 't>) -> impl Iterator<Item = Content> + use<'x, 't> {
    value.all("location").filter_map(|location| location.value("ref"))
}
