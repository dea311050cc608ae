//! IATI: what is read of it.

use planlint::plan::{FieldValue, Kind, MeasureRole};

use super::{element, findings, plan, plans, written};

const ACTIVITIES: &str = r#"<?xml version="1.0"?>
<iati-activities version="2.03" xmlns:other="http://example.org/ns">
  <iati-activity xml:lang="en" default-currency="EUR">
    <iati-identifier> XX-1-WATER </iati-identifier>
    <other:title>Not of the standard</other:title>
    <reporting-org ref="XX-1" type="10"><narrative>Water Trust</narrative></reporting-org>
    <title><narrative>Water for all</narrative><narrative xml:lang="fr">De l’eau pour tous</narrative></title>
    <description type="2"><narrative>Objectives in other words</narrative></description>
    <description type="1"><narrative>What is done</narrative></description>
    <activity-status code="4"/>
    <activity-date type="1" iso-date="2021-01-01"/>
    <activity-date type="3" iso-date="2024-12-31"/>
    <activity-date type="2" iso-date="2021-02-01"/>
    <tag vocabulary="2" code="6"/><tag vocabulary="3" code="6.1"/><tag vocabulary="99" code="x"/>
    <budget type="1"><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/><value>90000</value></budget>
    <budget type="2"><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/><value currency="USD">95000</value></budget>
    <budget><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value>100000.50</value></budget>
    <result type="3"><title><narrative>Fewer children fall ill</narrative></title></result>
    <result type="2">
      <title><narrative>Households use safe wells</narrative></title>
      <indicator measure="2" ascending="1">
        <title><narrative>Households with a safe well</narrative></title>
        <reference vocabulary="9" code="6.1.1"/><reference vocabulary="99" code="own"/>
        <baseline year="2020" value="40"/>
        <baseline year="2020" value="35"><dimension name="sex" value="female"/></baseline>
        <period>
          <period-start iso-date="2023-01-01"/><period-end iso-date="2024-12-31"/>
          <target value="80"/><actual value="78"/><actual value="75"><dimension name="sex" value="female"/></actual>
        </period>
        <period><period-start iso-date="2021-01-01"/><period-end iso-date="2022-12-31"/><target value="60"/></period>
      </indicator>
      <indicator measure="1">
        <title><narrative>Wells</narrative></title>
        <baseline year="2020"><dimension name="region" value="north"/></baseline>
      </indicator>
    </result>
    <result type="1"><title><narrative>Wells are dug</narrative></title></result>
    <result type="9"><title><narrative>Something else</narrative></title></result>
  </iati-activity>
  <iati-activity xml:lang="fr"><title><narrative>Sans identifiant</narrative></title></iati-activity>
  <iati-activity><iati-identifier>XX-1-WATER</iati-identifier></iati-activity>
</iati-activities>
"#;

#[test]
fn each_activity_is_a_plan() {
    let all = plans(ACTIVITIES);
    let ids: Vec<&str> = all.iter().map(|loaded| loaded.plan.id()).collect();
    assert_eq!(ids, ["XX-1-WATER", "plan-2", "XX-1-WATER"]);
    all.iter().for_each(super::all_places_lie_within);
    let again = findings(&all[2]);
    let duplicate = again.iter().find(|finding| &*finding.rule == "structure/duplicate-id").unwrap();
    assert_eq!(written(&all[2].sources, duplicate.at), "XX-1-WATER");
}

