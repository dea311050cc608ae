use super::*;

#[test]
fn swapped_parts_are_the_likeliest_slip() {
    assert_eq!(offered(Sdg, "9.1.c"), ["9.c.1", "9.1.1", "9.c"]);
    assert_eq!(offered(Sdg, "SDG target 9.1.c"), ["9.c.1", "9.1.1", "9.c"]);
    assert_eq!(offered(Sdg, "９.1.ｃ"), ["9.c.1", "9.1.1", "9.c"]);
    assert_eq!(offered(Sdg, "8.17"), ["8.1", "8.7", "17.8"]);
}

#[test]
fn a_number_that_is_too_large_leads_to_its_neighbours() {
    assert_eq!(offered(Sdg, "9.2.9"), ["9.2.1", "9.2.2", "9.2"]);
    assert_eq!(offered(Sdg, "9.6"), ["9.5", "9.4", "9.1"]);
    assert_eq!(offered(Sdg, "18.1"), ["17.1", "1.1", "8.1"]);
    assert_eq!(offered(Sdg, "18"), ["17", "1", "8"]);
    assert_eq!(offered(Sdg, "9.d"), ["9.c", "9.b", "9.a"]);
    assert_eq!(offered(Wsis, "C12"), ["C11", "C1", "C2"]);
    assert_eq!(offered(Wsis, "T11"), ["T10", "T1", "T9"]);
}

#[test]
fn a_part_too_many_is_left_out() {
    assert_eq!(offered(Sdg, "4.1.1.a"), ["4.1.1"]);
    assert_eq!(offered(Sdg, "4.1.1(a)"), ["4.1.1"]);
    assert_eq!(offered(Sdg, "9.c.1.1"), ["9.c.1", "9.1.1"]);
    assert_eq!(offered(Wsis, "C2.1"), ["C2", "C1"]);
    assert_eq!(offered(Wsis, "C2 infrastructure"), ["C2"]);
}

#[test]
fn a_code_that_is_there_but_not_alone_is_offered() {
    assert_eq!(offered(Sdg, "17-8-1"), ["17.8.1"]);
    assert_eq!(offered(Sdg, "SDG 9: Industry, innovation"), ["9"]);
    assert_eq!(offered(Sdg, "target 9"), ["9"]);
    assert_eq!(offered(Sdg, "Ziel 9.c"), ["9.c"]);
    assert_eq!(offered(Wsis, "Aktionslinie C2"), ["C2"]);
    assert_eq!(offered(Wsis, "2"), ["C2", "T2"]);
}

#[test]
fn a_line_of_c7_is_found_by_its_name() {
    assert_eq!(offered(Wsis, "e-health"), ["C7.e-health"]);
    assert_eq!(offered(Wsis, "C7.e-helth"), ["C7.e-health"]);
    assert_eq!(offered(Wsis, "C7 governance"), ["C7"]);
    assert_eq!(offered(Wsis, "C2.e-health"), ["C7.e-health", "C2"]);
}

#[test]
fn codes_no_longer_in_force_are_not_offered() {
    assert_eq!(offered(Sdg, "13.3.9"), ["13.3.1", "13.3"]);
    assert_eq!(offered(Sdg, "11.c.2"), ["11.b.2", "11.c", "11.2"]);
}

#[test]
fn for_what_is_no_code_at_all_nothing_is_offered() {
    for garbage in
        ["education", "", "...", "9 and 10", "Agenda 2030", "99999999999", "SDG", "C2", "ISO 9001", "2027-03-31"]
    {
        assert_eq!(offered(Sdg, garbage), [""; 0], "{garbage}");
    }
    for garbage in ["education", "", "media", "wealth", "C1 and C2", "9.c", "Geneva", "45"] {
        assert_eq!(offered(Wsis, garbage), [""; 0], "{garbage}");
    }
}
