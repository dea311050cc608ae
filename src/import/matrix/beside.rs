//! Assumptions and risks, which stand beside what they bear on.

use super::super::draft::{Draft, Reading};
use super::super::heading::Field;
use super::super::remark::Told;
use super::super::row::{About, Row};
use super::Matrix;
use super::known::{Mark, at_mut};
use crate::plan::Kind;

impl Matrix<'_> {
    /// An assumption or a risk of a row, in the nearest element that can hold it; it names the lowest one that cannot.
    pub(super) fn beside(&mut self, row: Row<'_>, field: Field, about: About, reading: &mut Reading) {
        let Some(column) = row.table.column(field) else { return };
        let Some((place, cell)) = row.cell(column) else { return };
        let kind = if field == Field::Risk { Kind::Risk } else { Kind::Assumption };
        let (text, id) = (cell.to_string(), row.id_before(column));
        let parent = self.parent_for(kind);
        let above = self.above(kind, parent.as_ref(), "affects");
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let Some(siblings) = siblings else { return };
        let mark = match &id {
            Some(id) => Mark::NumberedText(text.clone(), id.clone()),
            None => Mark::Text(text.clone()),
        };
        let marks = [mark, Mark::Place(place.clone())];
        let known = marks.iter().find_map(|mark| self.known.get(parent.as_ref(), kind, mark.clone()));
        let index = known.unwrap_or_else(|| {
            let mut element = Draft::new(kind, text, &*place);
            element.given_id = id;
            siblings.push(element);
            siblings.len() - 1
        });
        for mark in marks {
            self.known.put(parent.as_ref(), kind, mark, index);
        }
        let element = &mut siblings[index];
        if let Some(above) = above {
            element.link("affects", &above, &place);
            reading.doubts.push(Told::NamesAbove.at(&place).with("kind", kind.name()));
        }
        row.fill_beside(element, about);
    }
}
