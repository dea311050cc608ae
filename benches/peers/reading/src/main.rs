//! `reading plan ELEMENTS SEED` writes a generated plan; `reading events FILE` and `reading serde_yaml FILE` read one and print
//! how much there was.

use std::process::ExitCode;

#[path = "../../../generated_plan/mod.rs"]
mod generated_plan;

/// How many scalars, lists and mappings a value holds.
fn count(value: &serde_yaml::Value) -> usize {
    match value {
        serde_yaml::Value::Sequence(items) => 1 + items.iter().map(count).sum::<usize>(),
        serde_yaml::Value::Mapping(entries) => 1 + entries.values().map(|value| 1 + count(value)).sum::<usize>(),
        serde_yaml::Value::Tagged(tagged) => count(&tagged.value),
        _ => 1,
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse().unwrap_or(0);
    match *words {
        ["plan", elements, seed] => print!("{}", generated_plan::plan(number(elements), number(seed) as u64)),
        ["events", path] => match std::fs::read_to_string(path) {
            Ok(text) => println!("{}", granit_parser::Parser::new_from_str(&text).filter(Result::is_ok).count()),
            Err(error) => return failed(&error.to_string()),
        },
        ["serde_yaml", path] => match std::fs::read_to_string(path).map(|text| serde_yaml::from_str(&text)) {
            Ok(Ok(value)) => println!("{}", count(&value)),
            Ok(Err(error)) => return failed(&error.to_string()),
            Err(error) => return failed(&error.to_string()),
        },
        _ => return failed("reading plan ELEMENTS SEED | events FILE | serde_yaml FILE"),
    }
    ExitCode::SUCCESS
}

fn failed(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
