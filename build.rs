//! Builds the data files under `rules/` into the program: as they are, and in the form in which they are read at start.
//!
//! A new rule needs no line of Rust. YAML is parsed here, by the library's own modules, and word lists are made into books of
//! phrases, so that a start does neither.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use planlint::lexicon::{Book, Entries, List, Thesaurus, lists_of, pack_lists};
use planlint::text::{Language, Phrasebook};
// The modules name each other by their place in the library.
use planlint::{lexicon, nearest, packing, source, text, yaml};

/// Those modules of the library that read YAML and compile word lists.
#[path = "src"]
#[allow(dead_code, unused_imports, unreachable_pub, missing_docs, reason = "the library uses all of them")]
#[allow(clippy::all, reason = "they are judged as modules of the library")]
mod planlint {
    pub mod nearest;
    pub mod packing;
    pub mod source;
    pub mod yaml;

    pub mod lexicon {
        mod definitions;
        mod entries;
        mod list;
        mod nearness;
        mod needles;
        mod shipped;
        mod thesaurus;

        pub use entries::Entries;
        pub use list::{Form, List};
        pub use shipped::{Book, lists_of, pack_lists};
        pub use thesaurus::{Concept, ConceptId, Facet, Role, Thesaurus};
    }

    pub mod text {
        mod digits;
        mod language;
        mod normal;
        mod phrase;
        mod phrasebook;
        mod search;
        mod token;

        pub use language::Language;
        pub(crate) use phrasebook::Phrasebook;
    }
}

/// The folder in `rules/` that holds word lists, which have a form of their own.
const LEXICON: &str = "lexicon/";
/// Folders in `rules/` whose files are no rules.
const NO_RULES: [&str; 6] = [LEXICON, "framework/", "messages/", "profile/", "score/", "template/"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR")).join("rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut code = String::from("&[\n");
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        let name =
            file.strip_prefix(&root).expect("the walk stays below its root").to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string()).expect("a String takes all");
        texts.insert(name, fs::read_to_string(&file)?);
    }
    code.push_str("]\n");
    fs::write(out.join("embedded_rules.rs"), code)?;
    write_trees(&out, &texts)?;
    write_lexicon(&out, &texts)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "jinja") {
            files.push(path);
        }
    }
    Ok(())
}

/// The trees of all YAML files but the word lists, one file each in `trees/` and a list of them.
fn write_trees(out: &Path, texts: &BTreeMap<String, String>) -> io::Result<()> {
    let mut code = String::from("&[\n");
    for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".yaml") && !name.starts_with(LEXICON)) {
        let is_rule = !NO_RULES.iter().any(|folder| name.starts_with(folder));
        let tree = yaml::read(if is_rule { without_examples(text) } else { text });
        if let Some(problem) = tree.problems().first() {
            panic!("rules/{name}, byte {}: {:?}", problem.span.start, problem.kind);
        }
        let path = out.join("trees").join(name);
        fs::create_dir_all(path.parent().expect("the file stands in a folder"))?;
        fs::write(&path, tree.pack())?;
        writeln!(code, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())
            .expect("a String takes all");
    }
    code.push_str("]\n");
    fs::write(out.join("embedded_trees.rs"), code)
}

/// A rule file without its examples, where these stand at its end: they are more than half of it, and read when they are asked
/// for.
fn without_examples(text: &str) -> &str {
    match text.split_once("\nexamples:") {
        Some((before, examples)) if examples.lines().skip(1).all(|line| line.is_empty() || line.starts_with(' ')) => {
            before
        }
        _ => text,
    }
}

/// The word lists, the thesaurus and the books of phrases, and a list of them.
fn write_lexicon(out: &Path, texts: &BTreeMap<String, String>) -> io::Result<()> {
    let folder = out.join("lexicon");
    fs::create_dir_all(&folder)?;
    let write = |name: &str, bytes: &[u8]| -> io::Result<String> {
        let path = folder.join(name);
        fs::write(&path, bytes)?;
        Ok(format!("include_bytes!({:?})", path.display().to_string()))
    };
    let file = |name: &str| &*texts[&format!("{LEXICON}{name}.yaml")];
    let concepts = [file("concepts")];
    let in_subjects = format!("{LEXICON}subjects/");
    let subjects: Vec<&str> =
        texts.iter().filter(|(name, _)| name.starts_with(&in_subjects)).map(|(_, text)| &**text).collect();
    let all: Vec<&str> = concepts.iter().chain(&subjects).copied().collect();
    let thesaurus = Thesaurus::read(&all).unwrap_or_else(|fault| panic!("the thesaurus: {fault}"));
    let (mut lists, mut books) = (String::new(), String::new());
    for language in Language::ALL {
        let name = language.code();
        let entries =
            lists_of(file(name), &concepts, &subjects, name).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        writeln!(lists, "        ({name:?}, {}),", write(&format!("{name}.lists"), &pack_lists(&entries))?)
            .expect("a String takes all");
        write!(books, "        ({name:?}, [").expect("a String takes all");
        for book in Book::ALL {
            let compiled = compile(book, language, &thesaurus, &entries);
            let file = write(&format!("{name}.{book:?}"), &compiled.pack())?;
            write!(books, "{file}, ").expect("a String takes all");
        }
        books.push_str("]),\n");
    }
    let thesaurus = write("thesaurus", &thesaurus.pack())?;
    let code = format!(
        "Compiled {{\n    lists: &[\n{lists}    ],\n    thesaurus: {thesaurus},\n    books: &[\n{books}    ],\n}}\n"
    );
    fs::write(out.join("embedded_lexicon.rs"), code)
}

fn compile(book: Book, language: Language, thesaurus: &Thesaurus, lists: &BTreeMap<List, Entries>) -> Phrasebook {
    let list = |list| &lists[&list];
    match book {
        Book::Phrases => Phrasebook::of_lists(language, |list| lists.get(&list)),
        Book::Concepts => Phrasebook::of_concepts(language, thesaurus, list(List::Concept)),
        Book::Subjects => Phrasebook::of_subjects(language, thesaurus, list(List::Subject), list(List::Concept)),
        Book::Components => Phrasebook::of_components(language, thesaurus, list(List::Subject)),
    }
}
