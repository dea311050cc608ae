//! Where messages leave. The library puts its own through here; so are those that would take it too long: it makes a tree
//! of values of each message before it writes it, which for a megabyte of diagnostics is most of the way.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::sync::oneshot;
use tokio_util::sync::PollSender;

/// How many messages may wait for a client that is slow to read.
const WAITING: usize = 16;

/// Takes whole messages, head and body; may be cloned for each who sends some. The library writes all that it has in one
/// go, which is always a number of whole messages, so that none of others can come between the parts of one.
#[derive(Clone)]
pub(super) struct Outlet(PollSender<Vec<u8>>);

/// The messages on their way out.
pub(super) struct Frames(Receiver<Vec<u8>>);

impl Outlet {
    /// An outlet, and what leaves through it.
    pub(super) fn new() -> (Self, Frames) {
        let (sender, receiver) = channel(WAITING);
        (Self(PollSender::new(sender)), Frames(receiver))
    }

    /// Sends a message when it is its turn. One to a client that has left is dropped.
    pub(super) async fn send(&self, frame: Vec<u8>) {
        if let Some(sender) = self.0.get_ref() {
            let _ = sender.send(frame).await;
        }
    }
}

impl AsyncWrite for Outlet {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        ready!(self.0.poll_reserve(context)).map_err(gone)?;
        self.0.send_item(bytes.to_vec()).map_err(gone)?;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // What is on its way is written as soon as the client reads.
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.close();
        Poll::Ready(Ok(()))
    }
}

impl Frames {
    /// Writes what comes to `output` until `work` is done, and then what is left.
    pub(super) async fn deliver_while(mut self, work: impl Future<Output = ()>, output: impl AsyncWrite) {
        let (end, mut ended) = oneshot::channel();
        let work = async move {
            work.await;
            let _ = end.send(());
        };
        let delivery = async move {
            let mut output = std::pin::pin!(output);
            let mut is_open = true;
            loop {
                let frame = tokio::select! {
                    biased;
                    frame = self.0.recv() => frame,
                    _ = &mut ended, if is_open => {
                        is_open = false;
                        self.0.close();
                        continue;
                    }
                };
                let Some(frame) = frame else { break };
                if write(&mut output, &frame).await.is_err() {
                    // Whoever sends more learns that the client has left.
                    break;
                }
            }
        };
        tokio::join!(work, delivery);
    }
}

async fn write(output: &mut (impl AsyncWrite + Unpin), frame: &[u8]) -> io::Result<()> {
    output.write_all(frame).await?;
    output.flush().await
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, duplex};

    use super::*;

    #[tokio::test]
    async fn messages_of_two_senders_leave_whole_and_what_is_left_leaves_at_the_end() {
        let (outlet, frames) = Outlet::new();
        // A client that takes seven bytes at a time.
        let (mut client, output) = duplex(7);
        let (mut library, own) = (outlet.clone(), outlet);
        let work = async move {
            for number in 0..50 {
                library.write_all(format!("<library {number}>").as_bytes()).await.unwrap();
                own.send(format!("<own {number}>").into_bytes()).await;
            }
        };
        let reading = async move {
            let mut all = String::new();
            client.read_to_string(&mut all).await.unwrap();
            all
        };
        let ((), all) = tokio::join!(frames.deliver_while(work, output), reading);
        let expected: String = (0..50).map(|number| format!("<library {number}><own {number}>")).collect();
        assert_eq!(all, expected);
    }

    #[tokio::test]
    async fn who_speaks_to_a_client_that_has_left_learns_it_and_the_rest_is_dropped() {
        let (outlet, frames) = Outlet::new();
        let (client, output) = duplex(7);
        drop(client);
        let (mut library, own) = (outlet.clone(), outlet);
        let work = async move {
            let mut told = false;
            for _ in 0..100 {
                told |= library.write_all(b"a message that is longer than the pipe").await.is_err();
                own.send(b"another".to_vec()).await;
            }
            assert!(told);
        };
        frames.deliver_while(work, output).await;
    }
}
