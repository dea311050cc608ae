//! Tables as people lay them out: sums, words over rows, headings on each page, lists beside tables; and what must not come of them.

use std::fs;

use super::word::document;
use super::{import, text};

/// The plan that a file becomes, without its first line, and what was said of it.
pub(super) fn read(name: &str, content: &[u8]) -> (String, String) {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(name), content).unwrap();
    let output = import(directory.path(), &[name, "-o", "out", "--all", "--lang", "en"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    (plan, text(&output.stdout))
}

pub(super) fn table(rows: &str) -> (String, String) {
    read("t.csv", rows.as_bytes())
}

/// The lines of a plan that state something, without what stands behind them.
pub(super) fn stated(plan: &str) -> Vec<String> {
    let line = |line: &str| line.split("  #").next().unwrap_or("").trim().to_owned();
    plan.lines()
        .map(line)
        .filter(|line| ["title:", "name:", "statement:"].iter().any(|key| line.starts_with(key)))
        .collect()
}

#[test]
fn rows_that_add_up_others_are_no_elements_and_no_money() {
    for (heading, sums) in [
        ("Outcome,Indicator,Target 2027,Budget (USD)", ["Sub-total", "Total", "Grand total", "Total Outcome 1"]),
        ("Effet,Indicateur,Cible 2027,Budget (USD)", ["Sous-total", "Sous-total général", "Total général", "Total"]),
        ("Efecto,Indicador,Meta 2027,Presupuesto (USD)", ["Subtotal", "Total general", "Total", "Suma"]),
        ("Конечный результат,Показатель,План 2027,Бюджет (USD)", ["Итого", "Всего", "Итого по цели 1", "ИТОГО:"]),
        ("النتيجة,المؤشر,المستهدف ٢٠٢٧,الميزانية (USD)", ["المجموع", "المجموع الكلي", "الإجمالي", "المجموع الفرعي"]),
        ("成果,指标,2027年目标值,预算 (USD)", ["合计", "小计", "总计", "目标1小计"]),
    ] {
        let rows: String = sums.iter().map(|sum| format!("{sum},,,900\n")).collect();
        let (plan, said) = table(&format!("{heading}\nTaps work,Taps,5,100\n{rows},,,\nWells work,Wells,6,200\n"));
        assert_eq!(stated(&plan), ["title: Taps work", "name: Taps", "title: Wells work", "name: Wells"], "{plan}");
        assert!(!plan.contains("900") && plan.contains("amount: 100") && plan.contains("amount: 200"), "{plan}");
        for (sum, row) in sums.iter().zip(3..) {
            assert!(said.contains(&format!("t!A{row}: a row that adds up others; not read: “{sum} | 900”")), "{said}");
        }
    }
}

#[test]
fn a_name_that_begins_with_the_word_of_a_sum_is_a_name() {
    let (plan, _) = table("Outcome,Indicator,Target\nTotal factor productivity raised,Total output,5\n");
    assert_eq!(stated(&plan), ["title: Total factor productivity raised", "name: Total output"]);
}

#[test]
fn a_column_that_adds_up_others_is_read_once() {
    let (plan, said) =
        table("Outcome,Indicator,Target,Budget 2025,Budget 2026,Total budget\nTaps work,Taps,5,100,200,300\n");
    assert!(plan.contains("amount: 100") && plan.contains("amount: 200") && !plan.contains("amount: 300"), "{plan}");
    assert!(said.contains("the column “Total budget” adds up others"), "{said}");
    let (plan, _) = table("Outcome,Indicator,Target,Total budget\nTaps work,Taps,5,300\n");
    assert!(plan.contains("amount: 300"), "{plan}");
}

#[test]
fn figures_count_what_their_heading_says() {
    for (heading, amount) in [
        ("Budget (k€)", "amount: 1500, currency: EUR"),
        ("Budget USD", "amount: 1.5, currency: USD"),
        ("Budget (thousands of CHF)", "amount: 1500, currency: CHF"),
        ("预算（万元）", "amount: 15000, note: \"元\""),
        ("Presupuesto (millones de USD)", "amount: 1500000, currency: USD"),
    ] {
        let (plan, said) = table(&format!("Outcome,Indicator,Target,{heading}\nTaps work,Taps,5,1.5\n"));
        assert!(plan.contains(amount), "{heading}: {plan}");
        assert_eq!(said.contains("were multiplied by"), heading != "Budget USD", "{heading}: {said}");
    }
}

#[test]
fn a_row_whose_result_is_not_applicable_stays_what_it_is() {
    for none in ["N/A", "n/a", "s.o.", "н/д", "不适用", "لا ينطبق"] {
        let rows = format!(
            "Goal,Target statement,Indicator,Baseline,Target,Budget\nWater,Taps for all,Taps,2,5,10\n,{none},Wells,3,6,20\n,{none},,,,30\n"
        );
        let (plan, said) = table(&rows);
        // Under the goal of its rows, not under the target of the row above.
        assert!(plan.contains("\n    indicators:\n      I1.1:  # t!C3\n        name: Wells\n"), "{none}: {plan}");
        assert!(plan.contains("{to: I1.1, amount: 20}") && !plan.contains("amount: 30"), "{none}: {plan}");
        assert!(said.contains(&format!("names neither a result nor an indicator: “{none} | 30”")), "{none}: {said}");
    }
    let (plan, _) = table("Result id,Goal,Wording,Indicator,Target\n1,Water,,Taps,5\n2,N/A,Rivers are clean,,\n");
    assert!(plan.contains("  G2:  # t!B3\n    statement: Rivers are clean  # t!C3\n"), "{plan}");
    let (plan, said) = table("Outcome,Indicator,Target\nTaps work,Taps,5\n,N/A,7\n");
    assert!(!plan.contains("milestones") && said.contains("a value without an indicator"), "{plan}{said}");
}

#[test]
fn owners_in_one_cell_are_several() {
    for (cell, owners) in [
        ("Unit A; Unit B", "[\"Unit A\", \"Unit B\"]"),
        ("\"Unit A\nUnit B\"", "[\"Unit A\", \"Unit B\"]"),
        ("水利局、住建局", "[\"水利局\", \"住建局\"]"),
        ("وزارة المياه، البلديات", "[\"وزارة المياه\", \"البلديات\"]"),
        ("\"Water, Sanitation and Hygiene Unit\"", "\"Water, Sanitation and Hygiene Unit\""),
    ] {
        let (plan, _) = table(&format!("Outcome,Indicator,Target,Owner\nTaps work,Taps,5,{cell}\n"));
        assert!(plan.contains(&format!("owner: {owners}")), "{cell}: {plan}");
    }
}

#[test]
fn a_risk_beside_a_target_names_it() {
    let (plan, said) = table(
        "Goal,Target statement,Indicator,Target,Risk,Assumption\nWater,Taps for all,Taps,5,Drought comes,Money stays\n,Wells for all,Wells,5,Drought comes,\n",
    );
    assert!(plan.contains("statement: Drought comes\n    affects: [\"T1.1\", \"T1.2\"]"), "{plan}");
    assert!(plan.contains("statement: Money stays\n    affects: [\"T1.1\"]"), "{plan}");
    assert!(said.contains("t!E2: a plan has no risk below the element beside it"), "{said}");
    assert!(said.contains("t!F2: a plan has no assumption below the element beside it"), "{said}");
}

#[test]
fn every_kind_is_counted() {
    let (_, said) =
        table("Offering,Enabler,Indicator,Target\nRadio rules,,Rules,5\n,Presence in the regions,Offices,6\n");
    assert!(said.contains("offerings: 1") && said.contains("enablers: 1"), "{said}");
}

#[test]
fn headings_on_each_page_are_headings() {
    let head = "Outcome,Indicator,Baseline,Target,Owner\n";
    let rows = format!(
        "{head}Taps work,Taps,2,5,Ann\n{head}Wells work,Wells,2,5,Ann\nOutcome,Indicator,,,\nPumps work,Pumps,2,5,Ann\n"
    );
    let (plan, _) = table(&rows);
    let expected =
        ["title: Taps work", "name: Taps", "title: Wells work", "name: Wells", "title: Pumps work", "name: Pumps"];
    assert_eq!(stated(&plan), expected, "{plan}");
    assert_eq!(plan.matches("owner: Ann").count(), 3, "{plan}");
}

#[test]
fn words_over_rows_are_no_elements() {
    let head = "Outcome,Indicator,Baseline,Target\n";
    let rows = "Water sector,,,\nTaps work,Taps,2,5\nWells work,Wells,2,5\nSchool sector,,,\nPupils read,Readers,2,5\n";
    let (plan, said) = table(&format!("{head}{rows}"));
    let expected =
        ["title: Taps work", "name: Taps", "title: Wells work", "name: Wells", "title: Pupils read", "name: Readers"];
    assert_eq!(stated(&plan), expected, "{plan}");
    assert!(
        said.contains("t!A2: words over the rows below, which name no element; not read: “Water sector”"),
        "{said}"
    );
    // A single one in the midst may be a result that has no indicator yet: a person has to look.
    let (plan, said) = table(&format!("{head}Taps work,Taps,2,5\nGood health,,,\nWells work,Wells,2,5\n"));
    assert!(plan.contains("title: Good health"), "{plan}");
    assert!(said.contains("stands alone in its row"), "{said}");
    // Where results stand above their indicators, they are results.
    let (plan, said) = table(&format!("{head}Taps work,,,\n,Taps,2,5\nWells work,,,\n,Wells,2,5\n"));
    assert!(plan.contains("title: Taps work") && plan.contains("title: Wells work"), "{plan}");
    assert!(!said.contains("stands alone"), "{said}");
}

#[test]
fn results_over_the_rows_of_their_indicators() {
    let (plan, _) =
        table("Indicator,Baseline,Target\nOutcome 1: Taps work,,\nTaps,2,5\nOutcome 2: Wells work,,\nWells,3,6\n");
    assert!(
        plan.contains(
            "  O1:  # t!A2\n    title: Taps work\n    indicators:\n      I1.1:  # t!A3\n        name: Taps\n"
        ),
        "{plan}"
    );
    assert!(
        plan.contains(
            "  O2:  # t!A4\n    title: Wells work\n    indicators:\n      I2.1:  # t!A5\n        name: Wells\n"
        ),
        "{plan}"
    );
}

#[test]
fn a_list_of_risks_states_no_goals() {
    let (plan, _) = table(
        "No,Risk,Likelihood,Impact,Mitigation,Owner\n1,Drought,High,Medium,Storage,Ann\n2,Strike,Low,High,Talks,Bob\n",
    );
    let risk = "statement: Drought\n    likelihood: High  # t!C2\n    impact: Medium  # t!D2\n    response: Storage  # t!E2\n    owner: Ann  # t!F2\n";
    assert!(plan.contains(risk) && !plan.contains("goals:"), "{plan}");
}

#[test]
fn two_tables_side_by_side_are_two() {
    let (plan, _) = table(
        "Outcome,Indicator,Target,,Risk,Owner,Mitigation\nTaps work,Taps,5,,Drought,Ann,Storage\nWells work,Wells,6,,Strike,Bob,Talks\n",
    );
    assert!(plan.contains("statement: Drought\n    owner: Ann  # t!F2\n    response: Storage  # t!G2\n"), "{plan}");
    assert_eq!(plan.matches("owner:").count(), 2, "{plan}");
    let (plan, _) =
        table("Outcome,Indicator,Target,,Outcome,Indicator,Target\nTaps work,Taps,5,,Pupils read,Readers,7\n");
    assert_eq!(stated(&plan), ["title: Taps work", "name: Taps", "title: Pupils read", "name: Readers"], "{plan}");
    // A column left empty for the eye parts nothing.
    let (plan, _) = table("Goal,,Outcome,,Indicator,Target\nWater,,Taps work,,Taps,5\n");
    assert!(plan.contains("I1.1.1:"), "{plan}");
}

#[test]
fn a_logframe_of_four_columns() {
    let (plan, said) = table(concat!(
        ",Логика вмешательства,Объективно проверяемые показатели,Источники проверки,Допущения\n",
        "Общая цель,Люди здоровы,Заболеваемость,Отчёты,\n",
        "Конкретная цель,В сёлах чистая вода,Доля сёл,Обследование,Деньги есть\n",
        "Результаты,1. Колодцы отремонтированы,Колодцы,Акты,\n",
        ",2. Жители обучены,Жители,Списки,\n",
        "Мероприятия,1.1 Закупить насосы,Насосы,Счета,\n",
    ));
    assert!(said.contains("goals: 1, outcomes: 1, outputs: 2, activities: 1, indicators: 5, assumptions: 1"), "{said}");
    assert!(plan.contains("Q2:") && plan.contains("source: Списки"), "{plan}");
}

#[test]
fn years_behind_a_baseline_are_those_of_targets() {
    let (plan, said) = table("Outcome,Indicator,Baseline,Baseline year,2025,2026\nTaps work,Taps,1,2023,2,3\n");
    assert!(plan.contains("target: {value: 3, date: 2026}") && plan.contains("- {value: 2, date: 2025}"), "{plan}");
    assert!(said.contains("t!E1: “2025” holds values"), "{said}");
    // What was before the baseline is not to be reached, and without a baseline nothing tells.
    let (plan, _) = table("Outcome,Indicator,Baseline (2024),2022,2023\nTaps work,Taps,1,2,3\n");
    assert!(!plan.contains("target:") && plan.contains("2022: 2"), "{plan}");
    let (plan, _) = table("Outcome,Indicator,2025,2026\nTaps work,Taps,2,3\n");
    assert!(!plan.contains("target:") && plan.contains("2025: 2"), "{plan}");
}

#[test]
fn an_indicator_with_its_values_in_one_cell() {
    let (plan, _) = table(
        "Outcome,\"Indicators, baselines and targets\",Owner\nPeople are well,\"Clinics that are open\nBaseline: 5 (2023)\nTarget 2027: 20\",MoH\n",
    );
    assert!(plan.contains("name: Clinics that are open\n"), "{plan}");
    assert!(
        plan.contains("baseline: {value: 5, date: 2023}") && plan.contains("target: {value: 20, date: 2027}"),
        "{plan}"
    );
}

#[test]
fn dates_as_people_write_them() {
    let (plan, _) = table("Efecto,Indicador,Meta,Fecha de fin\nRed ampliada,Barrios,5,31/12/2025\n");
    assert!(plan.contains("target: {value: 5, date: 2025-12-31}"), "{plan}");
    let (plan, said) = table("Outcome,Indicator,Target,End date\nTaps work,Taps,5,soon\n");
    assert!(plan.contains("End date: soon") && said.contains("t!D2: has no place there"), "{plan}{said}");
}

pub(super) fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

pub(super) fn heading(level: u8, words: &str) -> String {
    format!("<w:p><w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

pub(super) fn item(words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

pub(super) fn grid(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph(words));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_table_of_a_document_stands_under_its_heading() {
    let table = grid(&[&["Indicator", "Target 2027"], &["Rivers", "80"]]);
    let head = heading(0, "Goal 1: Clean rivers") + &item("Outcome 1.1: Taps work");
    let of = |body: &str| read("d.docx", &document(body)).0;
    let plan = of(&format!("{head}{}{table}", item("Outcome 1.2: Wells work")));
    assert!(plan.contains("    indicators:\n      I1.1:  # § Goal 1: Clean rivers > table 1"), "{plan}");
    // An item that ends in a colon introduces what stands below it, and a paragraph right above its table does.
    let plan = of(&format!("{head}{}{table}", item("Outcome 1.2: Wells work:")));
    assert!(plan.contains("title: Wells work\n        indicators:\n          I1.2.1:"), "{plan}");
    let plan = of(&format!("{}{table}", heading(0, "Goal 1: Clean rivers") + &paragraph("Outcome 1.2: Wells work")));
    assert!(plan.contains("title: Wells work\n        indicators:\n          I1.2.1:"), "{plan}");
}

#[test]
fn what_a_document_says_twice_keeps_its_label() {
    let body = heading(0, "Goal 1: Clean rivers")
        + &paragraph("Indicator: Rivers that are clean")
        + &paragraph("Baseline: 20%; Baseline: 30%")
        + &paragraph("Baseline: 40%")
        + &paragraph("Target 2027: 70%");
    let (plan, _) = read("d.docx", &document(&body));
    assert!(plan.contains("baseline: {value: 20}") && plan.contains("target: {value: 70, date: 2027}"), "{plan}");
    assert!(plan.contains("note: \"Baseline: 30%\\nBaseline: 40%\""), "{plan}");
}

#[test]
fn what_stands_below_a_risk_of_a_document_is_said_of_it() {
    let body = heading(0, "Goal 1: Clean rivers")
        + &heading(1, "Outcome 1.1: Taps work")
        + &paragraph("Risk 1: Drought comes")
        + &paragraph("Owner: Ann")
        + &paragraph("Mitigation: Storage");
    let (plan, _) = read("d.docx", &document(&body));
    assert!(plan.contains("statement: Drought comes\n            owner: Ann"), "{plan}");
    assert!(plan.contains("response: Storage") && plan.matches("Ann").count() == 1, "{plan}");
}

#[test]
fn what_is_no_file_is_said_plainly() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("tables")).unwrap();
    fs::write(directory.path().join("t.csv"), "Outcome,Indicator,Target\nTaps work,Taps,5\n").unwrap();
    for (arguments, message) in [
        (["tables", "-o", "out"], "tables: is a directory"),
        (["none.csv", "-o", "out"], "none.csv: there is no such file"),
        (["t.csv", "-o", "t.csv/out"], "t.csv: is a file, so that no directory can be made there"),
        (["t.csv", "-o", "t.csv"], "t.csv: is a file, so that no directory can be made there"),
    ] {
        let output = import(directory.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{}", text(&output.stderr));
    }
    let output = import(directory.path(), &["t.csv", "-o", "a/b/c"]);
    assert!(output.status.success(), "directories that are missing are made");
}

#[test]
fn a_number_that_looks_like_a_year_is_a_number() {
    let (plan, _) =
        table("Outcome,Indicator,Baseline,Target 2027\nJobs,Trained,1990.00,2000.00\nLoans,Given,2015,2020.5\n");
    for value in
        ["baseline: {value: 1990}", "target: {value: 2000, date: 2027}", "{value: 2015}", "{value: 2020.5, date: 2027}"]
    {
        assert!(plan.contains(value), "{value} in\n{plan}");
    }
}

#[test]
fn three_digits_behind_a_comma_are_left_to_people_where_it_may_be_either_sign() {
    let (plan, _) = table("Effet,Indicateur,Cible 2027\nRéseau,Usagers,\"920,000\"\nEau,Puits,\"12,5\"\n");
    assert!(plan.contains("{value: 12.5, date: 2027}") && !plan.contains("value: 920"), "{plan}");
    let (plan, _) = table("Outcome,Indicator,Target 2027\nNetworks,Users,\"920,000\"\n");
    assert!(plan.contains("{value: 920000, date: 2027}"), "{plan}");
}

#[test]
fn a_cell_as_long_as_a_program_allows_is_read() {
    let prose = "the network reaches each village of the valley and those above it ".repeat(480);
    let (plan, _) = table(&format!("Outcome,Indicator,Target\n{prose},Taps,5\nWells work,{prose},6\n"));
    assert!(plan.contains("title: Wells work"), "{}", &plan[..400]);
}

#[test]
fn notes_and_sources_below_a_table_are_no_elements() {
    for (heading, notes) in [
        ("Outcome,Indicator,Target", ["Note: data of the ministry", "* Preliminary data", "Source: survey of 2024"]),
        ("Effet,Indicateur,Cible", ["Source : ministère", "NB : provisoire", "* provisoire"]),
        ("成果,指标,目标值", ["注：初步数据", "数据来源：统计局", "* 初步"]),
        ("Конечный результат,Показатель,План", ["Примечание: данные", "Источник: опрос", "* Данные"]),
    ] {
        let below: String = notes.iter().map(|note| format!("{note},,\n")).collect();
        let (plan, said) = table(&format!("{heading}\nTaps work,Taps,5\nWells work,Wells,6\n{below}"));
        assert_eq!(stated(&plan), ["title: Taps work", "name: Taps", "title: Wells work", "name: Wells"], "{plan}");
        assert!(notes.iter().all(|note| said.contains(note)), "{said}");
    }
    let (plan, _) = table("Outcome,Indicator,Target\nSource: water from wells,,\nTaps work,Taps,5\n");
    assert!(plan.contains("Source: water from wells"), "{plan}");
}
