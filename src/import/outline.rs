//! Headings, lists and paragraphs of a document as tables: each statement becomes a row that names the elements it stands
//! under, so that what understands tables understands documents too. What a paragraph is has to be said by a word before it
//! or by the heading above it; nothing is told from how it looks.

mod list;
mod rows;
mod scope;

use self::list::List;
use self::rows::{Row, Rows};
use self::scope::{Scopes, Under, What};
use super::cell_facts;
use super::heading::{Field, is_word, says_none};
use super::label::{Labelled, Parted, bare, labelled};
use super::matrix::rank;
use super::package::OfficeError;
use super::predecessor::{self, Fated};
use super::remark::{Remark, Told};
use super::table::{Cell, Places, Sheet};
use super::word::{Block, Document, Grid, Omissions, Paragraph, Role};
use super::write::quoted;

/// What a document says beside its tables.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its title, and where it stands.
    pub title: Option<(String, String)>,
    /// Guesses that a person has to look at.
    pub doubts: Vec<Remark>,
    /// What was not read.
    pub left_out: Vec<Remark>,
    /// What it says became of elements of the plan before.
    pub fates: Vec<Fated>,
    /// The languages of the words that told what paragraphs are, as often as they did.
    pub languages: Vec<&'static str>,
    /// The paragraphs of the vision and of the mission, each with its place.
    pub vision: Vec<(String, String)>,
    /// The paragraphs of the mission.
    pub mission: Vec<(String, String)>,
}

impl About {
    /// The paragraphs of the vision or of the mission.
    fn paragraphs_of(&mut self, whole: Whole) -> &mut Vec<(String, String)> {
        match whole {
            Whole::Vision => &mut self.vision,
            Whole::Mission => &mut self.mission,
        }
    }

    /// What it says of the plan itself, as lines of the plan language with their places.
    pub fn lines(&self) -> impl Iterator<Item = (usize, String, String)> {
        [("vision", &self.vision), ("mission", &self.mission)].into_iter().filter_map(|(key, all)| {
            let (_, place) = all.first()?;
            let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
            Some((0, format!("{key}: {}", quoted(&texts.join("\n"))), place.clone()))
        })
    }
}

/// A statement with the number and the footnotes that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Statement {
    field: Field,
    text: String,
    number: Option<String>,
    place: String,
    notes: Vec<String>,
}

/// The sheets that say what a document says, in its order; the first has what it says beside them.
///
/// # Errors
/// A table is larger than is read.
pub(super) fn sheets(document: Document, name: &str) -> Result<Vec<Sheet>, OfficeError> {
    let mut outline = Outline::default();
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) => outline.paragraph(paragraph),
            Block::Table(grid) => outline.table(grid)?,
        }
    }
    outline.end_of_list();
    outline.end_of_prose();
    outline.flush();
    outline.changes(document.omissions, name);
    let first = Sheet { name: name.to_owned(), about: Some(Box::new(outline.about)), ..Sheet::default() };
    Ok(std::iter::once(first).chain(outline.sheets).collect())
}

#[derive(Default)]
struct Outline {
    scopes: Scopes,
    rows: Rows,
    sheets: Vec<Sheet>,
    about: About,
    list: List,
    /// Whether the paragraph before was an item.
    in_list: bool,
    /// The outermost level of the list.
    base: u8,
    tables: u32,
    /// Paragraphs that say nothing of the plan, under the heading of now.
    prose: usize,
    /// The row that labels without a statement of their own belong to.
    current: Option<usize>,
    /// Whether the statement of that row is an item of a list.
    is_item: bool,
    /// Whether the paragraph before is an element whose words end in a colon.
    introduces: bool,
    /// What labels belonged to before the list that is being read, or was read last; and how many items that had.
    before_list: Owner,
    items: usize,
    /// The statements below the nearest heading before that list.
    below_list: Vec<Statement>,
}

/// What a list stands under.
#[derive(Debug, Default)]
enum Owner {
    #[default]
    Nothing,
    /// The element of the paragraph before it.
    Row(usize),
    /// The nearest of the elements above it.
    Element(Statement),
}

