//! How many elements there are in files of one's own choice, for comparison with another count.
//!
//! ```sh
//! MARKUP_FILES=directory cargo nextest run markup::counts --no-capture
//! ```

use std::path::PathBuf;

use planlint::plan::{Kind, MeasureRole, Plan};
use planlint::workspace::{DiskSource, Loader};

fn row(plans: &[std::sync::Arc<Plan>]) -> String {
    let kind = |kind: Kind| plans.iter().map(|plan| plan.of_kind(kind).len()).sum::<usize>();
    let measures = |role: MeasureRole| {
        let of = |plan: &Plan| {
            plan.of_kind(Kind::Indicator).iter().map(|&id| plan.element(id).measures(role).len()).sum::<usize>()
        };
        plans.iter().map(|plan| of(plan)).sum::<usize>()
    };
    format!(
        "plans {} goals {} targets {} outcomes {} outputs {} indicators {} baselines {} aims {} actuals {}",
        plans.len(),
        kind(Kind::Goal),
        kind(Kind::Target),
        kind(Kind::Outcome),
        kind(Kind::Output),
        kind(Kind::Indicator),
        measures(MeasureRole::Baseline),
        measures(MeasureRole::Target) + measures(MeasureRole::Milestone),
        measures(MeasureRole::Actual),
    )
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what it is for")]
fn files_are_counted() {
    let Some(directory) = std::env::var_os("MARKUP_FILES") else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    for file in files {
        let loaded = Loader::new(&DiskSource).load_all(&file, None).unwrap();
        for plan in &loaded {
            super::all_places_lie_within(plan);
        }
        let plans: Vec<_> = loaded.into_iter().map(|loaded| loaded.plan).collect();
        println!("{}: {}", file.file_name().unwrap().to_string_lossy(), row(&plans));
    }
}
