//! What plans in StratML and IATI become: the same plan in the plan language.

use std::fs;
use std::path::Path;

use planlint::plan::{ElementId, FieldValue, Kind, Measure, MeasureValue, Plan};
use planlint::workspace::{DiskSource, Loader};

use super::{import, text};

const STRATML: &str = r#"<?xml version="1.0"?>
<PerformancePlanOrReport xml:lang="en">
 <Name>Water for the valley</Name>
 <OtherInformation>Agreed by three communes.</OtherInformation>
 <StrategicPlanCore>
  <Organization><Name>Valley council</Name><Acronym>VC</Acronym></Organization>
  <Vision><Description>Everyone drinks safe water.</Description></Vision>
  <Value><Name>Fairness</Name><Description>The poorest come first.</Description></Value>
  <Goal><Name>Safe water</Name><Identifier>_g1</Identifier><SequenceIndicator>1</SequenceIndicator>
   <Objective><Name>Taps: for all # homes</Name><Description>Every household has a tap.</Description><Identifier>_o1</Identifier>
    <Stakeholder StakeholderTypeType="Performer"><Name>Works office</Name><Description>Two engineers</Description></Stakeholder>
    <PerformanceIndicator PerformanceIndicatorType="Qualitative"><MeasurementDimension>State of the law</MeasurementDimension>
     <MeasurementInstance><TargetResult><Description>in force</Description><EndDate>2026-12-31</EndDate></TargetResult></MeasurementInstance>
    </PerformanceIndicator>
    <PerformanceIndicator PerformanceIndicatorType="Quantitative"><MeasurementDimension>Households with taps</MeasurementDimension>
     <UnitOfMeasurement>percent</UnitOfMeasurement>
     <MeasurementInstance><TargetResult><NumberOfUnits>60</NumberOfUnits><EndDate>2025-12-31</EndDate></TargetResult></MeasurementInstance>
     <MeasurementInstance><TargetResult><NumberOfUnits>80.5</NumberOfUnits><EndDate>2027-12-31</EndDate></TargetResult></MeasurementInstance>
     <MeasurementInstance><ActualResult><NumberOfUnits>41</NumberOfUnits><EndDate>2023-12-31</EndDate></ActualResult></MeasurementInstance>
     <MeasurementInstance><ActualResult><Description>Works began</Description><EndDate>2024-12-31</EndDate></ActualResult></MeasurementInstance>
    </PerformanceIndicator>
   </Objective>
  </Goal>
  <Goal><Name>Clean rivers</Name><Identifier>_g2</Identifier>
   <Objective><Name>Less waste</Name><Identifier>_o2</Identifier>
    <Relationship RelationshipType="Part_Of"><ReferentIdentifier>_g1</ReferentIdentifier></Relationship>
   </Objective>
  </Goal>
 </StrategicPlanCore>
 <AdministrativeInformation><StartDate>2024-01-01</StartDate><EndDate>2027-12-31</EndDate></AdministrativeInformation>
</PerformancePlanOrReport>
"#;

const IATI: &str = r#"<iati-activities version="2.03">
 <iati-activity xml:lang="fr" default-currency="EUR">
  <iati-identifier>XM-1</iati-identifier>
  <reporting-org ref="XM" type="10"><narrative>Conseil de la vallée</narrative></reporting-org>
  <title><narrative>Eau sûre</narrative><narrative xml:lang="en">Safe water</narrative></title>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2024-01-01"/><activity-date type="3" iso-date="2027-12-31"/>
  <recipient-country code="CH"/>
  <budget type="1"><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value currency="EUR" value-date="2024-01-01">1200.50</value></budget>
  <budget type="1"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value value-date="2024-01-01">800</value></budget>
  <result type="2"><title><narrative>Les ménages boivent une eau sûre</narrative></title>
   <indicator measure="2" ascending="1"><title><narrative>Ménages raccordés</narrative></title>
    <baseline year="2023" value="40"/>
    <period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target value="55"/><actual value="52"><dimension name="sex" value="women"/></actual></period>
    <period><period-start iso-date="2027-01-01"/><period-end iso-date="2027-12-31"/><target value="80"/></period>
   </indicator>
  </result>
 </iati-activity>
 <iati-activity xml:lang="en"><iati-identifier>XM-2</iati-identifier><title><narrative>Roads</narrative></title></iati-activity>