impl Outline {
    fn paragraph(&mut self, paragraph: Paragraph) {
        if !matches!(paragraph.role, Role::Heading(_) | Role::Title) {
            self.scopes.count();
        }
        self.introduces = false;
        match paragraph.role {
            Role::Title => {
                if self.about.title.is_none() {
                    self.about.title = Some((paragraph.text, String::new()));
                }
            }
            Role::Heading(level) => self.heading(level, paragraph),
            Role::Item(level) => self.item(level, paragraph),
            Role::Text => {
                self.end_of_list();
                self.text(paragraph);
            }
        }
    }

    fn heading(&mut self, level: u8, paragraph: Paragraph) {
        self.end_of_list();
        self.end_of_prose();
        self.untitled();
        self.current = None;
        self.before_list = Owner::Nothing;
        let shown = match &paragraph.label {
            Some(label) => format!("{label} {}", paragraph.text),
            None => paragraph.text.clone(),
        };
        let under = self.scopes.above(level);
        self.scopes.enter(level, &shown);
        let found = labelled(&paragraph.text).filter(|found| is_element(found.field) && !found.rest.is_empty());
        if let Some(found) = found {
            // "Purpose: why this plan" is a heading of prose as a rule.
            if found.number.is_some() || is_told(&found, under) {
                let statement = self.statement(&found, found.rest.clone(), paragraph.notes);
                self.element(statement, true);
            } else {
                self.about.left_out.push(Told::LooksLikeStatement.at(self.scopes.place()).about(&paragraph.text));
            }
            return;
        }
        if let Some(about) = Whole::of(&paragraph.text) {
            self.scopes.is(What::Whole(about));
            return;
        }
        if let Some(found) = bare(&paragraph.text).filter(|found| is_element(found.field)) {
            self.learn(&found);
            let field = as_statement(found.field);
            match found.number {
                Some(number) => self.scopes.is(What::Untitled { field, number, place: self.scopes.place() }),
                None => self.scopes.is(What::Section(field)),
            }
        }
    }

    /// An element whose heading was a word and a number, and below it no words.
    fn untitled(&mut self) {
        if let Some((_, _, place)) = self.scopes.untitled() {
            self.about.left_out.push(Told::ResultWithoutWords.at(place));
        }
    }

    fn text(&mut self, paragraph: Paragraph) {
        if let Some((field, number, place)) = self.scopes.untitled() {
            self.about.doubts.push(Told::WordsBelowHeading.at(&place).about(&paragraph.text));
            let (text, notes) = (paragraph.text, paragraph.notes);
            self.element(Statement { field, text, number: Some(number), place, notes }, true);
            return;
        }
        let text = &paragraph.text;
        if let Some((about, words)) = self.of_whole(text) {
            let place = self.scopes.place();
            self.about.paragraphs_of(about).push((words, place));
            self.current = None;
            return;
        }
        let introduces = text.ends_with([':', '：']);
        if introduces && predecessor::is_about(text) {
            self.list = List::Before(text.trim_end_matches([':', '：']).to_owned());
            self.current = None;
            return;
        }
        if let Some(found) = bare(text).filter(|found| is_element(found.field) && found.number.is_none()) {
            self.leave_list();
            self.learn(&found);
            self.list = List::Of(as_statement(found.field));
            self.current = None;
            return;
        }
        if let Some(found) = labelled(text).filter(|found| !found.rest.is_empty()) {
            if is_element(found.field) && self.is_statement(&found) {
                // `Goal 2 focuses on villages` is a sentence about a goal; without its number it says even less.
                let is_sure =
                    found.parted == Parted::BySign && (found.number.is_some() || is_told(&found, self.scopes.under()));
                if is_sure {
                    let statement = self.statement(&found, found.rest.clone(), paragraph.notes);
                    self.element(statement, false);
                } else {
                    self.about.left_out.push(Told::LooksLikeStatement.at(self.scopes.place()).about(text));
                }
                return;
            }
            if let Some(row) = self.owner_of_fact(found.field) {
                self.fact(row, &found, paragraph.notes);
                self.current = Some(row);
                self.is_item = false;
                return;
            }
        }
        let named = predecessor::named(text);
        if !named.is_empty() {
            let (place, fate) = (self.scopes.place(), predecessor::fate(text));
            match fate {
                Some(fate) => {
                    for id in named {
                        let (reason, words) = (Some(text.clone()), String::new());
                        self.about.fates.push(Fated { id, fate, to: Vec::new(), reason, words, place: place.clone() });
                    }
                }
                None => self.about.doubts.push(Told::FateUnknown.at(place).with("ids", named.join(", ")).about(text)),
            }
            self.current = None;
            self.items = 0;
            return;
        }
        self.items = 0;
        match self.current.filter(|row| self.rows.takes_description(*row)) {
            Some(row) => {
                self.rows.describe(row, paragraph.text, self.scopes.place(), paragraph.notes);
            }
            None => self.prose += 1,
        }
        self.current = None;
    }

