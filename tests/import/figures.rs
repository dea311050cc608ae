//! Figures as people write them in cells: many in a word, percent and shares, dates beside numbers; and units that nobody wrote.

use std::fs;

use rust_xlsxwriter::{Format, Workbook};

use super::layouts::{read, table};

#[test]
fn letters_beside_money_are_millions_and_elsewhere_metres() {
    for (headings, cell, amount) in [
        ("Outcome,Indicator,Target,Budget (USD)", "2.5M", "amount: 2500000, currency: USD"),
        ("Outcome,Indicator,Target,Budget (USD)", "1.2m", "amount: 1200000, currency: USD"),
        ("Effet,Indicateur,Cible,Coût EUR", "\"2,5 M\"", "amount: 2500000, currency: EUR"),
        ("Effet,Indicateur,Cible,Budget EUR", "2.5M", "amount: 2500000, currency: EUR"),
        ("Effet,Indicateur,Cible,Budget", "\"2,5 M€\"", "amount: 2500000, currency: EUR"),
        ("Efecto,Indicador,Meta,Presupuesto (USD)", "\"2,5 M\"", "amount: 2500000, currency: USD"),
        ("成果,指标,目标值,预算（USD）", "2.5M", "amount: 2500000, currency: USD"),
    ] {
        let (plan, _) = table(&format!("{headings}\nRoads,Paved roads,5,{cell}\n"));
        let typed = cell.trim_matches('"');
        assert!(plan.contains(&format!("{amount}}}  # t!D2: \"{typed}\"\n")), "{headings}: {plan}");
    }
    // A cell that says how many it counts itself is not multiplied by its heading once more.
    let (plan, _) = table("Outcome,Indicator,Target,Budget (USD thousand)\nRoads,Paved roads,5,2.5M\n");
    assert!(plan.contains("amount: 2500000, currency: USD"), "{plan}");
    // Under a heading that is no money's a metre is one, and what may be either is left to people.
    let (plan, said) = table("Effet,Indicateur,Référence,Cible 2027\nPonts,Hauteur,\"2,5 m\",\"2,5 M\"\n");
    assert!(plan.contains("unit: m\n") && plan.contains("baseline: {value: 2.5}"), "{plan}");
    assert!(said.contains("t!D2: is not one number and is kept as a note: “2,5 M”"), "{said}");
}

#[test]
fn words_for_many_are_counted_and_what_was_typed_is_kept() {
    for (headings, cell, value) in [
        ("Outcome,Indicator,Target", "1.5 thousand", "1500"),
        ("Effet,Indicateur,Cible", "3 mille", "3000"),
        ("Efecto,Indicador,Meta", "\"12,5 miles\"", "12500"),
        ("Конечный результат,Показатель,План", "\"1,5 млн\"", "1500000"),
        ("النتيجة,المؤشر,المستهدف", "1.2 مليون", "1200000"),
        ("成果,指标,目标值", "3万", "30000"),
    ] {
        let (plan, _) = table(&format!("{headings}\nNet,Users,{cell}\n"));
        let typed = cell.trim_matches('"');
        assert!(plan.contains(&format!("target: {{value: {value}}}  # t!C2: \"{typed}\"\n")), "{plan}");
    }
    // A word that says the unit of the row once more counts once.
    let (plan, _) = table("Outcome,Indicator,Unit,Baseline,Target\nNet,Stations,thousand,1.5 thousand,4\n");
    assert!(plan.contains("baseline: {value: 1.5}") && plan.contains("target: {value: 4}"), "{plan}");
    let (plan, _) = table("Outcome,Indicator,Target\nNet,Users,\"1,250\"\n");
    assert!(plan.contains("target: {value: 1250}  # t!C2\n"), "{plan}");
}

#[test]
fn a_unit_counts_once_wherever_a_value_stands() {
    let (plan, _) = table(concat!(
        "Outcome,Indicator,Unit,Target\n",
        "Net,\"Stations (baseline: 1.5 thousand; target: 4 thousand)\",thousand,\n",
    ));
    assert!(plan.contains("baseline: {value: 1.5}") && plan.contains("target: {value: 4}"), "{plan}");
    // A mile is no thousand in English.
    let (plan, _) = table("Outcome,Indicator,Unit,Target\nNet,Roads,miles,1.5 thousand\n");
    assert!(plan.contains("target: {value: 1500}"), "{plan}");
    let (plan, _) = table("Efecto,Indicador,Unidad,Meta\nRed,Hogares,miles,\"12,5 miles\"\n");
    assert!(plan.contains("target: {value: 12.5}"), "{plan}");
}

