//! The `planlint` program.

/// Judging makes and drops many small things: texts, words, facts. See docs/performance.md for what this allocator saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    planlint::cli::run()
}