    /// What stands behind a list of several items stands under what the list does, not under its last item.
    fn leave_list(&mut self) {
        if std::mem::take(&mut self.items) > 1 {
            self.scopes.below_again(std::mem::take(&mut self.below_list));
        }
    }

    /// What a paragraph says of the plan as a whole: one below a heading *Vision*, or behind that word and a colon.
    fn of_whole(&mut self, text: &str) -> Option<(Whole, String)> {
        if let Some(about) = self.scopes.whole() {
            return Some((about, text.to_owned()));
        }
        let (word, rest) = text.split_once([':', '：'])?;
        let about = Whole::of(word).filter(|_| self.scopes.is_at_top() && !rest.trim().is_empty())?;
        self.about.paragraphs_of(about).is_empty().then(|| (about, rest.trim().to_owned()))
    }

    /// The row that a label without a statement of its own speaks of. Behind a list of several items it is what the list stands
    /// under, not the last of them.
    fn owner_of_fact(&mut self, field: Field) -> Option<usize> {
        let is_behind_list = self.items > 1 && (self.is_item || self.current.is_none());
        let is_fact = field.is_measure()
            || matches!(field, Field::Amount | Field::Owner | Field::Source | Field::Unit | Field::Frequency);
        if !is_behind_list || !is_fact {
            return self.current;
        }
        match std::mem::take(&mut self.before_list) {
            Owner::Nothing => None,
            Owner::Row(row) => Some(row),
            Owner::Element(statement) => {
                let mut above = self.scopes.headings();
                above.retain(|of| rank(of.field) < rank(statement.field));
                Some(self.rows.push(Row::new(above, statement, false)))
            }
        }
    }

    fn end_of_prose(&mut self) {
        let count = std::mem::take(&mut self.prose);
        if count > 0 {
            let heading = Some(self.scopes.heading()).filter(|heading| !heading.is_empty());
            let place = heading.unwrap_or_else(|| "§".to_owned());
            self.about.left_out.push(Told::Prose.at(place).with("count", count.to_string()));
        }
    }

    /// Whether a label stands before a statement; the word for a target is also that for its value.
    fn is_statement(&self, found: &Labelled) -> bool {
        let beside_indicator = self.current.is_some_and(|row| self.rows.is_indicator(row));
        found.field != Field::Target || (found.year.is_none() && (found.number.is_some() || !beside_indicator))
    }

    fn statement(&mut self, found: &Labelled, text: String, notes: Vec<String>) -> Statement {
        self.learn(found);
        let (field, number, place) = (as_statement(found.field), found.number.clone(), self.scopes.place());
        Statement { field, text, number, place, notes }
    }

    fn learn(&mut self, found: &Labelled) {
        self.about.languages.extend(found.language);
    }

    /// Takes a statement for an element below those that it stands under.
    fn element(&mut self, mut statement: Statement, is_heading: bool) {
        if let Some(words) = statement.text.strip_suffix([':', '：']).map(|words| words.trim_end().to_owned()) {
            self.introduces = true;
            statement.text = words;
        }
        self.is_item = self.in_list;
        let above = self.scopes.path(statement.field);
        if let Some(place) = self.rows.elsewhere(&above, &statement) {
            self.about
                .doubts
                .push(Told::SameWords.at(&statement.place).with("elsewhere", place).about(&statement.text));
        }
        self.current = Some(self.rows.push(Row::new(above, statement.clone(), is_heading)));
        if is_heading {
            self.scopes.is(What::Element(statement));
        } else {
            self.scopes.below(statement);
        }
    }

