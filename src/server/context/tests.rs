use super::*;

/// The context at the `|` of a text, which is taken out.
fn context(text: &str) -> Context {
    let offset = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    at(&text, u32::try_from(offset).unwrap()).unwrap()
}

fn path(context: &Context) -> String {
    context.path.join("/")
}

#[test]
fn a_key_without_its_colon_is_in_the_mapping_of_its_indentation() {
    let found =
        context("plan: p\ngoals:\n  G1:\n    title: x\n    # why\n    sta|\n    sdg: [1]\n  G2:\n    owner: y\n");
    assert_eq!((path(&found).as_str(), &found.slot), ("goals/G1", &Slot::Key));
    assert_eq!(found.siblings, ["title", "sdg"]);
    assert!(matches!(mapping(&found.path), Some(Mapping::Element(Kind::Goal))));
}

#[test]
fn a_value_is_that_of_its_key() {
    let found = context("goals:\n  G1:\n    targets:\n      T1:\n        sdg: 9|");
    assert_eq!((path(&found).as_str(), found.slot), ("goals/G1/targets/T1", Slot::Value("sdg".into())));
    let found = context("goals:\n  G1:\n    sdg: [9.c, 1|");
    assert_eq!((path(&found).as_str(), found.slot, found.in_flow), ("goals/G1", Slot::Value("sdg".into()), true));
    let found = context("goals:\n  G1:\n    sdg:\n      - 9.c\n      - 1|");
    assert_eq!((path(&found).as_str(), found.slot), ("goals/G1", Slot::Value("sdg".into())));
}

#[test]
fn brackets_on_the_line_are_counted() {
    let found = context("indicators:\n  I1:\n    milestones: [{value: 1, date: 2025}, {value: 2, da|");
    assert_eq!((path(&found).as_str(), &found.slot), ("indicators/I1/milestones", &Slot::Key));
    assert_eq!(found.siblings, ["value"]);
    assert!(matches!(mapping(&found.path), Some(Mapping::Fields(fields)) if fields[0].name == "value"));
    let found = context("priorities:\n  P1: {title: \"a: b, c\", outcomes: {O1: {contributes-to: [G1, |");
    assert_eq!(path(&found), "priorities/P1/outcomes/O1");
    assert_eq!(found.slot, Slot::Value("contributes-to".into()));
}

#[test]
fn the_word_is_what_is_replaced() {
    let text = "goals:\n  目标:\n    sdg: [9.c, 1.";
    let found = at(text, u32::try_from(text.len()).unwrap()).unwrap();
    assert_eq!(&text[found.word.range()], "1.");
}

#[test]
fn any_place_of_any_text_is_answered() {
    let text = "plan: p\r\ngoals: {G1: [}\n  - - a: 'x\n\t: y\n中: \"é\n";
    for offset in 0..=text.len() {
        let _ = at(text, u32::try_from(offset).unwrap()).map(|found| text.get(found.word.range()).unwrap().len());
    }
}
