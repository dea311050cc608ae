//! Tables of results, indicators, values and money that belong together by ids, with headings in each language.

use rust_xlsxwriter::Workbook;

use super::layouts::read;

/// A workbook with a sheet for each table.
fn workbook(tables: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for rows in tables {
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(cells.split('|')).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, text).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn tables_are_joined_whatever_language_their_headings_have() {
    for (language, [results, levels, indicators, periods, money]) in [
        (
            "es",
            [
                "ID resultado|Tipo|Título|Contribuye a",
                "Efecto Producto",
                "ID indicador|ID resultado|Indicador|Línea de base|Año de línea de base",
                "ID indicador|Periodo inicio|Periodo fin|Meta|Real",
                "ID resultado|Presupuesto (miles de EUR)|Año",
            ],
        ),
        (
            "fr",
            [
                "Code résultat|Niveau|Intitulé|Résultat parent",
                "Effet Produit",
                "Code indicateur|Code résultat|Indicateur|Valeur de référence|Année de référence",
                "Code indicateur|Date de début|Date de fin|Cible|Réalisé",
                "Résultat concerné|Budget (milliers EUR)|Année",
            ],
        ),
        (
            "ru",
            [
                "Код результата|Тип результата|Наименование|Вышестоящий результат",
                "продукт",
                "Код показателя|Код результата|Показатель|Базовое значение|Базовый год",
                "Код показателя|Начало периода|Конец периода|Целевое значение|Фактическое значение",
                "Код результата|\u{411}юджет (тыс. EUR)|Год",
            ],
        ),
        (
            "ar",
            [
                "رمز النتيجة|المستوى|العنوان|النتيجة الأعلى",
                "النتيجة الناتج",
                "رمز المؤشر|رمز النتيجة|المؤشر|خط الأساس|سنة الأساس",
                "رمز المؤشر|بداية الفترة|نهاية الفترة|القيمة المستهدفة|القيمة الفعلية",
                "رمز النتيجة|الميزانية (بالآلاف EUR)|السنة",
            ],
        ),
        (
            "zh",
            [
                "成果编号|级别|名称|上级编号",
                "成果 产出",
                "指标编号|成果编号|指标名称|基线值|基线年份",
                "指标编号|开始日期|结束日期|目标值|实际值",
                "所属成果|预算（千EUR）|年份",
            ],
        ),
    ] {
        let (outcome, output) = levels.split_once(' ').unwrap_or(("Конечный результат", levels));
        let (first, second) = (format!("R1|{outcome}|A|"), format!("R1.1|{output}|B|R1"));
        let bytes = workbook(&[
            &[results, &first, &second],
            &[indicators, "I1|R1.1|Users|12|2022"],
            &[periods, "I1|45292|45657|20|18"],
            &[money, "R1.1|15|2024"],
        ]);
        let (plan, said) = read("t.xlsx", &bytes);
        assert!(plan.contains(&format!("language: {language}")), "{language}: {plan}");
        for part in [
            "  R1:",
            "    outputs:\n      R1.1:",
            "        indicators:\n          I1:",
            "baseline: {value: 12, date: 2022}",
            "target: {value: 20, date: 2024-12-31}",
            "- {value: 18, date: 2024-12-31}",
            "{to: R1.1, amount: 15000, currency: EUR, period: {start: 2024, end: 2024}}",
        ] {
            assert!(plan.contains(part), "{language}: {part} in\n{plan}\n{said}");
        }
        assert!(said.contains("outcomes: 1, outputs: 1, indicators: 1, values: 3"), "{language}: {said}");
        assert!(!said.contains("not understood"), "{language}: {said}");
    }
}

#[test]
fn a_result_above_that_is_not_there_or_goes_in_a_ring_is_told() {
    let results = ["Result id|Level|Title|Parent id", "R1|Outcome|A|R9", "R2|Output|B|R2", "R3|Output|C|R1"];
    let bytes = workbook(&[&results, &["Indicator id|Result id|Indicator|Target", "I1|R3|Users|5"]]);
    let (plan, said) = read("t.xlsx", &bytes);
    assert!(plan.contains("    outputs:\n      R3:") && plan.contains("  R2:"), "{plan}");
    assert!(said.contains("Sheet1!D2: its result is in no table"), "{said}");
    assert!(plan.contains("note: R9"), "{plan}");
}

#[test]
fn a_column_of_kinds_of_indicators_is_no_column_of_levels() {
    let results = ["Result id|Type|Title", "R1|Strategic|A", "R2|Operational|B"];
    let bytes = workbook(&[&results, &["Indicator id|Result id|Indicator|Target", "I1|R1|Users|5"]]);
    let (plan, said) = read("t.xlsx", &bytes);
    assert!(plan.contains("note: \"Type: Strategic\""), "{plan}");
    assert!(said.contains("the column “Type” was not understood"), "{said}");
}

#[test]
fn ids_of_results_may_be_called_ids_alone() {
    for (results, indicators, values) in [
        ("ID|Level|Result|Parent ID", "Indicator ID|Result ID|Indicator", "Indicator ID|End date|Target"),
        (
            "Código|Nivel|Resultado|Contribuye a",
            "Código de indicador|Código de resultado|Indicador",
            "Código de indicador|Fecha de fin|Meta",
        ),
    ] {
        let bytes =
            workbook(&[&[results, "R1|Output|Taps|"], &[indicators, "I1|R1|Users"], &[values, "I1|2026-12-31|3"]]);
        let (plan, said) = read("t.xlsx", &bytes);
        assert!(plan.contains("  R1:") && plan.contains("    indicators:\n      I1:"), "{plan}\n{said}");
        assert!(!said.contains("belongs to none"), "{said}");
    }
    // Of indicators alone they stay what they are.
    let (plan, _) = read("t.xlsx", &workbook(&[&["ID|Indicator|Target", "I1|Users|3"]]));
    assert!(plan.contains("I1:"), "{plan}");
}
