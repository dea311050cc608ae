//! A plan as large as is wanted, for what grows with plans.

use std::fmt::Write as _;

/// A plan with `goals` goals of ten targets each, in four scripts, with links, measures and allocations; some 6.5 kB a
/// goal.
pub(crate) fn plan(goals: usize) -> String {
    let names = ["Universal broadband coverage", "宽带普遍覆盖", "تغطية شاملة بالنطاق العريض", "Всеобщий охват связью"];
    let mut text = String::from(
        "plan: large\nlanguage: en\nstatus: agreed\nperiod: {start: 2024, end: 2027}\nhorizon: 2030\nframeworks: [sdg]\ncurrency: CHF\ngoals:\n",
    );
    let mut allocations = String::from("resources:\n  level: goal\n  allocations:\n");
    for goal in 1..=goals {
        let name = names[goal % names.len()];
        let _ = writeln!(text, "  G{goal}:\n    title: {name} {goal}\n    owner: BDT\n    targets:");
        for target in 1..=10 {
            let (id, base) = (format!("{goal}.{target}"), 40 + (goal + target) % 30);
            let _ = writeln!(
                text,
                "      T{id}:\n        title: {name} {id}\n        statement: By 2030, {}% of households in group {id} are connected.\n        deadline: 2030\n        sdg: [9.c.1, 17.8.1]\n        indicators:\n          I{id}.1:\n            name: Share of households connected, group {id}\n            unit: percent\n            direction: increase\n            aggregation: latest\n            baseline: {{value: {base}, date: 2021}}\n            milestones: [{{value: {}, date: 2027}}]\n            target: {{value: {}, date: 2030}}\n            disaggregation: [region, sex]\n            source: National statistics office\n            frequency: annual",
                base + 30,
                base + 20,
                base + 30
            );
        }
        let _ = writeln!(allocations, "    A{goal}: {{to: G{goal}, amount: {}, staff: {}}}", goal * 1000, goal % 7 + 1);
    }
    text + &allocations
}
