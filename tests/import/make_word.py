"""Makes the Word documents that the tests import: python-docx for some, LibreOffice for others. See README.md."""

import pathlib
import subprocess
import tempfile

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = pathlib.Path(__file__).parent / "files"

# The table of targets of the draft strategic plan of ITU for 2024-2027, with the facts of CWG-SFP-23/INF-1 (section 4.1) and
# sentences of our own around it. Goal; target; indicators; targets of the plan before.
ITU = {
    "zh": {
        "sections": [
            ("4", "战略框架的组成部分", ["本节说明各组成部分为何这样安排。"]),
            ("4.1", "总体战略目标和具体目标", []),
        ],
        "goals": ("总体战略目标", ["原有的五个总体目标合并为两个，使其互不重叠，并着眼于影响。"]),
        "targets": ("具体目标", ["具体目标面向2030年，用结果框架中的指标衡量。", "下表列出具体目标、指标以及与上一规划的对照。"]),
        "head": ["总体目标", "建议的具体目标", "建议的具体目标指标", "与2023年具体目标的对照"],
        "rows": [
            ("普遍连通性", "1.1：宽带普遍覆盖", ["%的世界人口被宽带业务覆盖（与SDG具体目标9.1.c也相关）"],
             ["具体目标2.7：世界人口的96%被宽带业务覆盖", "具体目标1.6：40%的国家半数以上宽带用户的网速超过10 Mbit/s"]),
            ("", "1.2：人人都用得起宽带业务", ["发展中国家入门级宽带业务成本占月人均国民总收入的百分比"],
             ["具体目标2.6：发展中国家的宽带成本不超过月均收入的3%", "具体目标1.3：互联网接入的价格可承受性比2017年提高25%",
              "具体目标2.5：发达国家和发展中国家的价格可承受性差距比2017年缩小25%"]),
            ("", "1.3：宽带接入家家户户", ["%的家庭接入互联网（按发展水平分列；城市/农村）"],
             ["具体目标1.1：全球65%的家庭接入互联网", "具体目标2.1：发展中国家60%的家庭接入互联网", "具体目标2.2：最不发达国家30%的家庭接入互联网"]),
            ("可持续数字化转型", "2.1：个人普遍使用互联网", ["%的个人使用互联网（按城市/农村分列；按区域、发展水平合计）"],
             ["具体目标1.2：全球70%的个人使用互联网", "具体目标2.3：发展中国家60%的个人使用互联网", "具体目标2.4：最不发达国家30%的个人使用互联网"]),
            ("", "2.2：缩小所有数字差距（特别是在性别、年龄、城市/农村方面）", ["%的个人使用互联网（按年龄、性别、无障碍获取分列）"],
             ["具体目标2.8：在互联网使用和移动电话拥有率方面实现性别平等"]),
            ("", "2.3：企业普遍使用互联网", ["%的企业使用互联网，总数和按规模"], ["（受宽带委员会相关目标启发，数据来自联合国贸发会议）"]),
            ("", "2.4：所有学校普遍接入互联网", ["%的学校接入互联网"], ["（联合国教科文组织统计研究所衡量，属于SDG指标4.a.1）"]),
            ("", "2.5：大多数个人拥有数字技能", ["%的青年和成年人掌握信息通信技术（ICT）技能，按技能类型分列"],
             ["具体目标2.10：具备电信/ICT技能的青年/成年人比例提高40%"]),
            ("", "2.6：大多数个人在网上与政府服务互动", ["%的人口在网上与政府服务互动"], ["具体目标1.7：40%的人口在网上与政府服务互动"]),
            ("", "2.7：显著提高ICT对气候行动的贡献",
             ["全球电子废弃物回收率", "电信/ICT实现的温室气体净减排量", "ICT碳足迹总量（按服务/提供商类型分列）"],
             ["具体目标3.2：全球电子废弃物回收率提高到30%", "具体目标3.4：电信/ICT实现的温室气体净减排量比2010年增加30%"]),
        ],
        "introduction": "在主题重点成果下体现的当前具体目标包括：",
        "list": ["具体目标1.4：所有国家通过一项数字议程/战略", "具体目标1.5：宽带用户数增长50%", "具体目标2.9：各国为残疾人营造有利环境",
                 "具体目标3.1：网络安全就绪水平提高", "具体目标3.3：制定电子废弃物政策的国家达到50%", "具体目标3.5：各国减灾战略含有应急通信规划"],
        "rest": "目前的具体目标4.1和5.1更像手段而不是目的，也很难衡量。",
        "after": [
            ("4.2", "主题重点和成果", ["主题重点说明工作集中在哪些领域。", "成果在各局完善指标之后补充。"]),
            ("4.3", "产品和服务提供及输出成果", ["输出成果由运作规划确定。"]),
            ("4.4", "推动因素", ["推动因素适用于整个组织。"]),
        ],
    },
    "en": {
        "sections": [
            ("4", "Components of the strategic framework", ["This section gives the reasons for each component."]),
            ("4.1", "Strategic goals and targets", []),
        ],
        "goals": ("Goals", ["The five former goals became two, which do not overlap and are about impact."]),
        "targets": ("Targets", ["The targets are for 2030 and are measured by indicators of the results framework.",
                                "The table holds the targets, their indicators, and the targets of the plan before."]),
        "head": ["Goal", "Proposed target", "Proposed target indicator", "Mapping to 2023 targets"],
        "rows": [
            ("Universal connectivity", "1.1: Universal broadband coverage",
             ["Percentage of the world population covered by a broadband service (also relevant to SDG target 9.1.c)"],
             ["Target 2.7: 96% of the world population covered by a broadband service",
              "Target 1.6: in 40% of countries more than half of broadband subscriptions faster than 10 Mbit/s"]),
            ("", "1.2: Broadband services affordable for everyone",
             ["Cost of an entry-level broadband service in developing countries as a percentage of monthly gross national income per capita"],
             ["Target 2.6: broadband in developing countries costs no more than 3% of average monthly income",
              "Target 1.3: Internet access 25% more affordable than in 2017",
              "Target 2.5: the affordability gap between developed and developing countries 25% smaller than in 2017"]),
            ("", "1.3: Broadband access for every household",
             ["Percentage of households with Internet access (by development level; urban/rural)"],
             ["Target 1.1: 65% of households worldwide with Internet access", "Target 2.1: 60% of households in developing countries",
              "Target 2.2: 30% of households in least developed countries"]),
            ("Sustainable digital transformation", "2.1: Universal use of the Internet by individuals",
             ["Percentage of individuals using the Internet (by urban/rural; totals by region and development level)"],
             ["Target 1.2: 70% of individuals worldwide use the Internet", "Target 2.3: 60% of individuals in developing countries",
              "Target 2.4: 30% of individuals in least developed countries"]),
            ("", "2.2: All digital gaps narrowed (in particular gender, age, urban/rural)",
             ["Percentage of individuals using the Internet (by age, sex, accessibility)"],
             ["Target 2.8: gender equality in Internet use and mobile phone ownership"]),
            ("", "2.3: Universal use of the Internet by enterprises", ["Percentage of enterprises using the Internet, total and by size"],
             ["(inspired by a target of the Broadband Commission; data from UNCTAD)"]),
            ("", "2.4: Universal access to the Internet by all schools", ["Percentage of schools with Internet access"],
             ["(measured by the UNESCO Institute for Statistics as part of SDG indicator 4.a.1)"]),
            ("", "2.5: Most individuals have digital skills",
             ["Percentage of youth and adults with information and communication technology (ICT) skills, by type of skill"],
             ["Target 2.10: the share of youth and adults with telecommunication/ICT skills rises by 40%"]),
            ("", "2.6: Most individuals interact with government services online",
             ["Percentage of the population that interacts with government services online"],
             ["Target 1.7: 40% of the population interacts with government services online"]),
            ("", "2.7: Significantly greater contribution of ICT to climate action",
             ["Global e-waste recycling rate", "Net greenhouse gas abatement through telecommunications/ICTs",
              "Total carbon footprint of ICT (by type of service or provider)"],
             ["Target 3.2: the global e-waste recycling rate rises to 30%",
              "Target 3.4: net greenhouse gas abatement through telecommunications/ICTs 30% higher than in 2010"]),
        ],
        "introduction": "Current targets reflected under the outcomes of thematic priorities:",
        "list": ["Target 1.4: all countries adopt a digital agenda or strategy", "Target 1.5: broadband subscriptions grow by 50%",
                 "Target 2.9: an enabling environment for persons with disabilities in all countries", "Target 3.1: better prepared in cybersecurity",
                 "Target 3.3: 50% of countries with an e-waste policy", "Target 3.5: emergency telecommunication plans in the strategies of all countries"],
        "rest": "The current targets 4.1 and 5.1 are means more than ends, and have been hard to measure.",
        "after": [
            ("4.2", "Thematic priorities and outcomes", ["Thematic priorities say where the work is.", "Outcomes follow when their indicators are ready."]),
            ("4.3", "Offerings and outputs", ["Outputs are left to operational plans."]),
            ("4.4", "Enablers", ["Enablers serve the whole organization."]),
        ],
    },
}


