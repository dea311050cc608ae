//! The language server: plans in an editor, over the Language Server Protocol.
//!
//! One thread, the [`owner`], holds all that changes: open documents, plans, projects. Everything that a client sends
//! enters one queue in the order in which it arrived; handlers only put it there and never wait before they do, so that
//! no edit can overtake another. Edits that wait in the queue together are taken together, and what they changed is read
//! and judged once. A request is answered on another thread, from a [`snapshot`] of the moment at which it was its turn;
//! one that the client has given up is not begun. Judging takes place beside the queue, too, and what it gives is dropped
//! where the text has moved on.
//!
//! Nothing here knows a rule. Positions are bytes everywhere but in `place`, which asks
//! [`LineIndex`](crate::source::LineIndex).

mod backend;
mod client;
mod context;
mod cursor;
mod diagnostic;
mod document;
mod edit;
mod event;
mod judge;
mod occurrence;
mod outbox;
mod outlet;
mod owner;
mod place;
mod plan_view;
mod project_view;
mod publication;
mod published;
mod request;
mod settings;
mod snapshot;
mod stale;
mod wording;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::{LspService, Server};

use backend::Backend;
use outlet::Outlet;

/// How many requests may wait at the same time. Handlers only wait, so that many cost nothing, while a full house would
/// hold up the edits behind it.
const WAITING_REQUESTS: usize = 1024;

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for it before it left.
    Orderly,
    /// The client left without a word.
    Abrupt,
}

/// Speaks with one client until it leaves.
pub async fn serve<I, O>(input: I, output: O) -> Ending
where
    I: AsyncRead + Unpin,
    O: AsyncWrite,
{
    let asked_to_stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&asked_to_stop);
    let (outlet, frames) = Outlet::new();
    let own = outlet.clone();
    let (service, socket) = LspService::build(move |client| Backend::new(client, own, flag))
        .custom_method("planlint/graph", Backend::graph)
        .finish();
    let server = Server::new(input, outlet, socket).concurrency_level(WAITING_REQUESTS);
    frames.deliver_while(server.serve(service), output).await;
    if asked_to_stop.load(Ordering::Acquire) { Ending::Orderly } else { Ending::Abrupt }
}
