"""Makes the spreadsheets that the tests import: openpyxl for .xlsx, LibreOffice for what it saves itself. See README.md."""

import pathlib
import subprocess
from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.styles import Alignment

HERE = pathlib.Path(__file__).parent / "files"


def merged_matrix():
    """English: parents merged, headings over two rows, percents as numbers and as text, a serial date, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Results"
    sheet.append(["Results matrix of the Valley Water Authority"])
    sheet.append([])
    sheet.append(["Goal", "Outcome", "Indicator", "Unit", "Baseline", None, "Target", None, "Source", "Colour"])
    sheet.append([None, None, None, None, "Value", "Year", 2025, 2027, None, None])
    sheet.append(["Safe water for all", "1.1 Households have taps", "Households with a tap", "%", 40, date(2021, 12, 31), 55, 70, "Census", "blue"])
    sheet.append([None, None, "Villages with a water committee", "villages", "12", 2021, "n/a", "1.2 thousand", "Register", None])
    sheet.append([None, "1.2 Water is clean", "Samples free of bacteria", None, 0.8, 2020, None, 0.95, "Laboratory", None])
    for row in (7,):
        sheet.cell(row, 5).number_format = "0%"
        sheet.cell(row, 8).number_format = "0.0%"
    sheet["F5"].number_format = "dd/mm/yyyy"
    for cells in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "J3:J4", "A5:A7", "B5:B6"):
        sheet.merge_cells(cells)
    hidden = book.create_sheet("Old")
    hidden.append(["Goal", "Indicator", "Target"])
    hidden.append(["Old goal", "Old indicator", 1])
    hidden.sheet_state = "hidden"
    book.save(HERE / "merged-matrix.en.xlsx")


def repeated_matrix(name, rows):
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in rows:
        sheet.append(row)
    book.save(HERE / name)


def logframe():
    """The blocks of a development ministry's logframe, with rows for what was planned and achieved, and for the source."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Logframe"
    head = ["Baseline", "Milestone 1 (2025)", "Milestone 2 (2026)", "Target (2027)", "Assumptions"]
    blocks = [
        ("IMPACT", "Impact Indicator 1", "Children are healthy", "Deaths of children under five per 1,000 births", [61, 55, 50, 45], [None, 54, None], "Household survey", None),
        ("OUTCOME", "Outcome Indicator 1", "Clinics are used", "Visits per clinic and month", [120, 150, 180, "210"], [None, 140, None], "Clinic records", "Staff stay in the districts"),
        ("OUTPUT 1", "Output Indicator 1.1", "Clinics are equipped", "Clinics with a refrigerator", ["30 %", "45 %", "60 %", "80 %"], [None, None, None], "Inventory", None),
    ]
    for level, heading, statement, indicator, planned, achieved, source, assumption in blocks:
        sheet.append([level, heading, None] + head)
        row = sheet.max_row
        sheet.append([statement, indicator, "Planned"] + planned + [assumption])
        sheet.append([None, None, "Achieved", None] + achieved)
        sheet.append([None, None, None, "Source"])
        sheet.append([None, None, None, source])
        sheet.merge_cells(start_row=row + 1, end_row=row + 4, start_column=1, end_column=1)
        sheet.merge_cells(start_row=row + 1, end_row=row + 4, start_column=2, end_column=2)
        sheet.cell(row + 1, 1).alignment = Alignment(wrap_text=True)
    book.save(HERE / "logframe.en.xlsx")


def logframe_in(name, sheet_name, head, statuses, source_word, blocks):
    """Blocks in another language: one for each indicator, those after the first of a result under another label."""
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    for label, heading, statement, indicator, planned, achieved, source, assumption in blocks:
        sheet.append([label, heading, None] + head)
        row = sheet.max_row
        sheet.append([statement, indicator, statuses[0]] + planned + [assumption])
        sheet.append([None, None, statuses[1], None] + achieved)
        sheet.append([None, None, None, source_word])
        sheet.append([None, None, None, source])
        sheet.merge_cells(start_row=row + 1, end_row=row + 4, start_column=1, end_column=1)
        sheet.merge_cells(start_row=row + 1, end_row=row + 4, start_column=2, end_column=2)
    book.save(HERE / name)


