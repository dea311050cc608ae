//! Reading the labelled statements of all six languages, cold: nothing is remembered from one to the next.
//!
//! `cargo bench --bench statements` prints criterion's figures and the mean by language, the source of
//! docs/performance.md.

#![allow(clippy::print_stdout, reason = "the table is the program's output")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, Throughput};
use planlint::lexicon::Lexicon;
use planlint::rule::embedded;
use planlint::source::FileId;
use planlint::text::{Analyst, Language};
use planlint::yaml::de::DocumentNode;
use serde::Deserialize;

const SETS: [(Language, &str, &str); 6] = [
    (Language::Arabic, include_str!("../tests/statements/ar.yaml"), "ar"),
    (Language::English, include_str!("../tests/statements/en.yaml"), "en"),
    (Language::Spanish, include_str!("../tests/statements/es.yaml"), "es"),
    (Language::French, include_str!("../tests/statements/fr.yaml"), "fr"),
    (Language::Russian, include_str!("../tests/statements/ru.yaml"), "ru"),
    (Language::Chinese, include_str!("../tests/statements/zh.yaml"), "zh"),
];

#[derive(Deserialize)]
struct Labelled {
    text: String,
}

fn texts(yaml: &str) -> Vec<String> {
    let node = DocumentNode::open(FileId::default(), yaml).expect("the set is sound").expect("the set is not empty");
    let labelled: Vec<Labelled> = node.read().expect("the set is a list of statements");
    labelled.into_iter().map(|labelled| labelled.text).collect()
}

fn main() {
    let lexicon = Lexicon::shipped(embedded::LEXICON, &BTreeMap::new()).expect("the shipped lists are sound");
    let statements: Vec<(Language, Vec<String>)> =
        SETS.iter().map(|(language, yaml, _)| (*language, texts(yaml))).collect();
    let begun = Instant::now();
    let analyst = Analyst::default();
    for language in Language::ALL {
        black_box(analyst.read(&lexicon, "", language));
    }
    println!("reading the word lists of six languages: {:.2?}", begun.elapsed());

    let count: usize = statements.iter().map(|(_, texts)| texts.len()).sum();
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut group = criterion.benchmark_group("statements");
    group.throughput(Throughput::Elements(count as u64));
    group.bench_function("cold, six languages mixed", |bencher| {
        bencher.iter(|| {
            for (language, texts) in &statements {
                for text in texts {
                    black_box(analyst.read(&lexicon, black_box(text), *language));
                }
            }
        });
    });
    group.finish();
    println!("mean of one statement, by language (best of 50 rounds):");
    for (language, texts) in &statements {
        let round = || {
            let begun = Instant::now();
            for text in texts {
                black_box(analyst.read(&lexicon, black_box(text), *language));
            }
            begun.elapsed()
        };
        let best = (0..50).map(|_| round()).min().unwrap_or_default();
        let bytes: usize = texts.iter().map(String::len).sum();
        let mean = best.as_secs_f64() * 1e6 / texts.len() as f64;
        println!("  {}  {mean:5.2} µs  ({} bytes on average)", language.code(), bytes / texts.len());
    }
    criterion.final_summary();
}
