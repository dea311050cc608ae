//! Which XML files are taken for plans.

use std::fs;
use std::path::PathBuf;

use planlint::source::MemorySource;
use planlint::workspace::{DiskSource, Loader, PathProblem, discover};

fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
    write("a.xml", "<StrategicPlan><Name>a</Name></StrategicPlan>");
    write("b.xml", "<iati-activities><iati-activity/><iati-activity/></iati-activities>");
    write("pom.xml", "<project><name>no plan</name></project>");
    write("broken.xml", "<<<");
    write("c.yaml", "plan: c\n");
    directory
}

#[test]
fn a_walk_leaves_other_xml_alone() {
    let directory = directory();
    let found = discover(&DiskSource, &[directory.path().to_owned()], &|_| false);
    let names: Vec<PathBuf> = found.roots.iter().map(|root| root.file_name().unwrap().into()).collect();
    assert_eq!(names, ["a.xml", "b.xml", "c.yaml"].map(PathBuf::from));
    assert!(found.problems.is_empty());
}

#[test]
fn other_xml_that_is_named_is_a_clear_error() {
    let directory = directory();
    let found = discover(&DiskSource, &[directory.path().join("pom.xml")], &|_| false);
    assert_eq!(found.problems[0].1, PathProblem::OtherMarkup { root: Some("project".to_owned()) });
}

#[test]
fn a_predecessor_may_be_xml_if_it_is_one_plan() {
    let mut files = MemorySource::default();
    files.insert("new.yaml", "plan: new\nsucceeds: old.xml\n");
    files.insert("old.xml", "<StrategicPlan><Name>Old</Name></StrategicPlan>");
    let loaded = Loader::new(&files).load("new.yaml".as_ref(), None).unwrap();
    assert_eq!(loaded.plan.predecessor.as_ref().unwrap().id(), "old");
    files.insert("old.xml", "<iati-activities><iati-activity/><iati-activity/></iati-activities>");
    let loaded = Loader::new(&files).load("new.yaml".as_ref(), None).unwrap();
    assert!(loaded.plan.predecessor.is_none());
    assert_eq!(loaded.plan.notes.len(), 1);
}
