//! A run that is killed leaves each file as it was or as it is to be.
//!
//! `FIXES_KILLS=<number>` kills more runs than the test does.

#![cfg(unix)]

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FILES: usize = 12;
const KILLS: usize = 7;

fn start(directory: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_planlint"))
        .current_dir(directory)
        .args(["check", "--fix", "--format", "concise"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A plan of several files, each long enough that it is not written in one go.
fn originals() -> Vec<(PathBuf, String)> {
    let note = "Текст 文本 نص. ".repeat(2000);
    let included = |file: usize| format!("part-{file}.yaml");
    let includes: Vec<String> = (1..FILES).map(included).collect();
    let root = format!("plan: p\ninclude: [{}]\nsdg: 9.C\nnote: {note}\n", includes.join(", "));
    let mut files = vec![(PathBuf::from("plan.yaml"), root)];
    for file in 1..FILES {
        let text = format!("goals:\n  G{file}: {{title: goal, sdg: [SDG 9.C, 9.c]}} # {file}\n    # {note}\n");
        files.push((included(file).into(), text));
    }
    files
}

fn write(directory: &Path, files: &[(PathBuf, String)]) {
    for (path, text) in files {
        std::fs::write(directory.join(path), text).unwrap();
    }
}

fn read(directory: &Path, files: &[(PathBuf, String)]) -> Vec<String> {
    files.iter().map(|(path, _)| std::fs::read_to_string(directory.join(path)).unwrap()).collect()
}

fn temporary_files(directory: &Path) -> usize {
    let names = directory.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with(".planlint-")).count()
}

/// Which file of the disk each name stands for: a new one, once it is written.
fn numbers(directory: &Path, files: &[(PathBuf, String)]) -> Vec<u64> {
    files.iter().map(|(path, _)| directory.join(path).metadata().unwrap().ino()).collect()
}

/// Waits until a run has written `count` files, or has ended.
fn wait_for(count: usize, run: &mut Child, directory: &Path, files: &[(PathBuf, String)]) {
    let before = numbers(directory, files);
    let written = || numbers(directory, files).iter().zip(&before).filter(|(now, before)| now != before).count();
    while run.try_wait().unwrap().is_none() && (temporary_files(directory) == 0 || written() < count) {
        std::thread::sleep(Duration::from_micros(100));
    }
}

#[test]
fn a_killed_run_leaves_whole_files() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    let old = originals();
    write(path, &old);
    let began = Instant::now();
    start(path).wait().unwrap();
    let duration = began.elapsed();
    let new = read(path, &old);
    assert!(old.iter().zip(&new).all(|((_, old), new)| old != new && !new.contains("9.C")));

    let kills = std::env::var("FIXES_KILLS").map_or(KILLS, |count| count.parse().unwrap());
    let (mut between, mut left_behind) = (0, 0);
    for kill in 0..kills {
        write(path, &old);
        let mut run = start(path);
        // Some at any moment, most while files are being written.
        if kill % 7 == 6 {
            std::thread::sleep(duration * u32::try_from(kill % 10).unwrap() / 10);
        } else {
            wait_for(kill * 5 % FILES, &mut run, path, &old);
            std::thread::sleep(Duration::from_micros(300 * u64::try_from(kill % 23).unwrap()));
        }
        // SIGKILL.
        run.kill().unwrap();
        run.wait().unwrap();
        let now = read(path, &old);
        let changed = now.iter().zip(&new).filter(|(now, new)| now == new).count();
        for ((now, new), (name, old)) in now.iter().zip(&new).zip(&old) {
            assert!(now == old || now == new, "{} is neither old nor new: {} bytes", name.display(), now.len());
        }
        between += usize::from(0 < changed && changed < FILES);
        left_behind += usize::from(temporary_files(path) > 0);
    }
    println!("{kills} killed, {between} with some files written, {left_behind} with a temporary file left behind");

    // The next run takes up what is left.
    write(path, &old[1..]);
    assert!(start(path).wait().unwrap().code().is_some());
    assert_eq!(read(path, &old), new);
    assert_eq!(temporary_files(path), 0);
}
