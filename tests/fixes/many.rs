//! A thousand plans that can be fixed. `FIXES_PLAN=<number>` looks at one of them and prints it.

use std::collections::{HashMap, HashSet};

use planlint::finding::{Finding, Identity, Safety, Severity};
use planlint::fixer::{Extent, Reason};
use planlint::plan::NoteKind;
use planlint::source::MemorySource;
use planlint::yaml;
use rayon::prelude::*;

use super::draft::{fix, judge, load};
use super::generator::{Fixable, Line, plan};

const PLANS: u64 = 1000;

/// The comments of a file, byte for byte.
fn comments(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    if path.ends_with(".csv") {
        return Vec::new();
    }
    yaml::read(text).comments().iter().map(|comment| text[comment.span.range()].to_owned()).collect()
}

fn count<'f>(findings: impl Iterator<Item = &'f Finding>) -> HashMap<Identity, usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        *counts.entry(Identity::of(finding)).or_default() += 1;
    }
    counts
}

fn by_rule(findings: &[Finding]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        *counts.entry(&*finding.rule).or_default() += 1;
    }
    counts
}

fn has_safe_fix(finding: &&Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.safety == Safety::Safe)
}

fn findings(files: &[(&str, Vec<u8>)]) -> Vec<Finding> {
    let mut source = MemorySource::default();
    for (path, bytes) in files {
        source.insert(path, bytes.as_slice());
    }
    let loaded = load(&source);
    let broken = loaded.plan.notes.iter().find(|note| {
        matches!(note.kind, NoteKind::Syntax { .. } | NoteKind::DuplicateKey { .. } | NoteKind::Encoding { .. })
    });
    assert!(broken.is_none(), "{broken:?}");
    judge(&loaded)
}

/// Lines without a fault are all there, in their order.
fn assert_untouched(lines: &[Line], after: &str, newline: &str) {
    let mut left = after.split(newline).map(|line| line.trim_start_matches('\u{feff}'));
    for line in lines.iter().filter(|line| !line.is_faulty) {
        assert!(left.any(|other| other == line.text), "{:?} is gone or has moved", line.text);
    }
}

fn assert_fixed(plan: &Fixable) {
    let before: Vec<(&str, Vec<u8>)> =
        plan.files.iter().enumerate().map(|(index, (path, _))| (*path, plan.bytes(index))).collect();
    let found = findings(&before);
    let fixable: Vec<&Finding> = found.iter().filter(has_safe_fix).collect();
    let (bytes, fixing) = fix(&before, Extent::Safe);
    let after: Vec<(&str, Vec<u8>)> = before.iter().map(|(path, _)| *path).zip(bytes).collect();
    let applied = fixing.applied.len();
    assert!(plan.faults > 0 && applied >= plan.faults, "{applied} fixes for {} faults", plan.faults);
    let refused = fixing.left_out.iter().find(|(_, reason)| !matches!(reason, Reason::Conflict));
    assert!(refused.is_none() && !fixing.is_endless, "{refused:?}");
    for (((path, old), (_, new)), (_, lines)) in before.iter().zip(&after).zip(&plan.files) {
        assert_eq!(comments(path, old), comments(path, new), "comments");
        let text = std::str::from_utf8(new).unwrap();
        assert_eq!(text.starts_with('\u{feff}'), plan.bom, "byte order mark");
        let breaks = text.matches('\n').count();
        let of_style = if plan.newline == "\r\n" { text.matches("\r\n").count() } else { breaks };
        assert_eq!((of_style, text.contains('\r')), (breaks, breaks > 0 && plan.newline == "\r\n"), "line ends");
        assert_eq!(text.ends_with('\n'), old.ends_with(b"\n"), "end of file");
        assert_untouched(lines, text, plan.newline);
    }
    let left = findings(&after);
    let stays = left.iter().find(has_safe_fix);
    assert!(stays.is_none(), "{stays:?}");
    // No new error, and nothing new of a rule whose findings were fixed.
    let fixed_rules: HashSet<&str> = fixable.iter().map(|finding| &*finding.rule).collect();
    let matters = |finding: &&Finding| finding.severity == Severity::Error || fixed_rules.contains(&*finding.rule);
    let before_fixing = count(found.iter().filter(matters));
    for (finding, times) in count(left.iter().filter(matters)) {
        assert!(before_fixing.get(&finding).copied().unwrap_or(0) >= times, "new: {finding:?}");
    }
    let (rules_before, rules_after) = (by_rule(&found), by_rule(&left));
    for rule in fixable.iter().map(|finding| &*finding.rule) {
        assert!(rules_after.get(rule).unwrap_or(&0) < &rules_before[rule], "{rule} still has as many findings");
    }
    let (again, second) = fix(&after, Extent::Safe);
    assert!(second.applied.is_empty(), "{:?}", second.applied);
    assert!(again.iter().zip(&after).all(|(again, (_, after))| again == after), "a second run changes something");
}

#[test]
fn a_thousand_plans_are_fixed_and_keep_everything_else() {
    if let Ok(number) = std::env::var("FIXES_PLAN") {
        let plan = plan(number.parse().unwrap());
        println!("{}", String::from_utf8(plan.bytes(0)).unwrap());
        return assert_fixed(&plan);
    }
    let fails = |&number: &u64| std::panic::catch_unwind(|| assert_fixed(&plan(number))).is_err();
    let failed: Vec<u64> = (0..PLANS).into_par_iter().filter(fails).collect();
    assert!(failed.is_empty(), "{} plans: {failed:?}", failed.len());
}