</iati-activities>
"#;

/// What elements of a kind say, in their order, whatever their ids are.
fn said(plan: &Plan) -> Vec<String> {
    let mut said = Vec::new();
    for (id, element) in plan.elements() {
        let parent = element.parent.map(|parent| plan.element(parent).kind);
        let mut fields: Vec<String> = element
            .fields
            .iter()
            .filter_map(|field| Some(format!("{}={}", field.name, value(plan, &field.value)?)))
            .collect();
        // The plan language has no place for these; they are notes there.
        fields.retain(|field| !["note=", "language=", "plan=", "vision="].iter().any(|key| field.starts_with(key)));
        fields.sort();
        let own = if id == ElementId::PLAN { plan.id().to_owned() } else { String::new() };
        said.push(format!("{own}{} in {parent:?}: {}", element.kind, fields.join("; ")));
    }
    let totals = plan.totals.iter().map(|total| &total.fields).chain(plan.parts.iter().map(|part| &part.fields));
    for fields in totals {
        let all: Vec<String> = fields
            .fields
            .iter()
            .filter_map(|field| Some(format!("{}={}", field.name, value(plan, &field.value)?)))
            .collect();
        said.push(all.join("; "));
    }
    said.sort();
    said
}

fn value(plan: &Plan, value: &FieldValue) -> Option<String> {
    let measure = |measure: &Measure| {
        let value = match measure.value.as_ref().map(|value| &value.value) {
            Some(MeasureValue::Number(number)) => number.normalize().to_string(),
            Some(MeasureValue::Words(words)) => words.to_string(),
            _ => "open".to_owned(),
        };
        let parts: Vec<String> = measure
            .parts
            .iter()
            .map(|part| format!("{:?} {} {}", part.dimension, part.group.value, part.value.value.normalize()))
            .collect();
        format!("{value} {parts:?} at {:?}", measure.date.map(|date| date.value.to_string()))
    };
    Some(match value {
        FieldValue::Text(text) => {
            text.entries.iter().map(|entry| format!("{}:{}", entry.language, entry.words)).collect::<Vec<_>>().join("|")
        }
        FieldValue::Words(words) => words.iter().map(|word| &*word.value).collect::<Vec<_>>().join("|"),
        FieldValue::Codes(codes) => codes.iter().map(|code| &*code.written).collect::<Vec<_>>().join("|"),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Number(number) => number.normalize().to_string(),
        // Ids are others: what a link leads to is named by what it is called.
        FieldValue::Links(links) => links
            .iter()
            .map(|link| {
                plan.find(&plan.link(*link).written).and_then(|id| plan.text_of(id)).unwrap().entries[0]
                    .words
                    .to_string()
            })
            .collect::<Vec<_>>()
            .join("|"),
        FieldValue::Measure(one) => measure(one),
        FieldValue::Measures(several) => several.iter().map(measure).collect::<Vec<_>>().join("|"),
        FieldValue::Period(period) => {
            format!("{:?}", [period.start, period.end].map(|day| day.map(|day| day.value.to_string())))
        }
        _ => return None,
    })
}

fn loaded(path: &Path) -> Vec<planlint::workspace::LoadedPlan> {
    Loader::new(&DiskSource).load_all(path, None).unwrap()
}

