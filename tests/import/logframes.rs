//! Logframes: of four columns with several elements in a cell, and of blocks with weightings and ratings beside them.

use super::layouts::{grid, read, stated, table};
use super::word::document;

#[test]
fn lines_of_one_cell_are_elements() {
    for (headings, levels) in [
        (
            ["Narrative summary", "Objectively verifiable indicators", "Means of verification", "Assumptions"],
            ["Goal", "Purpose", "Outputs", "Activities"],
        ),
        (
            ["Intervention logic", "Indicators", "Sources of verification", "Assumptions"],
            ["Overall objective", "Specific objective", "Outputs", "Activities"],
        ),
        (
            [
                "Logique d'intervention",
                "Indicateurs objectivement vérifiables",
                "Sources de vérification",
                "Hypothèses",
            ],
            ["Objectif général", "Objectif spécifique", "Produits", "Activités"],
        ),
        (
            ["Lógica de intervención", "Indicadores", "Fuentes de verificación", "Hipótesis"],
            ["Objetivo general", "Objetivo específico", "Productos", "Actividades"],
        ),
        (
            ["Логика вмешательства", "Объективно проверяемые показатели", "Источники проверки", "Допущения"],
            ["Общая цель", "Конкретная цель", "Продукты", "Мероприятия"],
        ),
        (
            ["منطق التدخل", "المؤشرات القابلة للتحقق موضوعيا", "مصادر التحقق", "الافتراضات"],
            ["الهدف العام", "الهدف المحدد", "المخرجات", "الأنشطة"],
        ),
        (["干预逻辑", "客观可验证指标", "验证来源", "假设条件"], ["总体目标", "项目目的", "产出", "活动"]),
    ] {
        let heads = [&[""], &headings[..]].concat();
        let rows: [&[&str]; 5] = [
            &heads,
            &[levels[0], "Better health", "Mortality", "Survey", ""],
            &[levels[1], "Clean water", "- People with water\n- Complaints", "Survey\nLog", "Money stays"],
            &[levels[2], "1. Wells drilled\n2. Operators trained", "Wells\nOperators", "Reports", "Prices stay"],
            &[levels[3], "1.1 Design\n1.2 Build\n2.1 Train", "5 000 000 EUR", "", "Dry weather"],
        ];
        let (plan, said) = read("d.docx", &document(&broken(&grid(&rows))));
        let expected = [
            "title: Better health",
            "title: Clean water",
            "name: People with water",
            "name: Complaints",
            "title: Wells drilled",
            "name: Wells",
            "title: Design",
            "title: Build",
            "title: Operators trained",
            "name: Operators",
            "title: Train",
            "name: Mortality",
        ];
        let elements: Vec<String> = stated(&plan).into_iter().filter(|line| !line.starts_with("statement")).collect();
        let [mut found, mut wanted] = [elements, expected.map(str::to_owned).to_vec()];
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{headings:?}\n{plan}\n{said}");
        for part in ["source: Survey", "source: Log", "source: Reports"] {
            assert!(plan.contains(part), "{part} in\n{plan}");
        }
        assert!(plan.contains("5 000 000 EUR\""), "what an activity costs is a note\n{plan}");
        assert!(said.contains("says what an activity takes or costs"), "{said}");
        let train = plan.find("title: Train").unwrap();
        assert!(
            plan[..train].rfind("title: Operators trained").unwrap() > plan[..train].rfind("title: Wells").unwrap()
        );
    }
}

/// A document whose line breaks are paragraphs of cells.
fn broken(body: &str) -> String {
    body.replace('\n', "</w:t></w:r></w:p><w:p><w:r><w:t>")
}

#[test]
fn what_does_not_pair_is_told() {
    let head = "Level,Intervention logic,Indicators,Sources of verification,Assumptions\n";
    let (plan, said) = table(&format!("{head}Outputs,\"1. Wells\n2. Taps\",\"Depth\nFlow\nUsers\",Survey,Rain\n"));
    assert!(said.contains("outputs: 2, indicators: 3"), "{plan}{said}");
    assert!(said.contains("t!C2: the row names 2 results and 3 indicators; the file does not say which"), "{said}");
    // A cell with values of one indicator, and a name that goes on in the next line, are one each.
    let (plan, said) = table(&format!(
        "{head}Outputs,Wells,\"Share of people\nwith clean water\",Survey,Rain\nOutputs,Taps,\"Flow\nBaseline: 5\nTarget: 9\",Log,\n"
    ));
    assert!(said.contains("indicators: 2, assumptions: 1, values: 2"), "{plan}{said}");
}

#[test]
fn an_indicator_of_an_activity_stays_one_and_is_told() {
    let head = "Level,Intervention logic,Indicators,Sources of verification,Assumptions\n";
    let rows = "Outputs,Wells,Depth,Log,\nActivities,Hold trainings,Number of trainings,Lists,\n";
    let (plan, said) = table(&format!("{head}{rows}"));
    assert!(plan.contains("name: Number of trainings"), "{plan}");
    assert!(said.contains("stands beside an activity"), "{said}");
    let rows =
        "Outputs,Wells,Depth,Log,\nActivities,Hold trainings,\"Means: staff, trucks\",\"Costs: 5 million EUR\",\n";
    let (plan, _) = table(&format!("{head}{rows}"));
    assert!(!plan.contains("name: \"Means") && plan.contains("Indicators: Means: staff, trucks"), "{plan}");
}

#[test]
fn weightings_and_ratings_are_no_indicators() {
    let (plan, said) = table(concat!(
        "OUTCOME 1,Outcome Indicator 1.1,,Baseline,Milestone 1 (2024),Target (2027),Assumptions\n",
        "Cleaner rivers,Clean samples,Planned,20,30,70,Industry complies\n",
        ",,Achieved,,28,,\n",
        ",,Source,,,,\n",
        ",,EPA lab,,,,\n",
        ",Outcome Indicator 1.2,,Baseline,Milestone 1 (2024),Target (2027),\n",
        ",Basins with a plan,Planned,2,4,10,\n",
        "OUTPUT 1,Output Indicator 1.1,,Baseline,Milestone 1 (2024),Target (2027),Assumptions\n",
        "Plants built,Plants,Planned,0,1,5,Land is there\n",
        ",,,Source,,,\n",
        ",,,Contracts,,,\n",
        "IMPACT WEIGHTING (%),60%,,,,,RISK RATING\n",
        ",,,,,,Medium\n",
    ));
    assert!(said.contains("outcomes: 1, outputs: 1, indicators: 3"), "{plan}{said}");
    // An output can hold no assumption, which is told.
    assert!(said.contains("t!G9: has no place there and is kept as a note: “Land is there”"), "{said}");
    for part in ["IMPACT WEIGHTING (%): 60%", "RISK RATING: Medium", "source: EPA lab", "source: Contracts"] {
        assert!(plan.contains(part), "{part} in\n{plan}");
    }
    assert!(!plan.contains("C: Source") && !plan.contains("Assumptions: RISK"), "{plan}");
    assert!(!plan.contains("Outcome Indicator 1.2: "), "{plan}");
}
