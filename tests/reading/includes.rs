//! Includes and predecessors on a real disk: circles, escapes, symbolic links.

use std::fs;
use std::path::Path;

use planlint::finding::Finding;
use planlint::workspace::{DiskSource, LoadedPlan};
use tempfile::TempDir;

use super::project::{judge, with_rule};

/// A directory with `files`, one of them `plan/plan.yaml`.
fn disk(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn findings(directory: &TempDir) -> (Vec<Finding>, LoadedPlan) {
    judge(&with_rule("structure/include-failed"), &DiskSource, &directory.path().join("plan/plan.yaml"))
}

/// Each finding as the words that it points at and its message.
fn told(directory: &TempDir) -> Vec<(String, String)> {
    let (findings, loaded) = findings(directory);
    findings
        .into_iter()
        .map(|finding| (loaded.sources.text_at(finding.at).to_owned(), finding.message.to_string()))
        .collect()
}

/// Asserts that there is one finding, at `words`, whose message holds `message`.
fn one(files: &[(&str, &str)], words: &str, message: &str) {
    check(&disk(files), words, message);
}

fn check(directory: &TempDir, words: &str, message: &str) {
    let told = told(directory);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].0 == words && told[0].1.contains(message), "{told:?}, not {words}: {message}");
}

const GOALS: &str = "goals: {G1: {title: 普遍连通性}}\n";

#[test]
fn a_missing_file_is_shown_and_the_others_are_read() {
    let root = ("plan/plan.yaml", "plan: p\ninclude: [none.yaml, goals.yaml]\n");
    let directory = disk(&[root, ("plan/goals.yaml", GOALS)]);
    check(&directory, "none.yaml", "There is no file none.yaml");
    assert!(findings(&directory).1.plan.find("G1").is_some());
}

#[test]
fn only_the_root_includes() {
    let root = ("plan/plan.yaml", "plan: p\ninclude: [a.yaml]\n");
    let nested = [root, ("plan/a.yaml", "include: [b.yaml]\n"), ("plan/b.yaml", GOALS)];
    one(&nested, "b.yaml", "only the root of a plan includes");
    one(&[root, ("plan/a.yaml", "include: [plan.yaml]\n")], "plan.yaml", "in a circle");
    one(&[root, ("plan/a.yaml", "include: [a.yaml]\n")], "a.yaml", "in a circle");
    one(&[("plan/plan.yaml", "plan: p\ninclude: plan.yaml\n")], "plan.yaml", "in a circle");
    one(&[root, ("plan/a.yaml", "plan: another\n")], "a.yaml", "a plan of its own");
}

#[test]
fn a_file_is_included_once_under_whatever_name() {
    let root = ("plan/plan.yaml", "plan: p\ninclude: [sub/goals.yaml, ./sub/../sub/goals.yaml]\n");
    one(&[root, ("plan/sub/goals.yaml", GOALS)], "./sub/../sub/goals.yaml", "included twice");
}

#[test]
fn an_include_stays_inside_the_directory_by_its_name() {
    let outside = ("goals.yaml", GOALS);
    one(&[("plan/plan.yaml", "plan: p\ninclude: ../goals.yaml\n"), outside], "../goals.yaml", "outside the directory");
    one(&[("plan/plan.yaml", "plan: p\ninclude: sub/../../goals.yaml\n"), outside], "sub/../../goals.yaml", "outside");
    let far = "../../../../../../etc/hostname";
    one(&[("plan/plan.yaml", &format!("plan: p\ninclude: {far}\n"))], far, "outside");
    let directory = disk(&[outside]);
    let absolute = directory.path().join("goals.yaml").display().to_string();
    fs::create_dir(directory.path().join("plan")).unwrap();
    fs::write(directory.path().join("plan/plan.yaml"), format!("plan: p\ninclude: '{absolute}'\n")).unwrap();
    check(&directory, &format!("'{absolute}'"), "outside");
}