def save(document, name):
    document.core_properties.author = "planlint"
    document.save(HERE / name)


def restart(cell, begins):
    """Vertical merging as Word writes it."""
    merge = OxmlElement("w:vMerge")
    if begins:
        merge.set(qn("w:val"), "restart")
    cell._tc.get_or_add_tcPr().append(merge)


def itu_by_python_docx(language):
    plan = ITU[language]
    document = docx.Document()
    for number, title, paragraphs in plan["sections"]:
        document.add_heading(f"{number}\t{title}", 1 if "." not in number else 2)
        for text in paragraphs:
            document.add_paragraph(text)
    for title, paragraphs in (plan["goals"], plan["targets"]):
        document.add_heading(title, 3)
        for text in paragraphs:
            document.add_paragraph(text)
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, plan["head"]):
        cell.text = text
    for goal, target, indicators, before in plan["rows"]:
        cells = table.add_row().cells
        cells[0].text = goal
        restart(cells[0], bool(goal))
        cells[1].text = target
        cells[2].paragraphs[0].text = indicators[0]
        for text in indicators[1:]:
            cells[2].add_paragraph(text)
        for paragraph in cells[2].paragraphs:
            paragraph.style = "List Bullet"
        cells[3].text = "\n".join(before)
    document.add_paragraph(plan["introduction"])
    for text in plan["list"]:
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph(plan["rest"])
    for number, title, paragraphs in plan["after"]:
        document.add_heading(f"{number}\t{title}", 2)
        for text in paragraphs:
            document.add_paragraph(text)
    save(document, f"itu-targets.{language}.docx")


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph"/>
<text:outline-style style:name="Outline">%(outline)s</text:outline-style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style></office:styles>
<office:automatic-styles><style:style style:name="RTL" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties style:writing-mode="rl-tb"/></style:style></office:automatic-styles>
<office:body><office:text>%(body)s</office:text></office:body></office:document>
"""
OUTLINE = "".join(f'<text:outline-level-style text:level="{level}" style:num-format=""/>' for level in range(1, 5))


def by_libreoffice(name, body):
    """Writes a text as LibreOffice saves it for Word."""
    with tempfile.TemporaryDirectory() as directory:
        source = pathlib.Path(directory) / f"{name}.fodt"
        source.write_text(FLAT % {"outline": OUTLINE, "body": body}, encoding="utf-8")
        subprocess.run(["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", HERE, source], check=True, stdout=subprocess.DEVNULL)
    assert (HERE / f"{name}.docx").exists()


def heading(level, text):
    return f'<text:h text:outline-level="{level}">{escaped(text)}</text:h>'


def paragraph(text, style="Standard"):
    return f'<text:p text:style-name="{style}">{escaped(text)}</text:p>'


def items(texts, style="Bullets"):
    inner = "".join(f"<text:list-item>{paragraph(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}">{inner}</text:list>'


def table(columns, rows):
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{cells}</table:table>'


def cell(content, rows=1, columns=1):
    spans = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"' if rows + columns > 2 else ""
    return f'<table:table-cell office:value-type="string"{spans}>{content}</table:table-cell>'


COVERED = "<table:covered-table-cell/>"


def itu_by_libreoffice(language):
    plan = ITU[language]
    body = ""
    for number, title, paragraphs in plan["sections"]:
        body += heading(1 if "." not in number else 2, f"{number} {title}") + "".join(map(paragraph, paragraphs))
    for title, paragraphs in (plan["goals"], plan["targets"]):
        body += heading(3, title) + "".join(map(paragraph, paragraphs))
    rows = ["".join(cell(paragraph(text)) for text in plan["head"])]
    starts = [index for index, row in enumerate(plan["rows"]) if row[0]] + [len(plan["rows"])]
    for index, (goal, target, indicators, before) in enumerate(plan["rows"]):
        first = COVERED
        if goal:
            height = next(start for start in starts if start > index) - index
            first = cell(paragraph(goal), rows=height)
        rows.append(first + cell(paragraph(target)) + cell(items(indicators)) + cell("".join(map(paragraph, before))))
    body += table(4, rows) + paragraph(plan["introduction"]) + items(plan["list"]) + paragraph(plan["rest"])
    for number, title, paragraphs in plan["after"]:
        body += heading(2, f"{number} {title}") + "".join(map(paragraph, paragraphs))
    by_libreoffice(f"itu-targets-libreoffice.{language}", body)


def logframe():
    """French: a logframe of four columns under the heading of a project, levels in the first column, a footnote."""
    note = '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ménages permanents seulement.</text:p></text:note-body></text:note>'
    rows = [
        ["Niveau", "Logique d'intervention", "Indicateurs", "Référence (2023)", "Cible 2027", "Sources de vérification", "Hypothèses"],
        ["Objectif général", "La santé des habitants de la vallée s'améliore", "Cas de diarrhée pour 1 000 habitants", "84", "40", "Centres de santé", ""],
        ["Objectif spécifique", "Les ménages boivent une eau sûre", "Part des ménages qui boivent une eau sûre" + note, "35 %", "75 %", "Enquête", "Les pluies restent régulières"],
        ["Produit 1", "Les puits sont réparés", "Puits réparés", "0", "120", "Registre", ""],
        ["Produit 2", "Les comités de l'eau sont formés", "Comités formés", "s.o.", "60", "Registre", "Les villages choisissent un comité"],
    ]
    filled = ["".join(cell(f'<text:p>{text if "<" in text else escaped(text)}</text:p>') for text in row) for row in rows]
    body = heading(1, "Projet d'eau de la vallée") + paragraph("Le cadre logique figure ci-après.") + heading(2, "Cadre logique") + table(7, filled)
    by_libreoffice("logframe.fr", body)


def numbered_lists():
    """Spanish: numbered lists under headings, with labelled lines below their items."""
    document = docx.Document()
    document.add_paragraph("Plan de agua de la comarca 2024-2027", style="Title")
    document.add_paragraph("Este plan recoge lo acordado en la asamblea.")
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def item(text, level, bold=None):
        added = document.add_paragraph()
        if bold:
            added.add_run(bold).bold = True
        added.add_run(text)
        added._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))

    document.add_heading("Objetivo estratégico 1: Agua segura para todos", 1)
    document.add_paragraph("Que cada hogar disponga de agua potable durante todo el año.")
    document.add_heading("Metas", 2)
    item("Todos los hogares tienen grifo", 0)
    item(" Hogares con grifo en casa", 1, "Indicador:")
    item("Línea de base: 40 % (2023)", 2)
    item("Meta 2027: 70 %", 2)
    item("Fuente: Censo de agua", 2)
    item("Ningún pozo se seca", 0)
    item(" Pozos con agua en agosto", 1, "Indicador:")
    item("Línea de base: 12", 2)
    item("Meta 2025: 20", 2)
    item("Meta 2027: 30", 2)
    item("Conviene hablar con los regantes", 1)
    document.add_heading("Objetivo estratégico 2", 1)
    document.add_paragraph("Los ríos están limpios")
    document.add_paragraph("Los efectos se acordaron con los ayuntamientos.")
    document.add_paragraph("Efectos:")
    document.add_paragraph("Las aguas residuales se tratan", style="List Bullet")
    document.add_paragraph("Las riberas se conservan", style="List Bullet")
    document.add_heading("Seguimiento", 1)
    document.add_paragraph("El seguimiento comprende:")
    document.add_paragraph("reuniones mensuales", style="List Bullet")
    document.add_paragraph("un informe al año", style="List Bullet")
    save(document, "lists.es.docx")


def right_to_left():
    """Arabic: a table from right to left with merged cells, a numbered list, Arabic digits."""
    head = ["الهدف", "النتيجة", "المؤشر", "خط الأساس 2023", "القيمة المستهدفة 2027", "المصدر"]
    rows = [
        "".join(cell(paragraph(text, "RTL")) for text in head),
        cell(paragraph("مياه مأمونة للجميع", "RTL"), rows=2) + "".join(
            cell(paragraph(text, "RTL")) for text in ["للأسر صنبور في البيت", "نسبة الأسر التي لها صنبور", "40 %", "70 %", "التعداد"]),
        COVERED + "".join(cell(paragraph(text, "RTL")) for text in ["الآبار تعمل", "عدد الآبار العاملة", "12", "20", "السجل"]),
    ]
    body = heading(1, "مصفوفة النتائج") + table(6, rows) + heading(1, "الهدف ٢: أنهار نظيفة") + paragraph("تبقى الأنهار خالية من النفايات.", "RTL")
    body += heading(2, "النتائج") + items(["تُعالج مياه الصرف", "تُجمع النفايات"], "Numbers")
    by_libreoffice("right-to-left.ar", body)


def tracked():
    """English: changes that nobody accepted yet, merged cells, a nested table, hidden text, a picture's text, a link."""
    w = nsdecls("w", "r")

    def run(text, properties=""):
        return f"<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"

    def ins(inner):
        return f'<w:ins w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">{inner}</w:ins>'

    def cut(text):
        return f'<w:del w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'

    def p(inner, properties=""):
        return f"<w:p>{properties}{inner}</w:p>"

    def tc(inner, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    def tr(cells, properties=""):
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    document = docx.Document()
    body = document.element.body
    link = document.part.relate_to("http://example.invalid/never", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    deleted_mark = '<w:pPr><w:rPr><w:del w:id="3" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:rPr></w:pPr>'
    nested = f"<w:tbl><w:tblPr/><w:tblGrid/>{tr([tc(p(run('a table within')))])}</w:tbl>"
    parts = [
        p(run("Outcome 1: Clinics are ") + cut("rarely ") + ins(run("often ")) + run("used"), '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
        p(run("People come "), deleted_mark),
        p(run("when they are ill") + run(" (draft)", hidden) + run(".")),
        f"""<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>
        {tr([tc(p(run("Output")), '<w:vMerge w:val="restart"/>'), tc(p(run("Indicator")), '<w:vMerge w:val="restart"/>'), tc(p(run("Target")), '<w:gridSpan w:val="2"/>'), tc(p(run("Source")), '<w:vMerge w:val="restart"/>')])}
        {tr([tc(p(""), "<w:vMerge/>"), tc(p(""), "<w:vMerge/>"), tc(p(run("2025"))), tc(p(run("2027"))), tc(p(""), "<w:vMerge/>")])}
        {tr([tc(p(run("Nurses are trained")), '<w:vMerge w:val="restart"/>'), tc(p(run("Nurses trained"))), tc(p(cut("30") + ins(run("40")))), tc(p(run("90"))), tc(p(f'<w:hyperlink r:id="{link}">{run("Register")}</w:hyperlink>'))])}
        {tr([tc(p(""), "<w:vMerge/>"), tc(p(run("Nurses who stay"))), tc(p(run("80 %"))), tc(p(run("85 %"))), tc(p(run("Survey")) + nested + p(""))])}
        {tr([tc(p(run("A row that was deleted"))), tc(p(run("Deleted"))), tc(p(run("1"))), tc(p(run("2"))), tc(p(run("Nobody")))], '<w:trPr><w:del w:id="4" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:trPr>')}
        {tr([tc(p(run("Drugs are in stock"))), tc(p(run("Days without drugs"))), tc(p(run("20"))), tc(p(run("5"))), tc(p(run("Stock book")))], '<w:trPr><w:ins w:id="5" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:trPr>')}
        </w:tbl>""",
        p('<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Goal 9: text in a shape</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'),
        p(run("Purpose: this page explains the programme."), '<w:pPr><w:pStyle w:val="Normal"/></w:pPr>'),
    ]
    for part in reversed(parts):
        start, end = part.index("<w:"), part.index(">")
        name_end = min(index for index in (part.find(" ", start), part.find(">", start)) if index > 0)
        body.insert(0, parse_xml(f"{part[:name_end]} {w}{part[name_end:]}"))
    save(document, "tracked.en.docx")


for language in ITU:
    itu_by_python_docx(language)
    itu_by_libreoffice(language)
logframe()
numbered_lists()
right_to_left()
tracked()
