//! Files that are made to harm, or were broken on the way.

use planlint::plan::NoteKind;
use planlint::xml::Slip;

use super::{all_places_lie_within, plan, written};

fn slips(text: &str) -> Vec<(Slip, String)> {
    let loaded = plan(text);
    all_places_lie_within(&loaded);
    let slip = |note: &planlint::plan::Note| match &note.kind {
        NoteKind::Markup { slip, .. } => Some((*slip, written(&loaded.sources, note.at))),
        _ => None,
    };
    loaded.plan.notes.iter().filter_map(slip).collect()
}

#[test]
fn a_document_type_ends_the_reading() {
    let laughs = "<!DOCTYPE StrategicPlan [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>\n\
                  <StrategicPlan><Name>&c;</Name></StrategicPlan>";
    assert_eq!(slips(laughs), [(Slip::DocumentType, "<!DOCTYPE".to_owned())]);
    assert!(plan(laughs).plan.root().text("title").is_none());
    let external = "<!DOCTYPE iati-activities [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n\
                    <iati-activities><iati-activity><title><narrative>&x;</narrative></title></iati-activity></iati-activities>";
    assert_eq!(slips(external), [(Slip::DocumentType, "<!DOCTYPE".to_owned())]);
}

#[test]
fn an_unknown_entity_is_left_as_it_is_written() {
    let text = "<StrategicPlan><Name>a &x; b</Name></StrategicPlan>";
    assert_eq!(slips(text), [(Slip::Entity, "&x;".to_owned())]);
    assert_eq!(&*plan(text).plan.root().text("title").unwrap().entries[0].words, "a &x; b");
}

#[test]
fn two_hundred_thousand_elements_within_each_other_are_cut() {
    let depth = 200_000;
    let text = format!(
        "<StrategicPlan><Name>p</Name>{}{}<StrategicPlanCore><Goal><Name>Behind</Name></Goal></StrategicPlanCore></StrategicPlan>",
        "<a>".repeat(depth),
        "</a>".repeat(depth)
    );
    assert_eq!(slips(&text), [(Slip::TooDeep, "a".to_owned())]);
    assert!(plan(&text).plan.find("goal-1").is_some(), "what stands behind is read");
    let open = format!("<StrategicPlan>{}", "<a>".repeat(depth));
    assert_eq!(slips(&open).first().map(|(slip, _)| *slip), Some(Slip::TooDeep));
}

#[test]
fn values_longer_than_any_are_left_out() {
    let long = "x".repeat(2 * 1024 * 1024);
    let in_attribute = format!("<StrategicPlan Type=\"{long}\"><Name>p</Name></StrategicPlan>");
    assert_eq!(slips(&in_attribute), [(Slip::LongValue, "Type".to_owned())]);
    let in_text = format!("<StrategicPlan><Name>{long}</Name></StrategicPlan>");
    assert_eq!(slips(&in_text), [(Slip::LongValue, "Name".to_owned())]);
    let many: String = (0..100_000).map(|number| format!(" a{number}=\"\"")).collect();
    let attributes = format!("<StrategicPlan{many}><Name>p</Name></StrategicPlan>");
    assert_eq!(slips(&attributes).first().map(|(slip, _)| *slip), Some(Slip::Attribute));
}

#[test]
fn broken_markup_is_told_and_the_rest_is_read() {
    let core = "<StrategicPlanCore><Goal><Name>Water</Name></Goal></StrategicPlanCore></StrategicPlan>";
    for (begin, slip, at) in [
        ("<StrategicPlan><Name>p</Nome>", Slip::EndTag, "Nome"),
        ("<StrategicPlan></x><Name>p</Name>", Slip::EndTag, "x"),
        ("<StrategicPlan><Name>a & b</Name>", Slip::Entity, "&"),
        ("<StrategicPlan><Name a='1' a='2'>p</Name>", Slip::Attribute, "a"),
        ("<StrategicPlan><Name a=1>p</Name>", Slip::Attribute, "Name"),
    ] {
        let text = format!("{begin}{core}");
        assert_eq!(slips(&text).first(), Some(&(slip, at.to_owned())), "{text}");
        assert!(plan(&text).plan.of_kind(planlint::plan::Kind::Goal).len() == 1 || slip == Slip::EndTag, "{text}");
    }
    assert_eq!(slips("<StrategicPlan><Name>p"), [(Slip::Unclosed, "Name".to_owned())]);
    assert_eq!(slips("<StrategicPlan/><b/>"), [(Slip::OutsideRoot, "b".to_owned())]);
    assert_eq!(slips("<StrategicPlan><Name>p</Name><!-- ")[0].0, Slip::Markup);
}

#[test]
fn every_beginning_of_a_file_is_read_without_panic() {
    let text = "\u{feff}<?xml version=\"1.0\"?>\r\n<iati-activities><iati-activity xml:lang='zh'><title><narrative>中文 &amp; <![CDATA[x]]></narrative></title>\
                <!-- c --><result type=\"1\"><indicator measure=\"1\"><period><target value=\"٣\"/></period></indicator></result></iati-activity></iati-activities>";
    for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
        let cut = &text[..end];
        if planlint::format::recognise_markup(cut).is_some() {
            super::places_of_plan_lie_within(&plan(cut));
        }
    }
}
