//! `planlint statement`: what planlint understands of a sentence.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::locale;
use super::output::{self, ColourChoice};
use crate::project::{Choices, Project};
use crate::report::{Colour, StatementReport};
use crate::text::Language;
use crate::workspace::{DiskSource, find_configuration};

/// Shows what planlint understands of sentences: quantity, deadline, baseline, direction, vague words
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint statement \"By 2030, 80% of schools are online\"
  planlint statement --language zh < targets.txt
  planlint statement --format json < targets.txt")]
pub(super) struct Arguments {
    /// The sentences; without any, each line of standard input is one.
    #[arg(value_name = "SENTENCE")]
    sentences: Vec<String>,
    /// The language that they are written in; without it, each is recognised.
    #[arg(long, visible_alias = "lang", value_name = "LANGUAGE", value_parser = language)]
    language: Option<Language>,
    /// How to write what was understood.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also shows every phrase of the word lists that was found, for those who write the lists.
    #[arg(long, conflicts_with = "format")]
    words: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: ColourChoice,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A marked-up line, and a line for each fact.
    #[default]
    Text,
    /// One object a sentence.
    Json,
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::of_tag(tag).ok_or_else(|| format!("statements are read in {known}"))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    let choices = Choices { surroundings: locale::language(), ..Choices::default() };
    let project = Project::load(&DiskSource, config.as_deref(), choices)?;
    let reader = Reader { arguments, project: &project, colour: arguments.color.resolve() };
    output::write(|out| {
        if !arguments.sentences.is_empty() {
            return arguments.sentences.iter().try_for_each(|sentence| reader.write(sentence, out));
        }
        let mut input = io::stdin().lock();
        // Someone who types wants each answer at once.
        let at_once = io::stdin().is_terminal();
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            let text = text.strip_suffix('\n').unwrap_or(&text);
            reader.write(text.strip_suffix('\r').unwrap_or(text), out)?;
            if at_once {
                out.flush()?;
            }
            line.clear();
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

struct Reader<'r> {
    arguments: &'r Arguments,
    project: &'r Project,
    colour: Colour,
}

impl Reader<'_> {
    fn write(&self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        // In text an empty line says nothing; objects are counted against lines.
        if text.trim().is_empty() && self.arguments.format == Format::Text {
            return Ok(());
        }
        let language = self.arguments.language.unwrap_or_else(|| Language::detect(text));
        let lexicon = self.project.lexicon();
        let statement = self.project.analyst().statement(lexicon, text, language);
        let messages = self.project.messages_for(None);
        let thesaurus = lexicon.thesaurus();
        let report = StatementReport { text, language, statement: &statement, thesaurus, messages };
        if self.arguments.format == Format::Json {
            return report.write_json(out);
        }
        report.write_card(self.colour, out)?;
        if self.arguments.words {
            for (list, under, at) in self.project.analyst().phrases(lexicon, text, language).iter().cloned() {
                let under = if under.is_empty() { String::new() } else { format!(" ({under})") };
                writeln!(out, "      {:<16}  \"{}\"{under}", list.name(), &text[at])?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
