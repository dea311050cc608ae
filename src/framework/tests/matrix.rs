use super::*;
use crate::framework::{Level, WSIS, catalogue, suggest_sdg, suggest_wsis};

#[test]
fn every_code_of_the_matrix_exists_and_every_line_has_a_row() {
    let rows = WSIS.1.rows();
    for (line, row) in rows {
        assert!(catalogue(Wsis).entry(line).is_some(), "{line}");
        for code in row {
            assert!(catalogue(Sdg).entry(code).is_some(), "{line}: {code}");
        }
    }
    for entry in catalogue(Wsis).entries() {
        assert_eq!(suggest_sdg(&entry.code).is_empty(), entry.level == Level::GenevaTarget, "{}", entry.code);
    }
}

#[test]
fn lines_that_name_the_code_itself_come_before_those_that_name_its_goal() {
    let lines = ["C2", "C5", "C6", "C7.e-government", "C7.e-agriculture", "C9", "C8", "C3"];
    assert_eq!(codes(&suggest_wsis("9.c")), lines);
    assert_eq!(codes(&suggest_wsis("9.c.1")), lines);
    assert_eq!(codes(&suggest_wsis("9"))[0], "C8");
    assert_eq!(codes(&suggest_wsis("17.10")), ["C3"]);
    assert!(suggest_wsis("9.C").is_empty() && suggest_wsis("18").is_empty());
}

#[test]
fn a_line_leads_to_what_it_serves() {
    assert_eq!(codes(&suggest_sdg("C2")), ["1.4", "8.2", "9.1", "9.a", "9.c", "11.5", "11.b"]);
    assert_eq!(codes(&suggest_sdg("C7.e-learning")), ["4"]);
    assert!(codes(&suggest_sdg("C7")).contains(&"4"));
    assert!(suggest_sdg("T1").is_empty() && suggest_sdg("C12").is_empty());
}
