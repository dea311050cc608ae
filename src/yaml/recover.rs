//! Reading on past a syntax error.
//!
//! The parser stops at its first complaint. To read the rest, the lines that caused it are blanked out, byte for byte,
//! and the text is parsed again, so every position in what remains is the true one. Which line to blank is found by
//! trying the few lines between the last sound event and the complaint, each with the block indented below it, and
//! keeping the cheapest that makes the complaint go away.

use super::parse::{Failure, attempt};
use super::tree::{Problem, ProblemKind, Tree};
use crate::source::Span;

/// How many errors of one file are listed; a file with more is hardly a plan.
const MAX_ERRORS: usize = 20;
/// How many lines on either side of the complaint are tried.
const REACH: usize = 3;

/// The tree of `text` without the lines that the parser cannot take, each of them a problem of the tree.
pub(super) fn read_around(text: &str, first: Failure) -> Tree {
    let mut kept = text.to_owned();
    let mut failure = first;
    let mut problems = Vec::new();
    loop {
        let blamed = blame(&kept, &failure);
        let span = blamed.as_ref().map_or_else(|| line_around(text, failure.at), |best| best.line);
        problems.push(Problem {
            span: visible(text, span),
            kind: ProblemKind::Syntax(failure.slip, failure.message.clone()),
        });
        let Some(best) = blamed else { break };
        kept = best.kept;
        match best.outcome {
            Ok(mut tree) => {
                tree.problems.extend(problems);
                tree.problems.sort_by_key(|problem| problem.span);
                return tree;
            }
            Err(_) if problems.len() >= MAX_ERRORS => break,
            Err(next) => failure = next,
        }
    }
    // What stands above the first unrepaired complaint can always be read.
    let cut = kept.get(..line_start(&kept, failure.after.min(failure.at))).unwrap_or("");
    let mut tree = attempt(cut).unwrap_or_default();
    tree.problems.extend(problems);
    tree.problems.sort_by_key(|problem| problem.span);
    tree
}

/// One way of blanking, and how far the parser got with it.
struct Attempt {
    line: Span,
    kept: String,
    outcome: Result<Tree, Failure>,
}

fn blame(kept: &str, failure: &Failure) -> Option<Attempt> {
    let mut best: Option<(Merit, Attempt)> = None;
    for line in candidates(kept, failure) {
        // Lines below that are indented further would become part of something else without their parent.
        let span = with_block_below(kept, line);
        let blanked = blank(kept, span);
        let outcome = attempt(&blanked);
        let reached = outcome.as_ref().err().map_or(usize::MAX, |next| next.at);
        let behind = first_words_end(&blanked, (span.end as usize).max(line_around(kept, failure.at).end as usize));
        let merit = Merit { cured: reached > behind, reached, cost: span.range().len() };
        if best.as_ref().is_none_or(|(known, _)| merit.is_better_than(known)) {
            best = Some((merit, Attempt { line, kept: blanked, outcome }));
        }
    }
    best.map(|(_, attempt)| attempt)
}

/// How good a way of blanking is.
struct Merit {
    /// The parser took more than a line behind what was blanked, so this complaint is gone.
    cured: bool,
    /// How far the parser got.
    reached: usize,
    /// How many bytes were given up.
    cost: usize,
}

impl Merit {
    /// One that cures is better than one that does not; of those that cure, the cheapest, for a large block may hide
    /// a second error; of the others, the one that gets furthest.
    fn is_better_than(&self, known: &Self) -> bool {
        match (self.cured, known.cured) {
            (true, true) => self.cost < known.cost,
            (cured, other) if cured != other => cured,
            _ => (self.reached, known.cost) > (known.reached, self.cost),
        }
    }
}

/// The end of the first line from `at` on that holds something.
fn first_words_end(text: &str, at: usize) -> usize {
    let mut line = line_around(text, at);
    while text[line.range()].trim().is_empty() && next_line(text, line) < text.len() {
        line = line_around(text, next_line(text, line));
    }
    line.end as usize
}

/// The lines from the last sound event to the complaint that still hold something; the first and the last few only.
fn candidates(text: &str, failure: &Failure) -> Vec<Span> {
    let first = line_around(text, failure.after.min(failure.at));
    let last = line_around(text, failure.at);
    // A plain scalar that runs on into a bad line is reported where the scalar begins.
    let mut lines = vec![last, line_around(text, next_line(text, last))];
    let mut line = last;
    for _ in 0..REACH {
        if line.start <= first.start {
            break;
        }
        line = line_around(text, (line.start - 1) as usize);
        lines.push(line);
    }
    line = first;
    for _ in 0..=REACH {
        if line.start >= last.start {
            break;
        }
        lines.push(line);
        line = line_around(text, next_line(text, line));
    }
    lines.retain(|line| !text[line.range()].trim().is_empty());
    lines.sort();
    lines.dedup();
    lines
}

