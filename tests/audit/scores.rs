//! Scores: the worked example of docs/scores.md, and what is missing is never good.

use super::{archive, audit, text};

/// The plan of docs/scores.md.
fn example() -> String {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scores.md")).unwrap();
    let start = page.find("```yaml\n").unwrap() + "```yaml\n".len();
    page[start..].split("```").next().unwrap().to_owned()
}

fn scores(plan: &str) -> serde_json::Value {
    let directory = archive(&[("plan.yaml", plan)]);
    let whole: serde_json::Value =
        serde_json::from_str(&text(&audit(directory.path(), &[".", "--format", "json"]))).unwrap();
    whole["plans"][0]["scores"].clone()
}

fn shown(score: &serde_json::Value) -> String {
    if score.is_null() {
        "–".to_owned()
    } else {
        format!("{} of {}: {}", score["good"], score["asked"], score["score"])
    }
}

#[test]
fn the_worked_example_is_right() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scores.md")).unwrap();
    let scores = scores(&example());
    for (kind, names) in [
        ("smart", &["specific", "measurable", "action-oriented", "realistic", "time-bound"][..]),
        ("groups", &["measure", "time", "funding", "continuity", "governance"][..]),
    ] {
        for name in names {
            let row = format!("| {name} | {} |", shown(&scores[kind][name]));
            assert!(page.contains(&row), "docs/scores.md lacks the row\n{row}");
        }
    }
    let mean = format!("**{}**", scores["mean"]);
    assert!(page.contains(&mean), "docs/scores.md lacks the mean {mean}");
}

#[test]
fn a_plan_that_says_nothing_scores_nothing() {
    let scores = scores("plan: empty\n");
    assert_eq!(scores["mean"], 0.0);
    for name in ["specific", "measurable", "action-oriented", "realistic", "time-bound"] {
        assert_eq!(scores["smart"][name]["score"], 0, "{name}");
    }
    for (group, score) in scores["groups"].as_object().unwrap() {
        assert!(score.is_null() || score["score"] == 0, "{group}: {score}");
    }
}

#[test]
fn what_is_taken_away_never_raises_a_score() {
    let whole = example();
    let full = scores(&whole);
    // Each line of an indicator, a deadline or an allocation in turn.
    for (at, line) in whole.lines().enumerate().filter(|(_, line)| {
        ["baseline:", "target: {", "deadline:", "owner:", "A1:", "source:"]
            .iter()
            .any(|key| line.trim_start().starts_with(key))
    }) {
        let less: String =
            whole.lines().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| format!("{line}\n")).collect();
        let less = scores(&less);
        for name in ["specific", "measurable", "action-oriented", "realistic", "time-bound"] {
            let (before, after) = (&full["smart"][name]["score"], &less["smart"][name]["score"]);
            assert!(
                after.as_u64() <= before.as_u64(),
                "{name} rises from {before} to {after} without `{}`",
                line.trim()
            );
        }
    }
}

#[test]
fn an_exception_explains_and_does_not_mend() {
    let plan = "plan: p\ngoals:\n  G1:\n    title: Roads\n    targets:\n      # planlint: ignore[smart/vague-term] agreed\n      T1: {statement: Significantly better roads.}\n";
    let without = plan.replace("      # planlint: ignore[smart/vague-term] agreed\n", "");
    assert_eq!(scores(plan)["smart"]["specific"], scores(&without)["smart"]["specific"]);
    assert_eq!(scores(plan)["smart"]["specific"]["score"], 0);
}
