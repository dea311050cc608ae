//! What a person has to know of plans that were taken out of files that are no text: how much of it was guessed or left out.

use minijinja::context;

use super::{Report, display_path};

/// A line for each file from which something was guessed or left out.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let files = report.batches.iter().flat_map(|batch| batch.sources.iter()).map(|(_, file)| file);
    for (file, places) in files.filter_map(|file| Some((file, file.places()?))) {
        if places.guesses + places.left_out == 0 {
            continue;
        }
        let file = display_path(file.path());
        let line = report
            .messages()
            .render("report/extracted", context! { file, guesses => places.guesses, left_out => places.left_out });
        // The plans of one file are told of once.
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}
