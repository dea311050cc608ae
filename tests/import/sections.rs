//! Documents: what stands behind a list, values in brackets, vision and mission, two languages beside each other.

use super::layouts::{grid, heading, item, paragraph, read};
use super::word::document;

fn of(body: &str) -> (String, String) {
    read("d.docx", &document(body))
}

#[test]
fn what_stands_behind_a_list_belongs_to_what_the_list_stands_under() {
    let body = heading(0, "Strategic Objective 1: Inclusive growth")
        + &paragraph("Expected outcomes")
        + &item("Jobs for youth")
        + &item("Fair wages")
        + &paragraph("Key performance indicators:")
        + &item("Youth unemployment")
        + &item("Number of apprenticeships")
        + &paragraph("Budget: USD 2.5 million")
        + &paragraph("Lead: Ministry of Labour");
    let (plan, _) = of(&body);
    assert!(plan.contains("title: Inclusive growth\n    owner: Ministry of Labour"), "{plan}");
    assert!(plan.contains("{to: G1, amount: 2500000, currency: USD}"), "{plan}");
    assert!(plan.contains("    indicators:\n      I1.1:") && !plan.contains("I1.2.1:"), "{plan}");
    // One item alone is what is spoken of, and so is an element in a paragraph of its own.
    let body = heading(0, "Goal 1: Clean rivers")
        + &item("Indicator: Rivers that are clean")
        + &paragraph("Baseline: 20 %")
        + &paragraph("Target 2027: 70 %");
    let (plan, _) = of(&body);
    assert!(plan.contains("baseline: {value: 20}") && plan.contains("target: {value: 70, date: 2027}"), "{plan}");
    let body = heading(0, "Goal 1: Clean rivers")
        + &paragraph("Indicator: Rivers that are clean")
        + &item("Baseline: 20 %")
        + &item("Target 2027: 70 %")
        + &paragraph("Source: Survey");
    let (plan, _) = of(&body);
    assert!(plan.contains("source: Survey") && plan.contains("target: {value: 70, date: 2027}"), "{plan}");
}

#[test]
fn values_in_brackets_behind_an_indicator_are_read() {
    let body = heading(0, "Goal 1: Green cities")
        + &paragraph("Indicator 2.1.a: km of bike lanes (baseline 12 km in 2023; target 80 km in 2027)");
    let (plan, _) = of(&body);
    assert!(plan.contains("I2.1.a:") && plan.contains("name: km of bike lanes\n"), "{plan}");
    assert!(plan.contains("unit: km\n"), "{plan}");
    assert!(
        plan.contains("baseline: {value: 12, date: 2023}") && plan.contains("target: {value: 80, date: 2027}"),
        "{plan}"
    );
    for name in ["Clinics (per 1,000 people)", "Users (target group only)", "Lanes (baseline of the city)"] {
        let (plan, _) = of(&(heading(0, "Goal 1: Green cities") + &paragraph(&format!("Indicator 1: {name}"))));
        assert!(plan.contains(name) && !plan.contains("baseline:") && !plan.contains("target:"), "{plan}");
    }
}

#[test]
fn vision_and_mission_are_those_below_their_headings() {
    for (vision, mission) in [
        ("Vision", "Mission"),
        ("2. Our vision", "3. Our mission"),
        ("Notre vision", "Notre mission"),
        ("Visión", "Misión"),
        ("Видение", "Миссия"),
        ("الرؤية", "الرسالة"),
        ("愿景", "使命"),
    ] {
        let body = heading(0, vision)
            + &paragraph("A coast that is safe.")
            + &paragraph("For all.")
            + &heading(0, mission)
            + &paragraph("We protect people.")
            + &heading(0, "Goal 1: Shores")
            + &paragraph("Shores are protected.");
        let (plan, said) = of(&body);
        assert!(plan.contains("vision: \"A coast that is safe.\\nFor all.\""), "{vision}: {plan}");
        assert!(
            plan.contains("mission: We protect people.") || plan.contains("mission: \"We protect people.\""),
            "{plan}"
        );
        assert!(plan.contains("description: Shores are protected."), "{plan}");
        assert!(!said.contains("says nothing of an element"), "{said}");
    }
    let body = heading(0, "Vision zero for roads") + &paragraph("No deaths.") + &heading(0, "Goal 1: Roads");
    assert!(!of(&body).0.contains("vision:"), "a heading that says more announces no vision");
    for (everyday, key) in [("任务", "mission:"), ("Концепция", "vision:"), ("المهمة", "mission:")] {
        let (plan, _) = of(&(heading(0, everyday) + &paragraph("Pave roads.") + &heading(0, "Goal 1: Roads")));
        assert!(!plan.contains(key), "{everyday}: {plan}");
    }
    let (plan, _) = of(&(heading(0, "任务使命") + &paragraph("We protect people.") + &heading(0, "Goal 1: Roads")));
    assert!(plan.contains("mission: "), "{plan}");
    let (plan, _) = of(&(paragraph("Vision: A safe coast") + &heading(0, "Goal 1: Shores")));
    assert!(plan.contains("vision: A safe coast"), "{plan}");
}

#[test]
fn the_first_of_two_languages_is_the_plans() {
    let table = grid(&[
        &["Outcome", "Résultat", "Indicator", "Indicateur", "Target 2027", "Baseline 2023"],
        &["Water", "Eau", "Wells", "Puits", "2,000", "1,234"],
        &["Health", "Santé", "Clinics", "Cliniques", "50", "12"],
    ]);
    let (plan, said) = of(&table);
    assert!(said.contains("outcomes: 2, indicators: 2"), "{plan}{said}");
    assert!(
        plan.contains("title: Water") && plan.contains("Indicateur: Puits") && plan.contains("value: 1234"),
        "{plan}"
    );
    assert!(said.contains("the column “Résultat” says in a second language"), "{said}");
    assert!(said.contains("the column “Indicateur” says in a second language"), "{said}");
}
