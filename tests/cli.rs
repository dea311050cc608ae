//! The command line as a person sees it: commands, their output and exit codes, in `tests/cmd/`.

#[test]
fn command_line() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