    /// Puts what a label says to the element before it, and what further labels in the same paragraph say.
    fn fact(&mut self, row: usize, found: &Labelled, notes: Vec<String>) {
        let (first, more) = cell_facts::parted(&found.rest);
        let first = Labelled { rest: first, ..found.clone() };
        for found in std::iter::once(&first).chain(&more) {
            self.learn(found);
            if !says_none(&found.rest) {
                self.rows.say(row, found.field, &found.label, found.year, found.rest.clone(), self.scopes.place());
            }
        }
        for note in notes {
            self.rows.say(row, Field::Note, "", None, note, self.scopes.place());
        }
    }

    fn table(&mut self, grid: Grid) -> Result<(), OfficeError> {
        self.end_of_list();
        self.untitled();
        self.before_list = Owner::Nothing;
        self.tables += 1;
        let mut sheet = Sheet { name: format!("table {}", self.tables), ..Sheet::default() };
        sheet.places = Some(Box::new(Places::within(self.scopes.heading())));
        sheet.cells = grid.cells.iter().filter_map(|(at, text)| Some((*at, Cell::of_text(text)?))).collect();
        sheet.footnotes = grid.notes;
        sheet.merges = grid.merges;
        let introduces = self.introduces || (self.current.is_some() && !self.is_item);
        self.flush();
        self.current = None;
        self.introduces = false;
        sheet.settle()?;
        if !sheet.cells.is_empty() {
            // An item of a list says nothing of the table below it, unless it ends in a colon.
            let above = if introduces { self.scopes.all() } else { self.scopes.headings() };
            rows::put_under(&mut sheet, &above);
            self.sheets.push(sheet);
        }
        Ok(())
    }

    fn flush(&mut self) {
        self.sheets.extend(std::mem::take(&mut self.rows).sheets());
    }

    fn changes(&mut self, omissions: Omissions, name: &str) {
        let Omissions { insertions, deletions, hidden, shapes, embedded } = omissions;
        if insertions + deletions > 0 {
            let told = Told::TrackedChanges.at(name).with("insertions", insertions.to_string());
            self.about.doubts.push(told.with("deletions", deletions.to_string()));
        }
        for (told, count) in [(Told::HiddenText, hidden), (Told::Shapes, shapes), (Told::Embedded, embedded)] {
            if count > 0 {
                self.about.left_out.push(told.at(name).with("count", count.to_string()));
            }
        }
    }
}

/// What a text says of the plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Vision,
    Mission,
}

impl Whole {
    /// What a heading announces, without the number of its section.
    fn of(heading: &str) -> Option<Self> {
        let is_number = |c: char| c.is_numeric() || matches!(c, '.' | ')' | '、') || c.is_whitespace();
        let word = heading.trim_start_matches(is_number).trim_end_matches([':', '：']);
        [(Self::Vision, "vision"), (Self::Mission, "mission")]
            .into_iter()
            .find(|(_, list)| is_word(word, list))
            .map(|(about, _)| about)
    }
}

/// Whether what stands above says that a label without a number begins an element: a heading of such elements, or an element of a
/// higher level. What is of the same level may be a sentence about that.
fn is_told(found: &Labelled, under: Under) -> bool {
    let field = as_statement(found.field);
    match under {
        Under::Nothing => false,
        Under::Section(_) => true,
        Under::Element(above) => !field.is_statement() || rank(field) > rank(above),
    }
}

/// Whether a word names what an element is.
fn is_element(field: Field) -> bool {
    field.is_statement() || matches!(field, Field::Target | Field::Indicator | Field::Assumption | Field::Risk)
}

/// The word for a value of a target is, in a document, that for the target.
fn as_statement(field: Field) -> Field {
    if field == Field::Target { Field::TargetStatement } else { field }
}