#[test]
fn what_stands_beside_money_is_kept_and_told() {
    let of =
        |headings: &str, cell: &str| table(&format!("Outcome,Indicator,Target,{headings}\nRoads,Paved,5,{cell}\n"));
    let (plan, _) = of("Budget", "120 000 EUR (2026)");
    assert!(plan.contains("amount: 120000, currency: EUR, period: {start: 2026, end: 2026}}"), "{plan}");
    let (plan, said) = of("Budget 2027 (EUR)", "120 000 (2026)");
    assert!(plan.contains("period: {start: 2027, end: 2027}, note: \"120 000 (2026)\""), "{plan}");
    assert!(said.contains("“120 000 (2026)” is taken as 120000 EUR"), "{said}");
    let (plan, said) = of("Budget 2026 (EUR)", "120 000 (2026)");
    assert!(!plan.contains("note:") && !said.contains("is taken as"), "{plan}{said}");
    for cell in ["≥ 500", "~500"] {
        let (plan, said) = of("Budget (EUR)", cell);
        assert!(plan.contains("amount: 500, currency: EUR}"), "{plan}");
        assert!(said.contains(&format!("“{cell}” is taken as 500; the plan language knows no bounds")), "{said}");
    }
    let (plan, said) = of("Budget (EUR)", "≥ 2.5 M");
    assert!(plan.contains("amount: 2500000, currency: EUR}") && said.contains("knows no bounds"), "{plan}{said}");
    let (plan, said) = of("Budget (thousand EUR)", "120 (estimated)");
    assert!(plan.contains("amount: 120000, currency: EUR, note: \"120 (estimated)\"}"), "{plan}");
    assert!(said.contains("“120 (estimated)” is taken as 120000 EUR"), "{said}");
    for cell in ["(2.5 M)", "(120 000)", "−2.5 M", "-2.5m"] {
        let (plan, said) = of("Budget (EUR)", cell);
        assert!(!plan.contains("amount:") && plan.contains(&format!(": {cell}\"")), "{plan}");
        assert!(said.contains(&format!("is no amount and is kept as a note: “{cell}”")), "{said}");
    }
    let (plan, _) = of("Budget,Currency", "120000,TBD");
    assert!(plan.contains("amount: 120000, note: \"Currency: TBD\"}"), "{plan}");
    let (plan, _) = of("Budget,Currency", "120000,XOF");
    assert!(plan.contains("amount: 120000, currency: XOF}"), "{plan}");
    let (plan, _) = of("Budget", "120 000 TBD");
    assert!(plan.contains("amount: 120000, note: \"TBD\"}") || plan.contains("120 000 TBD"), "{plan}");
    assert!(!plan.contains("currency: TBD"), "{plan}");
    let (plan, _) = of("Budget (EUR)", "120 000 TBD");
    assert!(plan.contains("amount: 120000, currency: EUR, note: \"120 000 TBD\"}"), "{plan}");
}

#[test]
fn units_are_those_that_somebody_wrote() {
    let (plan, said) = table(concat!(
        "Outcome,Indicator,Target\n",
        "Net,Wells,50 by 2026\n",
        "Net,Taps,80 (Dec 2026)\n",
        "Net,Visits,2000 (2026)\n",
        "Net,Members,50 % women\n",
        "Net,Shares,1/3\n",
        "Net,Tanks,40 (estimated)\n",
        "Net,Homes,45 households\n",
    ));
    for value in [
        "{value: 50, date: 2026}",
        "{value: 80, date: 2026-12}",
        "{value: 2000, date: 2026}",
        "name: Homes\n        unit: households\n",
        "note: \"Target: 50 % women\"",
        "note: \"Target: 1/3\"",
    ] {
        assert!(plan.contains(value), "{value} in\n{plan}");
    }
    for unit in ["unit: by", "unit: Dec", "unit: women", "unit: estimated"] {
        assert!(!plan.contains(unit), "{plan}");
    }
    assert!(said.contains("“50 % women” is taken as 50 percent; what else it says is kept as a note"), "{said}");
    assert!(said.contains("is not one number and is kept as a note: “1/3”"), "{said}");
}

