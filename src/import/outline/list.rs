//! Items of lists: what stands before a list, or in an item, says what its items are.

use super::super::heading::Field;
use super::super::label::labelled;
use super::super::predecessor::{self, Fated};
use super::super::remark::Told;
use super::super::word::Paragraph;
use super::scope::Under;
use super::{Outline, Owner, Statement, is_element};

/// What the list that is being read holds.
#[derive(Clone, Debug, Default)]
pub(super) enum List {
    /// None is being read, and nothing was said of the next.
    #[default]
    None,
    /// The paragraph before says what its items are.
    Of(Field),
    /// The paragraph before says that they are elements of the plan before, in these words.
    Before(String),
    /// Nothing says what its items are: the first, where it stands, and how many there are.
    Unclear { place: String, text: String, count: usize },
}

impl Outline {
    pub(super) fn item(&mut self, level: u8, paragraph: Paragraph) {
        if !self.in_list {
            self.base = level;
            self.items = 0;
            self.below_list = self.scopes.stated_below();
            self.before_list = match self.current {
                Some(row) => Owner::Row(row),
                None => self.scopes.all().pop().map_or(Owner::Nothing, Owner::Element),
            };
        }
        self.in_list = true;
        if level <= self.base {
            self.items += 1;
        }
        if let Some(about) = self.scopes.whole() {
            let place = self.scopes.place();
            self.about.paragraphs_of(about).push((paragraph.text, place));
            return;
        }
        let text = &paragraph.text;
        if let List::Before(introduction) = &self.list {
            let (place, fate) = (self.scopes.place(), predecessor::fate(introduction));
            match (predecessor::reference(text), fate) {
                (Some((id, words)), Some(fate)) => {
                    let reason = Some(introduction.clone());
                    self.about.fates.push(Fated { id, fate, to: Vec::new(), reason, words, place });
                }
                (Some((id, _)), None) => {
                    self.about.doubts.push(Told::FateUnknown.at(place).with("ids", id).about(text));
                }
                (None, _) => self.about.left_out.push(Told::NoReference.at(place).about(text)),
            }
            return;
        }
        if let Some(found) = labelled(text).filter(|found| !found.rest.is_empty()) {
            if is_element(found.field) && self.is_statement(&found) {
                let statement = self.statement(&found, found.rest.clone(), paragraph.notes);
                self.element(statement, false);
                return;
            }
            if let Some(row) = self.current {
                self.fact(row, &found, paragraph.notes);
                return;
            }
        }
        let field = match (&self.list, self.scopes.under()) {
            (List::Of(field), _) => Some(*field),
            (List::None, Under::Section(field)) => Some(field),
            _ => None,
        };
        match field {
            Some(field) if level <= self.base => {
                let number = paragraph.label.as_deref().and_then(|label| self.number_in(label));
                let place = self.scopes.place();
                self.element(Statement { field, text: paragraph.text, number, place, notes: paragraph.notes }, false);
            }
            Some(_) if self.current.is_some() => {
                let place = self.scopes.place();
                self.about.left_out.push(Told::SubItem.at(&place).about(text));
                let row = self.current.unwrap_or_default();
                self.rows.say(row, Field::Note, "", None, paragraph.text, place);
            }
            _ => match &mut self.list {
                List::Unclear { count, .. } => *count += 1,
                list => *list = List::Unclear { place: self.scopes.place(), text: paragraph.text, count: 1 },
            },
        }
    }

    /// The number that an item shows, where it can be an id: one of several levels, or of elements at the top.
    fn number_in(&self, label: &str) -> Option<String> {
        let number = label.trim_matches(|c: char| matches!(c, '(' | ')' | '.') || c.is_whitespace());
        let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
        (plain && (number.contains('.') || self.scopes.is_at_top())).then(|| number.to_owned())
    }

    pub(super) fn end_of_list(&mut self) {
        self.in_list = false;
        if let List::Unclear { place, text, count } = std::mem::take(&mut self.list) {
            self.about.left_out.push(Told::ListUnclear.at(place).with("count", count.to_string()).about(&text));
        }
    }
}