#[test]
fn a_directory_is_no_file() {
    one(&[("plan/plan.yaml", "plan: p\ninclude: sub\n"), ("plan/sub/goals.yaml", GOALS)], "sub", "cannot be read");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_include_stays_inside_the_directory_in_truth() {
        let directory = disk(&[("plan/plan.yaml", "plan: p\ninclude: goals.yaml\n"), ("secret.yaml", GOALS)]);
        symlink(directory.path().join("secret.yaml"), directory.path().join("plan/goals.yaml")).unwrap();
        check(&directory, "goals.yaml", "outside the directory");
        assert!(findings(&directory).1.plan.find("G1").is_none());
    }

    #[test]
    fn a_linked_directory_does_not_lead_out_either() {
        let directory = disk(&[("plan/plan.yaml", "plan: p\ninclude: sub/goals.yaml\n"), ("else/goals.yaml", GOALS)]);
        symlink(directory.path().join("else"), directory.path().join("plan/sub")).unwrap();
        check(&directory, "sub/goals.yaml", "outside the directory");
    }

    #[test]
    fn a_link_inside_the_directory_is_followed_once() {
        let directory = disk(&[("plan/plan.yaml", "plan: p\ninclude: [link.yaml]\n"), ("plan/goals.yaml", GOALS)]);
        symlink(directory.path().join("plan/goals.yaml"), directory.path().join("plan/link.yaml")).unwrap();
        assert_eq!(told(&directory), []);
        assert!(findings(&directory).1.plan.find("G1").is_some());
        fs::write(directory.path().join("plan/plan.yaml"), "plan: p\ninclude: [link.yaml, goals.yaml]\n").unwrap();
        check(&directory, "goals.yaml", "included twice");
    }

    #[test]
    fn links_in_a_circle_cannot_be_read() {
        let directory = disk(&[("plan/plan.yaml", "plan: p\ninclude: a.yaml\n")]);
        symlink(directory.path().join("plan/b.yaml"), directory.path().join("plan/a.yaml")).unwrap();
        symlink(directory.path().join("plan/a.yaml"), directory.path().join("plan/b.yaml")).unwrap();
        check(&directory, "a.yaml", "cannot be read");
    }

    #[test]
    fn the_plan_itself_may_stand_behind_a_link() {
        let directory = disk(&[("real/plan.yaml", "plan: p\ninclude: goals.yaml\n"), ("real/goals.yaml", GOALS)]);
        symlink(directory.path().join("real"), directory.path().join("plan")).unwrap();
        assert_eq!(told(&directory), []);
    }
}

#[test]
fn a_predecessor_may_lie_anywhere_but_must_be_a_plan() {
    let root = ("plan/plan.yaml", "plan: new\nsucceeds: ../old/plan.yaml\n");
    assert_eq!(told(&disk(&[root, ("old/plan.yaml", "plan: old\n")])), []);
    one(&[root], "../old/plan.yaml", "There is no file");
    one(&[root, ("old/plan.yaml", GOALS)], "../old/plan.yaml", "is no plan");
    one(&[root, ("old/plan.yaml", "plan: old\nsucceeds: ../plan/plan.yaml\n")], "../old/plan.yaml", "in a circle");
    one(&[("plan/plan.yaml", "plan: p\nimplements: plan.yaml\n")], "plan.yaml", "in a circle");
}

#[test]
fn the_fault_of_a_predecessor_is_its_own() {
    let files = [
        ("plan/plan.yaml", "plan: new\nsucceeds: ../old/plan.yaml\n"),
        ("old/plan.yaml", "plan: old\nsucceeds: gone.yaml\ninclude: none.yaml\n"),
    ];
    assert_eq!(told(&disk(&files)), []);
}

#[test]
fn a_chain_of_predecessors_has_an_end() {
    let texts: Vec<(String, String)> =
        (0..40).map(|n| (format!("plan/{n}.yaml"), format!("plan: p{n}\nsucceeds: {}.yaml\n", n + 1))).collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("plan/plan.yaml", "plan: p\nsucceeds: 0.yaml\n"));
    let directory = disk(&files);
    check(&directory, "0.yaml", "too long");
    let (_, loaded) = findings(&directory);
    let depth = std::iter::successors(loaded.plan.predecessor.as_deref(), |plan| plan.predecessor.as_deref()).count();
    assert!(Path::new(&loaded.path).exists() && depth < 40, "{depth}");
}