#[test]
fn signs_of_percent_in_headings_are_units() {
    for heading in ["Target (%)", "Target %", "目标值（%）", "目标值（％）", "Cible (%)"] {
        let (plan, _) = table(&format!("Outcome,Indicator,{heading}\nNet,Coverage,90\n"));
        assert!(plan.contains("unit: percent\n") && plan.contains("target: {value: 90}"), "{heading}: {plan}");
    }
}

#[test]
fn shares_and_percent_in_one_row_are_told_and_left() {
    let (plan, said) = table("Outcome,Indicator,Unit,Baseline,Target\nNet,Coverage,%,0.45,90\nNet,Fees,%,0.5,2\n");
    assert!(plan.contains("{value: 0.45}") && plan.contains("{value: 90}"), "{plan}");
    assert!(
        said.contains("t!D2: the values 0.45 and 90 of one indicator in percent differ by about a hundred"),
        "{said}"
    );
    assert_eq!(said.matches("about a hundred").count(), 1, "{said}");
    // What a cell shows as percent is percent, whatever number is stored.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let percent = Format::new().set_num_format("0%");
    for (column, text) in (0..).zip(["Outcome", "Indicator", "Coverage baseline %", "Baseline", "Target %"]) {
        sheet.write(0, column, text).unwrap();
    }
    sheet.write(1, 0, "Net").unwrap().write(1, 1, "Coverage").unwrap();
    sheet.write_with_format(1, 3, 0.45, &percent).unwrap().write(1, 4, 90).unwrap();
    let (plan, said) = read("t.xlsx", &workbook.save_to_buffer().unwrap());
    assert!(plan.contains("unit: percent\n") && plan.contains("baseline: {value: 45}"), "{plan}");
    assert!(!said.contains("about a hundred"), "{said}");
}

#[test]
fn money_in_a_heading_with_a_comma() {
    for (heading, amount) in [
        ("\"Финансирование, млн руб.\"", "amount: 1250750000, note: \"млн руб.\""),
        ("\"Бюджет, тыс. USD\"", "amount: 1250750, currency: USD"),
        ("\"Budget, USD million\"", "amount: 1250750000, currency: USD"),
        ("Budget (USD million)", "amount: 1250750000, currency: USD"),
    ] {
        let (plan, said) = table(&format!("Цель,Показатель,План,{heading}\nСвязь,Сёла,5,\"1 250,75\"\n"));
        let amount = amount.replace("млн руб.", "руб.");
        assert!(plan.contains(&amount), "{heading}: {plan}");
        assert!(said.contains("were multiplied by"), "{said}");
    }
    let (plan, said) = table("Цель,Показатель,План,\"Финансирование, млн жителей\"\nСвязь,Сёла,5,7\n");
    assert!(
        !plan.contains("amount") && said.contains("the column “Финансирование, млн жителей” was not"),
        "{plan}{said}"
    );
}

#[test]
fn numbers_in_columns_of_dates_are_days() {
    let (plan, said) =
        table("Activity,Indicator,Target,Start,End date\nRepair,Taps,5,45658,46752\nBuild,Wells,6,,2027\n");
    assert!(plan.contains("target: {value: 5, date: 2027-12-31}"), "{plan}");
    assert!(plan.contains("target: {value: 6, date: 2027}"), "{plan}");
    assert!(said.contains("t!E1: numbers under “End date” were read as days"), "{said}");
    assert!(said.contains("46752 is 2027-12-31") && said.contains("45658 is 2025-01-01"), "{said}");
    let (plan, _) = table("Outcome,Indicator,Target,Target date\nNet,Cost,5,Q3 2026\nNet,Users,6,end of 2026\n");
    assert!(plan.contains("{value: 5, date: 2026-Q3}") && plan.contains("{value: 6, date: 2026}"), "{plan}");
    // Elsewhere they are numbers.
    let (plan, _) = table("Outcome,Indicator,Target\nNet,Users,45658\n");
    assert!(plan.contains("target: {value: 45658}"), "{plan}");
}

