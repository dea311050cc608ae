//! Which headings a paragraph stands under, and what elements they are.

use super::super::heading::Field;
use super::super::matrix::rank;
use super::{Statement, Whole};

/// How many characters of a heading a place shows.
const SHOWN: usize = 40;

/// What a heading is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// It says nothing of what stands under it.
    Other,
    /// It names what the items under it are.
    Section(Field),
    /// It is an element.
    Element(Statement),
    /// It announces what the plan says of itself.
    Whole(Whole),
    /// It is an element whose words stand below.
    Untitled { field: Field, number: String, place: String },
}

/// What tells what items without a label are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// Nothing.
    Nothing,
    /// A heading that names them.
    Section(Field),
    /// A heading that is an element, which does not name what stands under it.
    Element(Field),
}

#[derive(Debug)]
struct Scope {
    level: u8,
    shown: String,
    what: What,
}

/// The headings from the highest down to the nearest, and the statements below it.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    below: Vec<Statement>,
    paragraphs: usize,
}

impl Scopes {
    /// Goes on to a heading.
    pub(super) fn enter(&mut self, level: u8, text: &str) {
        self.scopes.retain(|scope| scope.level < level);
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut shown: String = line.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
        if line.chars().count() > SHOWN {
            shown.push('…');
        }
        self.scopes.push(Scope { level, shown, what: What::Other });
        self.below.clear();
        self.paragraphs = 0;
    }

    /// Says what the nearest heading is.
    pub(super) fn is(&mut self, what: What) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.what = what;
        }
    }

    /// Counts a paragraph.
    pub(super) fn count(&mut self) {
        self.paragraphs += 1;
    }

    /// Takes a statement that is no heading for what further ones may stand under.
    pub(super) fn below(&mut self, statement: Statement) {
        // Indicators, assumptions and risks have nothing below them.
        if statement.field.is_statement() {
            let own = rank(statement.field);
            self.below.retain(|above| rank(above.field) < own);
            self.below.push(statement);
        }
    }

    /// The statements below the nearest heading.
    pub(super) fn stated_below(&self) -> Vec<Statement> {
        self.below.clone()
    }

    /// Goes back to what was stated below the nearest heading.
    pub(super) fn below_again(&mut self, below: Vec<Statement>) {
        self.below = below;
    }

    /// The nearest heading that is an element without words; it is nothing from now on.
    pub(super) fn untitled(&mut self) -> Option<(Field, String, String)> {
        let scope = self.scopes.last_mut()?;
        match std::mem::replace(&mut scope.what, What::Other) {
            What::Untitled { field, number, place } => Some((field, number, place)),
            other => {
                scope.what = other;
                None
            }
        }
    }

    /// What the nearest heading announces of the plan as a whole.
    pub(super) fn whole(&self) -> Option<Whole> {
        match self.scopes.last()?.what {
            What::Whole(about) => Some(about),
            _ => None,
        }
    }

    /// What tells what items are.
    pub(super) fn under(&self) -> Under {
        match self.scopes.last().map(|scope| &scope.what) {
            Some(What::Section(field)) => Under::Section(*field),
            Some(What::Element(statement)) => Under::Element(statement.field),
            _ => Under::Nothing,
        }
    }

    /// What tells what headings of a level are here.
    pub(super) fn above(&self, level: u8) -> Under {
        match self.scopes.iter().rev().find(|scope| scope.level < level).map(|scope| &scope.what) {
            Some(What::Section(field)) => Under::Section(*field),
            Some(What::Element(statement)) => Under::Element(statement.field),
            _ => Under::Nothing,
        }
    }

    /// All elements that a paragraph stands under, from the highest.
    pub(super) fn all(&self) -> Vec<Statement> {
        let mut path = self.headings();
        for statement in &self.below {
            stand(&mut path, statement);
        }
        path
    }

    /// The headings that are elements and that all stands under here, from the highest.
    pub(super) fn headings(&self) -> Vec<Statement> {
        let mut path = Vec::new();
        for scope in &self.scopes {
            if let What::Element(statement) = &scope.what
                && statement.field.is_statement()
            {
                stand(&mut path, statement);
            }
        }
        path
    }

    /// The elements that one of a field would stand under here.
    pub(super) fn path(&self, field: Field) -> Vec<Statement> {
        let mut path = self.all();
        if field.is_statement() {
            path.retain(|above| rank(above.field) < rank(field));
        }
        path
    }

    /// Whether no element is above.
    pub(super) fn is_at_top(&self) -> bool {
        self.all().is_empty()
    }

    /// The way of headings: `§ 4 Results > 4.1 Goals`; blank above the first.
    pub(super) fn heading(&self) -> String {
        let way: Vec<&str> = self.scopes.iter().map(|scope| scope.shown.as_str()).collect();
        if way.is_empty() { String::new() } else { format!("§ {}", way.join(" > ")) }
    }

    /// The place of a heading or of the paragraph that was counted last.
    pub(super) fn place(&self) -> String {
        match (self.heading(), self.paragraphs) {
            (heading, 0) => heading,
            (heading, count) if heading.is_empty() => format!("paragraph {count}"),
            (heading, count) => format!("{heading}, paragraph {count}"),
        }
    }
}

/// Puts a statement below those of a path that are higher, in place of the others.
fn stand(path: &mut Vec<Statement>, statement: &Statement) {
    path.retain(|above| rank(above.field) < rank(statement.field));
    path.push(statement.clone());
}