def three_headings():
    """Russian: headings over three rows, the last with years."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Матрица"
    sheet.append(["Цель", "Показатель", "Единица измерения", "Значения", None, None, "Ответственный"])
    sheet.append([None, None, None, "Базовое значение", "Целевое значение", None, None])
    sheet.append([None, None, None, 2021, 2025, 2027, None])
    sheet.append(["Чистая вода", "Доля домов с краном", "%", 40, 55, 70, "Министерство воды"])
    sheet.append([None, "Протяжённость труб", "км", "1,2 тыс.", "1 500", "2 тыс.", None])
    for cells in ("A1:A3", "B1:B3", "C1:C3", "D1:F1", "E2:F2", "G1:G3", "A4:A5"):
        sheet.merge_cells(cells)
    book.save(HERE / "three-headings.ru.xlsx")


def levels():
    """Spanish: a column for the level of each result, codes, years in columns of their own, money."""
    repeated_matrix("levels.es.xlsx", [
        ["Nivel", "Código del resultado", "Resultado", "Indicador", "Unidad de medida", "Línea de base", "Año base", "Meta", "Año meta", "Presupuesto (USD)"],
        ["Impacto", "1", "Agua segura para todos", "Muertes por diarrea", "muertes", 310, 2021, 100, 2027, None],
        ["Efecto", "1.1", "Los hogares usan agua potable", "Hogares con grifo", "%", 40, 2021, 70, 2027, None],
        ["Producto", "1.1.1", "Pozos construidos", "Pozos", None, 12, 2021, 40, 2027, 250000],
        ["Producto", "1.1.2", "Comités formados", "Comités", None, "s/d", None, 15, 2027, 40000],
    ])


def related():
    """One workbook whose sheets belong together by ids, with days as serial numbers."""
    book = Workbook()
    for name, rows in {
        "Results": [["Result ID", "Level", "Title"], ["O1", "Outcome", "Households use safe water"], ["Q1", "Output", "Wells are dug"]],
        "Indicators": [["Indicator ID", "Result ID", "Indicator", "Unit", "Baseline", "Baseline year"], ["I1", "O1", "Households with a tap", "%", 40, 2021], ["I2", "Q1", "Wells", None, 12, 2021]],
        "Periods": [["Indicator ID", "Period start", "Period end", "Target", "Actual"], ["I1", date(2025, 1, 1), date(2025, 12, 31), 50, 48], ["I1", date(2026, 1, 1), date(2026, 12, 31), 60, None], ["I2", date(2025, 1, 1), date(2025, 12, 31), 20, 21]],
        "Budgets": [["Result ID", "Amount", "Currency", "Start", "End"], ["Q1", 250000, "USD", date(2025, 1, 1), date(2026, 12, 31)]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(HERE / "related.en.xlsx")


def days_of_1904():
    """Days counted from 1904, as old programs for the Macintosh do."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Dates"
    sheet.append(["Outcome", "Indicator", "Baseline", "Baseline date", "Target", "Target date"])
    sheet.append(["Schools are open", "Schools open", 12, date(2021, 6, 30), 30, date(2027, 12, 31)])
    book.save(HERE / "days-of-1904.en.xlsx")


def right_to_left():
    """Arabic, from right to left, with Arabic digits."""
    book = Workbook()
    sheet = book.active
    sheet.title = "الخطة"
    sheet.sheet_view.rightToLeft = True
    sheet.append(["الغاية", "المؤشر", "الوحدة", "خط الأساس (٢٠٢١)", "القيمة المستهدفة (٢٠٢٧)", "الجهة المسؤولة"])
    sheet.append(["تعليم جيد للجميع", "نسبة الالتحاق بالمدارس", "٪", "٦٠٪", "٩٠٪", "وزارة التعليم"])
    sheet.append([None, "عدد المدارس", "مدرسة", "١٢٠", "١٥٠", None])
    book.save(HERE / "digits.ar.xlsx")


