use super::*;
use crate::finding::Severity;
use crate::source::{FileId, Location, Span};

fn finding(rule: &str, element: &str, field: Option<&'static str>, at: u32) -> Finding {
    Finding {
        rule: rule.into(),
        severity: Severity::Warning,
        plan: Some("p".into()),
        element: Some(element.into()),
        kind: None,
        field,
        message: "".into(),
        guidance: "".into(),
        at: Location::new(FileId::default(), Span::new(at as usize, at as usize + 1)),
        related: Vec::new(),
        fixes: Vec::new(),
        suppressed: None,
    }
}

fn read(text: &str) -> Result<Ratchet, DeError> {
    Ratchet::read(&DocumentNode::open(FileId::default(), text).unwrap().unwrap())
}

#[test]
fn a_finding_is_known_wherever_its_line_has_moved() {
    let known = Ratchet::of(&[finding("smart/vague-term", "T1", Some("title"), 10)]);
    let mut now =
        [finding("smart/vague-term", "T1", Some("title"), 900), finding("smart/vague-term", "T2", Some("title"), 10)];
    known.apply(&mut now, &Suppressed::Baseline);
    assert_eq!(now.map(|finding| finding.suppressed.is_some()), [true, false]);
}

#[test]
fn a_second_finding_of_an_identity_is_new() {
    let known = Ratchet::of(&[finding("smart/vague-term", "T1", Some("title"), 10)]);
    let mut now =
        [finding("smart/vague-term", "T1", Some("title"), 10), finding("smart/vague-term", "T1", Some("title"), 20)];
    known.apply(&mut now, &Suppressed::Baseline);
    assert_eq!(now.map(|finding| finding.suppressed.is_some()), [true, false]);
}

#[test]
fn what_is_mended_is_unused_and_can_be_pruned() {
    let both = [
        finding("smart/vague-term", "T1", None, 1),
        finding("smart/vague-term", "T1", None, 2),
        finding("time/stale-baseline", "目标", None, 3),
    ];
    let known = Ratchet::of(&both);
    let mut now = [finding("smart/vague-term", "T1", None, 5)];
    known.apply(&mut now, &Suppressed::Baseline);
    let unused: Vec<(String, usize)> =
        known.unused(&now, |_| true).into_iter().map(|(identity, left)| (identity.element.clone(), left)).collect();
    assert_eq!(unused, [("T1".to_owned(), 1), ("目标".to_owned(), 1)]);
    assert_eq!(known.pruned(&now, |_| true), Ratchet::of(&[finding("smart/vague-term", "T1", None, 9)]));
}

#[test]
fn the_file_is_read_as_it_was_written() {
    let odd = "T: \"1\" {é} 目标 😀 \u{202b}هدف";
    let known = Ratchet::of(&[
        finding("smart/vague-term", odd, Some("title"), 1),
        finding("smart/vague-term", odd, Some("title"), 2),
    ]);
    assert_eq!(read(&known.to_yaml()).unwrap(), known);
    assert_eq!(read(&Ratchet::default().to_yaml()).unwrap(), Ratchet::default());
}

#[test]
fn another_version_and_a_misspelt_key_are_errors_with_a_place() {
    assert!(read("version: 2\nfindings: []\n").unwrap_err().at.is_some());
    assert!(read("version: 1\nfindings: [{role: x}]\n").unwrap_err().at.is_some());
}
