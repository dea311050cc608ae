//! What was understood of a statement: a marked-up line for a person, an object for a program.

mod card;
mod json;

use std::io::{self, Write};

use super::Colour;
use crate::lexicon::Thesaurus;
use crate::plan::schema::Framework;
use crate::rule::Messages;
use crate::suggestion::{Suggestion, suggest};
use crate::text::{Language, Statement};

/// A statement as it was read.
#[derive(Clone, Copy, Debug)]
pub struct StatementReport<'s> {
    /// The text.
    pub text: &'s str,
    /// The language that it was read in.
    pub language: Language,
    /// What it says.
    pub statement: &'s Statement,
    /// What is known of the concepts that it names.
    pub thesaurus: &'s Thesaurus,
    /// The words in which it is told.
    pub messages: &'s Messages,
}

impl StatementReport<'_> {
    /// The codes that the statement speaks for, strongest first.
    fn suggestions(&self, framework: Framework) -> Vec<Suggestion> {
        suggest(framework, self.thesaurus, self.statement, self.text)
    }

    /// The text with the words marked and numbered, and a line for each fact.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_card(&self, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
        card::write(self, colour, out)
    }

    /// One object on one line; places are bytes of the text.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }
}