def formulas_without_values():
    """A formula that no program has computed yet, and one that fails."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sums"
    sheet.append(["Output", "Indicator", "Baseline", "Target 2027"])
    sheet.append(["Wells are dug", "Wells dug", 12, "=C2*2"])
    book.save(HERE / "uncomputed.en.xlsx")


def by_libreoffice():
    for source, target, made in [
        ("levels.es.xlsx", "ods", "levels.es.ods"),
        ("digits.ar.xlsx", "ods", "digits.ar.ods"),
        ("logframe.fr.xlsx", "ods", "logframe.fr.ods"),
        ("faults.en.fods", "xlsx:Calc MS Excel 2007 XML", "faults.en.xlsx"),
        ("merged-matrix.en.xlsx", "ods", "merged-matrix.en.ods"),
        ("matrix.fr.xlsx", "ods", "matrix.fr.ods"),
        ("logframe.en.xlsx", "ods", "logframe.en.ods"),
        ("formula.en.fods", "xlsx:Calc MS Excel 2007 XML", "formula.en.xlsx"),
    ]:
        subprocess.run(["soffice", "--headless", "--convert-to", target, "--outdir", HERE, HERE / source], check=True, stdout=subprocess.DEVNULL)
        assert (HERE / made).exists()


merged_matrix()
logframe()
repeated_matrix("matrix.fr.xlsx", [
    ["Objectif", "Effet", "Indicateur", "Unité", "Valeur de référence (2021)", "Cible 2027", "Source de vérification", "Responsable"],
    ["L'eau est sûre", "Les foyers ont un robinet", "Part des foyers avec robinet", "%", "40 %", "65 %", "Recensement", "Direction de l'eau"],
    ["L'eau est sûre", "Les foyers ont un robinet", "Habitants desservis", "habitants", "0,8 million", "1,2 million", "Registre", "Direction de l'eau"],
    ["L'eau est sûre", "Les rivières sont propres", "Tronçons propres", None, "s.o.", "Stratégie adoptée", "Laboratoire", None],
])
repeated_matrix("matrix.es.xlsx", [
    ["Objetivo", "Efecto", "Indicador", "Línea de base 2021", "Meta 2025", "Meta 2027", "Medios de verificación"],
    ["Agua para todos", "Los hogares tienen grifo", "Hogares con grifo", "40 %", "55 %", "70 %", "Censo"],
    [None, None, "Pozos con bomba", 12, 20, "n/a", "Registro"],
])
repeated_matrix("matrix.ru.xlsx", [
    ["Цель", "Конечный результат", "Показатель", "Единица измерения", "Базовое значение (2021)", "Целевое значение (2027)", "Источник данных"],
    ["Чистая вода для всех", "Дома имеют кран", "Доля домов с краном", "%", "40,5 %", "70 %", "Перепись"],
    [None, None, "Жители, получающие воду", None, "н/д", "1,2 млн", "Реестр"],
])
repeated_matrix("matrix.ar.xlsx", [
    ["الهدف", "النتيجة", "المؤشر", "خط الأساس 2021", "القيمة المستهدفة 2027", "المصدر"],
    ["مياه مأمونة للجميع", "للأسر صنبور", "نسبة الأسر التي لها صنبور", "40 %", "70 %", "التعداد"],
    [None, None, "عدد الآبار", 12, 20, "السجل"],
])
repeated_matrix("matrix.zh.xlsx", [
    ["总体目标", "具体目标", "指标", "基线（2021年）", "目标值（2027年）", "数据来源"],
    ["普遍供水", "1.1：家家有自来水", "有自来水的家庭比例", "40%", "70%", "普查"],
    [None, "1.2：水质清洁", "合格水样比例", 80, 95, "实验室"],
])
(HERE / "formula.en.fods").write_text("""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="Sums">
<table:table-row><table:table-cell office:value-type="string"><text:p>Output</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Indicator</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Baseline</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Target 2027</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Budget (CHF)</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Wells are dug</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Wells dug</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12"/><table:table-cell table:formula="of:=[.C2]*2+1"/><table:table-cell table:formula="of:=1000*[.C2]"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>
""", encoding="utf-8")
def table_row(*cells):
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


def words(text):
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


(HERE / "faults.en.fods").write_text(
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="Faults">\n'
    + table_row(words("Output"), words("Indicator"), words("Baseline"), words("Target 2027"))
    + "\n"
    + table_row(words("Wells are dug"), words("Wells dug"), '<table:table-cell office:value-type="float" office:value="0"/>', '<table:table-cell table:formula="of:=1/[.C2]"/>')
    + "\n</table:table></office:spreadsheet></office:body></office:document>\n",
    encoding="utf-8",
)
logframe_in(
    "logframe.fr.xlsx", "Cadre logique",
    ["Valeur de référence", "Jalon 1 (2025)", "Jalon 2 (2026)", "Cible (2027)", "Hypothèses"], ["Prévu", "Réalisé"], "Source",
    [
        ("IMPACT", "Indicateur d'impact 1", "Les enfants sont en bonne santé", "Décès d'enfants de moins de cinq ans pour 1 000 naissances", [61, 55, 50, 45], [None, 54, None], "Enquête auprès des ménages", None),
        ("EFFET", "Indicateur d'effet 1", "Les centres de santé sont fréquentés", "Consultations par centre et par mois", ["1 200", "1 500", "1 800", "2 100"], [None, "1 450", None], "Registres", "Le personnel reste dans les districts"),
        ("THÈME PRINCIPAL", "Indicateur d'effet 2", None, "Part des naissances assistées", ["45,5 %", "50 %", "s.o.", "70 %"], [None, None, None], "Registres", None),
        ("PRODUIT 1", "Indicateur de produit 1.1", "Les centres sont équipés", "Centres disposant d'un réfrigérateur", ["30 %", "45 %", "60 %", "80 %"], [None, None, None], "Inventaire", None),
        ("PRODUIT 2", "Indicateur de produit 2.1", "Le personnel est formé", "Agents formés", [0, 100, 250, 400], [None, 120, None], "Rapports de formation", None),
    ],
)
three_headings()
levels()
related()
days_of_1904()
right_to_left()
formulas_without_values()
repeated_matrix("units.zh.xlsx", [
    ["战略目标", "指标", "单位", "基线值（2021年）", "目标值（2027年）", "负责单位"],
    ["普及宽带", "宽带用户数", "户", "1.2亿", "3亿", "电信局"],
    [None, "宽带覆盖率", None, "65％", "≥90%", "电信局"],
    [None, "投诉数量", None, "不适用", "另行确定", None],
])
repeated_matrix("listed.en.xlsx", [
    ["Goal", "Target statement", "Indicators"],
    ["Universal connectivity", "1.1: Broadband for all", "– Households with internet access\n– Population covered by a mobile network"],
    [None, "1.2: Affordable broadband", "– Price of a basket as a share of income"],
])
repeated_matrix("mapped.en.xlsx", [
    ["Filled in by the regional offices"],
    ["What we want", "How we can tell", "Now", "Then", "Paid by", "Colour"],
    ["Roads are safe", "Deaths on roads", 310, 200, "Ministry of Transport", "red"],
])
by_libreoffice()
(HERE / "priorities.fr.tsv").write_text("Priorité\tEffet\tIndicateur\tCible 2027\tObservations\nEau\t\"Les foyers ont\nun robinet\"\tFoyers, avec robinet\t\"1 250\"\tvoir l'annexe; à revoir\nÉcoles\tLes élèves lisent\tÉlèves qui lisent\t80 %\t\n", encoding="utf-8")
(HERE / "semicolon.fr.csv").write_text("\ufeffProduit;Indicateur;Référence;Cible 2027\r\nPuits creusés;Nombre de puits;12;\"1 250,5\"\r\n\r\n;Pompes posées;3;20\r\n", encoding="utf-8")
for name, rows in {
    "results": ["project_id,result_ref,result_type,title,description", "P-1,R1,2,Taps are used,Taps are used", "P-1,R2,1,Taps are installed,Taps in each house", "P-2,R1,1,Roads are built,Roads are built"],
    "indicators": ["project_id,result_ref,indicator_ref,indicator_measure,title", "P-1,R1,I1,2,Households that use a tap", "P-1,R2,I2,1,Taps installed", "P-2,R1,I1,1,Kilometres built", "P-2,R9,I9,1,Of an unknown result"],
    "periods": ["project_id,result_ref,indicator_ref,period_start,period_end,target_value,actual_value", "P-1,R1,I1,2025-01-01,2025-12-31,50.00,48", "P-1,R1,I1,2026-01-01,2026-12-31,60.00,", "P-2,R1,I1,2025-01-01,2025-12-31,10,", "P-2,R1,I7,2025-01-01,2025-12-31,10,"],
    "budgets": ["project_id,period_start,period_end,value,currency", "P-1,2025-01-01,2025-12-31,1000.50,USD", "P-2,2025-01-01,2025-12-31,2000,USD"],
}.items():
    (HERE / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