#[test]
fn a_plan_in_stratml_becomes_the_same_plan() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("water.xml"), STRATML).unwrap();
    let output = import(directory.path(), &["water.xml", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    insta::assert_snapshot!(format!("{}---\n{plan}", text(&output.stdout).replace('\\', "/")));
    let before = loaded(&directory.path().join("water.xml"));
    let after = loaded(&directory.path().join("out/plan.yaml"));
    // Words as a value of something counted are none in the plan language; they are a note there.
    let without = |line: String| line.replace("|Works began [] at Some(\"2024-12-31\")", "");
    let said_before: Vec<String> = said(&before[0].plan).into_iter().map(without).collect();
    assert_ne!(said_before, said(&before[0].plan));
    assert_eq!(said_before, said(&after[0].plan));
    assert!(plan.contains("actual (2024-12-31): Works began"), "{plan}");
}

#[test]
fn each_activity_of_iati_becomes_a_plan() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("activities.xml"), IATI).unwrap();
    let dry = import(directory.path(), &["activities.xml", "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    let output = import(directory.path(), &["activities.xml", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let before = loaded(&directory.path().join("activities.xml"));
    assert_eq!(before.len(), 2);
    let mut seen = text(&output.stdout).replace('\\', "/");
    for one in &before {
        let path = directory.path().join("out").join(one.plan.id()).join("plan.yaml");
        seen += &format!("---\n{}", fs::read_to_string(&path).unwrap());
        let after = loaded(&path);
        assert!(after[0].plan.notes.is_empty(), "{:?}", after[0].plan.notes);
        assert_eq!(said(&one.plan), said(&after[0].plan));
    }
    insta::assert_snapshot!(seen);
}

#[test]
fn what_is_put_before_others_leaves_their_ids() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("water.xml");
    fs::write(&file, STRATML).unwrap();
    let first = import(directory.path(), &["water.xml", "-o", "out"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let earlier = "<Goal><Name>Good roads</Name></Goal>\n  <Goal><Name>Safe water</Name>";
    fs::write(&file, STRATML.replace("<Goal><Name>Safe water</Name>", earlier)).unwrap();
    let again = import(directory.path(), &["water.xml", "-o", "out", "--replace"]);
    assert!(again.status.success(), "{}", text(&again.stderr));
    let plan = &loaded(&directory.path().join("out/plan.yaml"))[0].plan;
    let ids: Vec<(&str, String)> = plan
        .of_kind(Kind::Goal)
        .iter()
        .map(|id| (&*plan.element(*id).id, plan.text_of(*id).unwrap().entries[0].words.to_string()))
        .collect();
    assert_eq!(ids, [("G3", "Good roads".into()), ("G1", "Safe water".into()), ("G2", "Clean rivers".into())]);
}

#[test]
fn xml_that_is_no_plan_and_xml_that_is_broken() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("page.xml"), "<html/>").unwrap();
    let output = import(directory.path(), &["page.xml", "--dry-run"]);
    assert_eq!(output.status.code(), Some(2));
    fs::write(directory.path().join("half.xml"), &STRATML[..STRATML.len() / 2]).unwrap();
    let output = import(directory.path(), &["half.xml", "--dry-run"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("the markup is damaged here"), "{}", text(&output.stdout));
    let entity = STRATML.replace(
        "<PerformancePlanOrReport",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><PerformancePlanOrReport",
    );
    fs::write(directory.path().join("entity.xml"), entity).unwrap();
    let output = import(directory.path(), &["entity.xml", "--dry-run"]);
    assert!(!text(&output.stdout).contains("root:"), "{}", text(&output.stdout));
}

#[test]
fn attributes_that_are_not_kept_are_listed() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("activities.xml"), IATI).unwrap();
    let output = import(directory.path(), &["activities.xml", "--dry-run", "--all"]);
    let said = text(&output.stdout);
    for attribute in ["<budget type=1> (2)", "<value value-date=2024-01-01> (2)", "<reporting-org type=10> (1)"] {
        assert!(said.contains(&format!("the attribute {attribute}")), "{attribute}: {said}");
    }
    // What became a kind, a unit, a direction or a date is not missing.
    for attribute in ["<result type", "<indicator measure", "<indicator ascending", "iso-date", "xml:lang"] {
        assert!(!said.contains(attribute), "{attribute}: {said}");
    }
}
