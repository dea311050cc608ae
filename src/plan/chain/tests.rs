use super::*;
use crate::plan::{Element, Field, PlanBuilder};
use crate::source::{FileId, Location};

/// A plan of elements `(id, kind, parent)` and links that contribute.
fn plan(elements: &[(&str, Kind, Option<&str>)], links: &[(&str, &str)]) -> Plan {
    let at = Location::default();
    let mut builder = PlanBuilder::new(FileId::default(), "p", at, at);
    let mut ids = std::collections::HashMap::new();
    for &(id, kind, parent) in elements {
        let parent = parent.map_or(ElementId::PLAN, |parent| ids[parent]);
        let element = Element { id: id.into(), kind, parent: Some(parent), key: at, at, fields: Vec::<Field>::new() };
        ids.insert(id, builder.element(element));
    }
    for (from, to) in links {
        builder.link(ids[from], Relation::ContributesTo, *to, at);
    }
    builder.finish(None, None)
}

fn reach(plan: &Plan, id: &str) -> Reach {
    plan.chains().reach(plan.find(id).unwrap())
}

#[test]
fn a_priority_passes_on_to_its_outcomes_but_outcomes_not_to_each_other() {
    let plan = plan(
        &[
            ("G1", Kind::Goal, None),
            ("P1", Kind::Priority, None),
            ("O1", Kind::Outcome, Some("P1")),
            ("O2", Kind::Outcome, Some("P1")),
            ("S1", Kind::Offering, None),
        ],
        &[("S1", "P1"), ("O1", "G1")],
    );
    assert!(reach(&plan, "S1").has_kind(Kind::Goal));
    assert!(reach(&plan, "O1").has_kind(Kind::Goal) && reach(&plan, "O1").has_kind(Kind::Priority));
    assert!(!reach(&plan, "O2").has_kind(Kind::Goal) && !reach(&plan, "O2").has_kind(Kind::Outcome));
    assert!(!reach(&plan, "P1").has_kind(Kind::Goal));
}

#[test]
fn what_is_open_stays_open_along_the_chain() {
    let elements = [("O1", Kind::Outcome, None), ("O2", Kind::Outcome, None), ("O3", Kind::Outcome, None)];
    let plan = plan(&elements, &[("O1", "O2"), ("O2", "T9"), ("O3", "all")]);
    assert!(reach(&plan, "O1").is_unknown() && !reach(&plan, "O1").has_everything());
    assert!(reach(&plan, "O3").has_everything() && reach(&plan, "O3").is_open());
}

#[test]
fn a_circle_leads_to_all_of_itself_and_is_listed_once() {
    let elements = [("O1", Kind::Outcome, None), ("Q1", Kind::Output, None), ("G1", Kind::Goal, None)];
    let plan = plan(&elements, &[("O1", "Q1"), ("Q1", "O1"), ("Q1", "O1"), ("Q1", "G1")]);
    let both = reach(&plan, "O1");
    assert!(both == reach(&plan, "Q1") && both.has_kind(Kind::Outcome) && both.has_kind(Kind::Goal));
    let circles = plan.circles(&Relation::ONWARD);
    let written = |circle: &[crate::plan::LinkId]| -> Vec<String> {
        circle.iter().map(|&link| plan.link(link).written.to_string()).collect()
    };
    assert_eq!(circles.iter().map(|circle| written(circle)).collect::<Vec<_>>(), [["Q1", "O1"]]);
    assert!(plan.circles(&[Relation::Advances]).is_empty());
}

#[test]
fn long_chains_and_long_circles_need_no_stack() {
    let ids: Vec<String> = (0..10_000).map(|number| format!("O{number}")).collect();
    let outcomes = ids.iter().map(|id| (id.as_str(), Kind::Outcome, None));
    let elements: Vec<_> = outcomes.chain([("G", Kind::Goal, None)]).collect();
    let mut links: Vec<_> = ids.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    links.push(("O9999", "G"));
    let open = plan(&elements, &links);
    assert!(reach(&open, "O0").has_kind(Kind::Goal));
    assert!(open.circles(&Relation::ONWARD).is_empty());
    links.push(("O9999", "O0"));
    let circles = plan(&elements, &links).circles(&Relation::ONWARD);
    assert_eq!(circles.iter().map(Vec::len).collect::<Vec<_>>(), [10_000]);
}
