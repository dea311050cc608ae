//! The contents of files in a git repository, all asked of one process.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A running `git cat-file --batch`. Those who ask take turns.
#[derive(Debug)]
pub(super) struct Objects {
    conversation: Mutex<Conversation>,
}

#[derive(Debug)]
struct Conversation {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// The objects of the repository at `root`.
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        let mut process = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (questions, answers) = (process.stdin.take(), process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
        let conversation = Conversation { process, questions, answers: BufReader::new(answers) };
        Ok(Self { conversation: Mutex::new(conversation) })
    }

    /// The content of the object with this name; not found where it is no file, such as a submodule's commit.
    pub(super) fn read(&self, object: &str) -> io::Result<Vec<u8>> {
        let mut conversation = self.conversation.lock().unwrap_or_else(PoisonError::into_inner);
        conversation.ask(object)
    }
}

impl Conversation {
    fn ask(&mut self, object: &str) -> io::Result<Vec<u8>> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(questions, "{object}")?;
        questions.flush()?;
        let mut head = String::new();
        if self.answers.read_line(&mut head)? == 0 {
            return Err(io::Error::new(io::ErrorKind::BrokenPipe, "git has gone away"));
        }
        // `<object> <type> <size>`, or `<object> missing`.
        let mut words = head.split_whitespace().skip(1);
        let (sort, size) = (words.next(), words.next().and_then(|size| size.parse::<usize>().ok()));
        let (Some(sort), Some(size)) = (sort, size) else { return Err(io::ErrorKind::NotFound.into()) };
        let mut content = vec![0; size];
        self.answers.read_exact(&mut content)?;
        self.answers.read_exact(&mut [0])?;
        if sort == "blob" { Ok(content) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        // The process ends when nobody can ask any more; waited for, so that nothing of it is left.
        drop(self.questions.take());
        let _ = self.process.wait();
    }
}
