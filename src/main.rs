//! The `planlint` program.

fn main() -> std::process::ExitCode {
    planlint::cli::run()
}
