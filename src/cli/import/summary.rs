//! What is said of an import: how columns were understood, how much was read, what a person has to look at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minijinja::{Value, context};

use crate::cli::failure::Failure;
use crate::finding::Severity;
use crate::import::draft::{Draft, DraftPlan, Holds, Reading};
use crate::import::remark::Remark;
use crate::plan::Kind;
use crate::project::Project;
use crate::report::display_path;
use crate::rule::Messages;
use crate::source::MemorySource;
use crate::workspace::Loader;

/// How many remarks of a list are shown where nobody asked for all.
const SHOWN: usize = 20;

/// The kinds of elements that are counted, in the order of a chain of results.
const COUNTED: [Kind; 11] = [
    Kind::Goal,
    Kind::Priority,
    Kind::Target,
    Kind::Outcome,
    Kind::Output,
    Kind::Activity,
    Kind::Offering,
    Kind::Enabler,
    Kind::Indicator,
    Kind::Assumption,
    Kind::Risk,
];

/// Says it in one language.
pub(super) struct Summary<'s> {
    /// The sentences.
    pub(super) messages: &'s Messages,
    /// Whether lists of remarks are shown to their ends.
    pub(super) shows_all: bool,
}

/// A fact as sentences take it: counts choose between one and many.
fn fact_of(name: &str, fact: &str) -> Value {
    let number = fact.parse::<u64>().ok().filter(|_| name == "count");
    number.map_or_else(|| Value::from(fact), Value::from)
}

impl Summary<'_> {
    fn say(&self, name: &str, facts: Value) -> String {
        self.messages.render(&format!("import/{name}"), facts)
    }

    /// How each column was understood.
    pub(super) fn of_tables(&self, reading: &Reading) -> String {
        let mut text = String::new();
        for table in &reading.tables {
            let layout = self.say(table.layout.name(), Value::from(()));
            let (first, last) = table.rows;
            text += &format!("{}\n", self.say("table", context! { place => &table.place, first, last, layout }));
            for column in &table.columns {
                let holds = match &column.holds {
                    Holds::Field(word) => word.clone(),
                    Holds::Status => self.say("status", Value::from(())),
                    Holds::Note => self.say("not-understood", Value::from(())),
                    Holds::Ignored => self.say("ignored", Value::from(())),
                };
                text += &format!("  {:<3} {:?}: {holds}\n", column.letters, column.heading);
            }
        }
        text
    }

    /// How much was read, and what a person has to look at.
    pub(super) fn of_reading(&self, reading: &Reading) -> String {
        let lists = [("guesses", &reading.doubts), ("left-out", &reading.left_out)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(title, list)| self.list(title, list));
        self.counts(reading) + &lists.collect::<String>()
    }

    /// How many elements, values and amounts there are.
    fn counts(&self, reading: &Reading) -> String {
        let sum = |count: &dyn Fn(&DraftPlan) -> usize| reading.plans.iter().map(count).sum::<usize>();
        let of_section =
            |section: &str, count: usize| self.say("count", context! { section => section, count => count });
        let mut parts: Vec<String> = Vec::new();
        if reading.plans.len() != 1 {
            parts.push(self.say("plans", context! { count => reading.plans.len() }));
        }
        for kind in COUNTED {
            let count = sum(&|plan| plan.count(kind));
            if count > 0 {
                parts.push(of_section(kind.section().unwrap_or_default(), count));
            }
        }
        let of_elements = |plan: &DraftPlan, count: &dyn Fn(&Draft) -> usize| {
            let mut total = 0;
            plan.walk(&mut |element| total += count(element));
            total
        };
        let values = sum(&|plan| of_elements(plan, &|element| element.measures().count()));
        let money = sum(&|plan| {
            plan.allocations.len() + plan.allocations_in_lines + of_elements(plan, &|element| element.allocations.len())
        });
        parts.push(self.say("values", context! { count => values }));
        if money > 0 {
            parts.push(of_section("allocations", money));
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        format!("{}\n", self.messages.line_of(&parts))
    }

    fn list(&self, title: &str, list: &[Remark]) -> String {
        let shown = if self.shows_all { usize::MAX } else { SHOWN };
        let mut text = format!("{}\n", self.say(title, context! { count => list.len() }));
        for remark in list.iter().take(shown) {
            let sentence = self.say(
                remark.told.name(),
                Value::from_pairs(remark.facts.iter().map(|(name, fact)| (*name, fact_of(name, fact)))),
            );
            text += &format!("  {}\n", self.say("remark", context! { place => &remark.place, sentence }));
        }
        if list.len() > shown {
            text += &format!("  {}\n", self.say("more", context! { count => list.len() - shown }));
        }
        text
    }

    /// Which files were written.
    pub(super) fn of_files(&self, written: &[(PathBuf, String)], directory: &Path) -> String {
        let sentence = match written {
            [(path, _)] => self.say("written", context! { path => display_path(path) }),
            several => {
                self.say("several-written", context! { count => several.len(), path => display_path(directory) })
            }
        };
        format!("{sentence}\n")
    }

    /// What a first check finds, in figures.
    ///
    /// # Errors
    /// The configuration has a fault that shows only now.
    pub(super) fn of_check(&self, project: &Project, written: &[(PathBuf, String)]) -> Result<String, Failure> {
        let mut found: BTreeMap<Severity, usize> = BTreeMap::new();
        for (path, text) in written {
            let mut source = MemorySource::default();
            source.insert(path, text.as_bytes());
            let Ok(loaded) = Loader::new(&source).load(path, None) else { continue };
            let rules = project.rule_set(&project.profile_for(Some(&loaded.plan)))?;
            for finding in project.judge(&rules, &loaded.plan, &loaded.sources).findings {
                *found.entry(finding.severity).or_default() += 1;
            }
        }
        let words = [
            (Severity::Error, "report/errors"),
            (Severity::Warning, "report/warnings"),
            (Severity::Info, "report/infos"),
            (Severity::Hint, "report/hints"),
        ];
        let counted = words.iter().filter_map(|(severity, name)| Some((name, found.get(severity)?)));
        let mut found: Vec<String> =
            counted.map(|(name, count)| self.messages.render(name, context! { count })).collect();
        if found.is_empty() {
            found.push(self.messages.text("report/nothing"));
        }
        let path = match written {
            [(path, _)] => display_path(path),
            [(path, _), ..] => path.parent().and_then(Path::parent).map(display_path).unwrap_or_default(),
            [] => String::new(),
        };
        Ok(format!("{}\n", self.say("first-check", context! { found, path })))
    }
}