#[test]
fn columns_that_are_not_understood_are_named_with_what_they_hold() {
    let (plan, said) = table("Outcome,Indicator,Target,Colour,Empty\nNet,Users,5,red,\nNet,Sites,6,blue,\n");
    assert!(plan.contains("note: \"Colour: red\""), "{plan}");
    assert!(said.contains("t!D1: the column “Colour” was not understood; its 2 values are kept as notes"), "{said}");
    assert!(!said.contains("Empty"), "{said}");
}

#[test]
fn what_is_hidden_is_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("R").unwrap();
    for (row, cells) in
        (0..).zip([["Outcome", "Indicator", "Target", "Owner"], ["Net", "Users", "5", "A"], ["Old", "Sites", "6", "B"]])
    {
        sheet.write_row(row, 0, cells).unwrap();
    }
    sheet.set_row_hidden(2).unwrap().set_column_hidden(3).unwrap();
    let sheet = workbook.add_worksheet().set_name("Notes").unwrap();
    sheet.write_row(0, 0, ["Outcome", "Indicator"]).unwrap();
    sheet.set_hidden(true);
    let (plan, said) = read("t.xlsx", &workbook.save_to_buffer().unwrap());
    assert!(plan.contains("name: Sites") && plan.contains("owner: B"), "{plan}");
    assert!(said.contains("R: 1 row is hidden in the file and was read all the same: 3"), "{said}");
    assert!(said.contains("R: 1 column is hidden in the file and was read all the same: D"), "{said}");
    assert!(said.contains("Notes: the sheet is hidden, so it was not read"), "{said}");
    let content = concat!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"R\">",
        "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>",
        "<table:table-row><table:table-cell><text:p>Outcome</text:p></table:table-cell><table:table-cell><text:p>Indicator</text:p></table:table-cell></table:table-row>",
        "<table:table-row table:visibility=\"filter\"><table:table-cell><text:p>Net</text:p></table:table-cell><table:table-cell><text:p>Users</text:p></table:table-cell></table:table-row>",
        "</table:table></office:document-content>",
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, content.as_bytes()).unwrap();
    let (_, said) = read("t.ods", &archive.finish().unwrap().into_inner());
    assert!(said.contains("1 row is hidden") && said.contains("all the same: 2"), "{said}");
    assert!(said.contains("1 column is hidden") && said.contains("all the same: B"), "{said}");
}

#[test]
fn a_heading_in_two_languages_is_one_and_a_column_of_the_second_is_notes() {
    let (plan, said) = table(concat!(
        "Outcome / Résultat,Indicator,Indicateur,Baseline / Référence,Target / Cible 2027,Lead / Responsable\n",
        "Better roads,Kilometres paved,Kilomètres asphaltés,100,250,MPW\n",
        "Better roads,Bridges,Ponts,5,12,MPW\n",
    ));
    assert!(plan.contains("title: Better roads") && plan.contains("{value: 250, date: 2027}"), "{plan}");
    assert!(plan.contains("language: en") && plan.contains("owner: MPW"), "{plan}");
    assert!(plan.contains("note: \"Indicateur: Kilomètres asphaltés\""), "{plan}");
    assert!(said.contains("t!C1: the column “Indicateur” says in a second language"), "{said}");
    let (plan, said) = table("Outcome,Résultat,Indicator,Indicateur,Target\nWater,Eau,Wells,Puits,5\n");
    assert!(said.contains("outcomes: 1, indicators: 1"), "{said}");
    assert!(plan.contains("title: Water") && plan.contains("Résultat: Eau"), "{plan}");
    // Outcomes with their outputs under headings of two languages are what they are.
    let (plan, said) = table("Outcome,Produit,Indicator,Target\nWater,Wells drilled,Wells,5\n");
    assert!(said.contains("outcomes: 1, outputs: 1"), "{plan}{said}");
}

#[test]
fn a_dry_run_says_the_same() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("t.csv"), "Outcome,Indicator,Target,Colour\nNet,Users,5,red\n").unwrap();
    let dry = super::import(directory.path(), &["t.csv", "--dry-run", "--lang", "en"]);
    assert!(super::text(&dry.stdout).contains("the column “Colour” was not understood; its 1 value is kept as notes"));
}