/// `line` and all lines right below it that are blank or indented further.
fn with_block_below(text: &str, line: Span) -> Span {
    let words = &text[line.range()];
    let indent = indentation(words);
    if words[..indent].contains('\t') {
        // Nobody can tell how deep a tab was meant to be; what stands below keeps its own parent.
        return line;
    }
    let mut end = line;
    loop {
        let start = next_line(text, end);
        if start >= text.len() {
            break;
        }
        let next = line_around(text, start);
        let words = &text[next.range()];
        if !words.trim().is_empty() && indentation(words) <= indent {
            break;
        }
        end = next;
    }
    line.cover(end)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn blank(text: &str, span: Span) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in &mut bytes[span.range()] {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).expect("whole lines are replaced by blanks, so characters stay whole")
}

fn line_start(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at.min(bytes.len());
    if at > 0 && bytes.get(at) == Some(&b'\n') && bytes[at - 1] == b'\r' {
        at -= 1;
    }
    bytes[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |index| index + 1)
}

/// The line that holds byte `at`, its line break not included.
fn line_around(text: &str, at: usize) -> Span {
    let start = line_start(text, at);
    let end = text.as_bytes()[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    Span::new(start, end.map_or(text.len(), |length| start + length))
}

/// Where the line after `line` begins.
fn next_line(text: &str, line: Span) -> usize {
    let end = line.end as usize;
    match &text.as_bytes()[end.min(text.len())..] {
        [b'\r', b'\n', ..] => end + 2,
        [] => end,
        _ => end + 1,
    }
}

/// The span of `line` without the blanks around it, or the line itself where it holds nothing else.
fn visible(text: &str, line: Span) -> Span {
    let words = &text[line.range()];
    let start = line.start as usize + indentation(words);
    let end = line.start as usize + words.trim_end().len();
    if end > start { Span::new(start, end) } else { line }
}

#[cfg(test)]
mod tests {
    use super::super::{ProblemKind, Tree, read};

    fn keys(tree: &Tree) -> Vec<String> {
        let mut found = Vec::new();
        let mut stack: Vec<_> = tree.root().into_iter().collect();
        while let Some(node) = stack.pop() {
            for entry in tree.entries(node) {
                found.extend(tree.scalar(entry.key).map(str::to_owned));
                stack.push(entry.value);
            }
        }
        found.sort();
        found
    }

    fn problem_texts<'t>(text: &'t str, tree: &Tree) -> Vec<&'t str> {
        tree.problems().iter().map(|problem| &text[problem.span.range()]).collect()
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_only() {
        let text = "plan: a\ngoals:\n  G1:\n    title: \"unclosed\n    note: n\n  G2:\n    title: ok\nend: 1\n";
        let tree = read(text);
        assert_eq!(problem_texts(text, &tree), ["title: \"unclosed"]);
        assert_eq!(keys(&tree), ["G1", "G2", "end", "goals", "note", "plan", "title"]);
    }

    #[test]
    fn several_errors_are_all_listed_and_the_rest_is_read() {
        let text = "plan: a\r\ngoals:\r\n  G1:\r\n    title: x: y\r\n  G2: {a: b\r\n  G3:\r\n    title: 中文\r\n\tbad: tab\r\nend: 1\r\n";
        let tree = read(text);
        assert!(keys(&tree).contains(&"end".to_owned()), "{:?}", keys(&tree));
        assert!(keys(&tree).contains(&"G3".to_owned()), "{:?}", keys(&tree));
        assert_eq!(problem_texts(text, &tree), ["title: x: y", "G2: {a: b", "bad: tab"]);
        assert!(tree.problems().iter().all(|problem| matches!(problem.kind, ProblemKind::Syntax(..))));
    }

    #[test]
    fn a_tab_costs_its_line_only() {
        let text = "goals:\n  G1:\n    title: a\n\towner: b\n  G2:\n    title: c\n";
        let tree = read(text);
        assert_eq!(problem_texts(text, &tree), ["owner: b"]);
        assert_eq!(keys(&tree), ["G1", "G2", "goals", "title", "title"]);
    }

    #[test]
    fn hopeless_text_still_gives_a_tree() {
        let text = "]]]]\n}}}}\n::: [[[\n@@@@\n".repeat(40);
        assert!(!read(&text).problems().is_empty());
    }
}