#[test]
fn an_activity_is_read() {
    let all = plans(ACTIVITIES);
    let found = &all[0].plan;
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    let root = found.root();
    let title = root.text("title").unwrap();
    assert_eq!(&*title.in_language("fr").unwrap().words, "De l’eau pour tous");
    assert_eq!(&*title.in_language("en").unwrap().words, "Water for all");
    assert_eq!(&*root.text("description").unwrap().entries[0].words, "What is done");
    assert_eq!((root.word("status"), root.word("currency"), found.language()), (Some("closed"), Some("EUR"), "en"));
    assert_eq!(root.period("period").unwrap().start.unwrap().value.to_string(), "2021-01-01");
    let Some(FieldValue::Codes(codes)) = root.field("sdg").map(|field| &field.value) else { panic!("no codes") };
    assert_eq!(codes.iter().map(|code| &*code.written).collect::<Vec<_>>(), ["6", "6.1"]);
    let amounts: Vec<String> =
        found.totals.iter().map(|t| t.fields.number("amount").unwrap().value.to_string()).collect();
    assert_eq!(amounts, ["95000", "100000.50"], "a revised budget takes the place of the one for the same days");
    let kinds = [Kind::Goal, Kind::Outcome, Kind::Output].map(|kind| found.of_kind(kind).len());
    assert_eq!(kinds, [1, 2, 1]);
}

#[test]
fn values_keep_whole_and_parts_apart() {
    let all = plans(ACTIVITIES);
    let indicator = element(&all[0].plan, "result-2.indicator-1");
    assert_eq!((indicator.word("unit"), indicator.word("direction")), (Some("percent"), Some("increase")));
    assert_eq!(indicator.word("disaggregation"), Some("sex"));
    let baseline = indicator.baseline().unwrap();
    assert_eq!((baseline.number().unwrap().to_string(), baseline.parts.len()), ("40".to_owned(), 1));
    assert_eq!(baseline.date.unwrap().value.to_string(), "2020");
    assert_eq!(indicator.target().unwrap().number().unwrap().to_string(), "80");
    assert_eq!(indicator.measures(MeasureRole::Milestone)[0].number().unwrap().to_string(), "60");
    assert_eq!(indicator.measures(MeasureRole::Actual)[0].parts[0].value.value.to_string(), "75");
    let Some(FieldValue::Codes(codes)) = indicator.field("sdg").map(|field| &field.value) else { panic!("no codes") };
    assert_eq!(&*codes[0].written, "6.1.1");
    let parts_only = element(&all[0].plan, "result-2.indicator-2");
    assert!(parts_only.baseline().unwrap().value.is_none() && parts_only.baseline().unwrap().flawed);
    assert!(parts_only.field("direction").is_none(), "what is not said is not made up");
}

#[test]
fn places_are_parts_where_values_differ_by_them() {
    let all = plans(
        "<iati-activities version=\"2.03\"><iati-activity xml:lang=\"en\"><iati-identifier>A-1</iati-identifier>\
         <location ref=\"N\"><name><narrative>North</narrative></name></location><location ref=\"S\"/>\
         <result type=\"2\"><title><narrative>Safe water</narrative></title>\
         <indicator measure=\"1\"><title><narrative>Wells</narrative></title>\
         <baseline year=\"2020\" value=\"7\"><location ref=\"N\"/></baseline>\
         <period><period-end iso-date=\"2024-12-31\"/><target value=\"30\"/>\
         <target value=\"20\"><location ref=\"N\"/></target><target value=\"10\"><location ref=\"S\"/></target>\
         <target value=\"4\"><location ref=\"S\"/><dimension name=\"sex\" value=\"female\"/></target>\
         <target value=\"12\"><dimension name=\"sex\" value=\"female\"/></target>\
         <actual value=\"9\"><location ref=\"N\"/></actual><actual value=\"8\"><location ref=\"S\"/></actual></period>\
         </indicator></result></iati-activity></iati-activities>",
    );
    let indicator = element(&all[0].plan, "result-1.indicator-1");
    let baseline = indicator.baseline().unwrap();
    // One place for all that was counted is where the activity works.
    assert_eq!((baseline.number().unwrap().to_string(), baseline.parts.len()), ("7".to_owned(), 0));
    let target = indicator.target().unwrap();
    assert_eq!(target.number().unwrap().to_string(), "30");
    let parts = |measure: &planlint::plan::Measure| -> Vec<String> {
        let said = |part: &planlint::plan::Part| {
            format!("{} {} {}", part.dimension.as_deref().unwrap(), part.group.value, part.value.value)
        };
        measure.parts.iter().map(said).collect()
    };
    assert_eq!(parts(target), ["location North 20", "location S 10", "sex female 12"]);
    assert_eq!(written(&all[0].sources, target.parts[0].group.at), "N");
    let actual = &indicator.measures(MeasureRole::Actual)[0];
    assert!(actual.value.is_none() && actual.flawed, "nobody adds up what places have reached");
    assert_eq!(parts(actual), ["location North 9", "location S 8"]);
    let broken_down: Vec<&str> = indicator.words("disaggregation").iter().map(|word| &*word.value).collect();
    assert_eq!(broken_down, ["location", "sex"]);
    all.iter().for_each(super::all_places_lie_within);
}

