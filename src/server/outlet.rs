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