#[test]
fn the_first_version_wrote_texts_without_narratives() {
    let loaded = plan(
        "<iati-activities version=\"1.03\"><iati-activity xml:lang=\"en\"><iati-identifier>A-1</iati-identifier>\
         <reporting-org ref=\"A\">Trust</reporting-org><title>Wells</title>\
         <activity-date type=\"start-planned\" iso-date=\"2010-01-01\">1 January 2010</activity-date>\
         <activity-date type=\"end-planned\" iso-date=\"2012-01-01\"/>\
         <result type=\"Output\"><title>Wells are dug</title></result></iati-activity></iati-activities>",
    );
    let root = loaded.plan.root();
    assert_eq!(&*root.text("title").unwrap().entries[0].words, "Wells");
    assert_eq!(root.period("period").unwrap().end.unwrap().value.to_string(), "2012-01-01");
    assert_eq!(element(&loaded.plan, "result-1").kind, Kind::Output);
}

#[test]
fn dates_in_the_wrong_order_and_words_for_numbers_are_told_at_their_place() {
    let text = ACTIVITIES
        .replace("<period-end iso-date=\"2024-12-31\"/>", "<period-end iso-date=\"2022-12-31\"/>")
        .replace("<baseline year=\"2020\" value=\"40\"/>", "<baseline year=\"2020\" value=\"40 &#37;\"/>")
        .replace(
            "<activity-date type=\"3\" iso-date=\"2024-12-31\"/>",
            "<activity-date type=\"3\" iso-date=\"2020-12-31\"/>",
        );
    let all = plans(&text);
    let told: Vec<(String, String)> = findings(&all[0])
        .iter()
        .filter(|finding| &*finding.rule == "structure/invalid-value")
        .map(|finding| (finding.element.as_deref().unwrap_or("").to_owned(), written(&all[0].sources, finding.at)))
        .collect();
    let expected = [("", "2020-12-31"), ("result-2.indicator-1", "40 &#37;"), ("result-2.indicator-1", "2022-12-31")];
    assert_eq!(told, expected.map(|(id, words)| (id.to_owned(), words.to_owned())));
}

#[test]
fn a_plan_that_began_late_may_have_its_baseline_until_then() {
    let late = |baseline: &str| {
        let text = format!(
            "<iati-activities version=\"2.03\"><iati-activity xml:lang=\"en\"><iati-identifier>X-1</iati-identifier>\
             <activity-date type=\"1\" iso-date=\"2013-12-19\"/><activity-date type=\"2\" iso-date=\"2014-03-27\"/>\
             <activity-date type=\"3\" iso-date=\"2028-12-31\"/><result type=\"2\"><title><narrative>Trade</narrative></title>\
             <indicator measure=\"1\"><title><narrative>Power traded</narrative></title><baseline iso-date=\"{baseline}\" value=\"0\"/>\
             <period><period-end iso-date=\"2024-03-31\"/><target value=\"2\"/></period></indicator></result>\
             </iati-activity></iati-activities>"
        );
        let loaded = plan(&text);
        let start = loaded.plan.root().period("period").unwrap().start.unwrap();
        assert_eq!(start.value.to_string(), "2013-12-19", "budgets follow what was planned");
        findings(&loaded).iter().any(|finding| &*finding.rule == "time/baseline-year-future")
    };
    assert!(!late("2014-01-30"));
    assert!(late("2014-04-30"));
}
