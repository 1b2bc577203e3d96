//! The loop of the server: messages in, answers and findings out.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Uri};
use serde::de::DeserializeOwned;

use crate::app::lsp::convert::{path_of, published, uri_of};
use crate::app::lsp::open_packs::OpenPacks;
use crate::app::lsp::requests;
use crate::app::{AppError, Outcome, Ran, RunSettings};
use formcheck_authoring::workspace::{Snapshot, Workspace};

/// After this long without a keystroke the whole pack is looked at.
const PAUSE: Duration = Duration::from_millis(400);

pub fn run(settings: &RunSettings) -> Ran {
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(requests::capabilities()).unwrap_or_default();
    if connection.initialize(capabilities).is_err() {
        return Err(AppError::new(
            "the editor ended the talk before it began",
            "start it from an editor: docs/editors.md",
        ));
    }
    let mut server = Server { connection: &connection, packs: OpenPacks::new(settings) };
    server.serve();
    drop(server);
    // The writing thread ends when nothing can be sent any more.
    drop(connection);
    threads.join()?;
    Ok(Outcome::Done)
}

struct Server<'a> {
    connection: &'a Connection,
    packs: OpenPacks<'a>,
}

impl Server<'_> {
    fn serve(&mut self) {
        loop {
            let message = if self.packs.stale.is_empty() {
                self.connection.receiver.recv().ok()
            } else {
                match self.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        self.look_at_stale();
                        continue;
                    }
                    Err(_) => None,
                }
            };
            match message {
                None => return,
                Some(Message::Request(request)) => match self.connection.handle_shutdown(&request) {
                    Ok(true) | Err(_) => return,
                    Ok(false) => self.answer(request),
                },
                Some(Message::Notification(notification)) => self.notice(notification),
                Some(Message::Response(_)) => {}
            }
        }
    }

    fn answer(&mut self, request: Request) {
        let id = request.id.clone();
        let response = match requests::answer(&mut self.packs, request) {
            Ok(result) => Response::new_ok(id, result),
            Err(what) => Response::new_err(id, ErrorCode::InvalidRequest as i32, what),
        };
        // The editor is gone: the next read ends the loop.
        let _ = self.connection.sender.send(response.into());
    }

    fn notice(&mut self, notification: Notification) {
        use lsp_types::notification as told;
        let method = notification.method.clone();
        match method.as_str() {
            told::DidOpenTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidOpenTextDocumentParams>(notification) {
                    self.changed(&params.text_document.uri, Some(params.text_document.text), true);
                }
            }
            told::DidChangeTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidChangeTextDocumentParams>(notification)
                    && let Some(change) = params.content_changes.into_iter().last()
                {
                    self.changed(&params.text_document.uri, Some(change.text), false);
                }
            }
            told::DidSaveTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidSaveTextDocumentParams>(notification)
                    && let Some((root, _)) = self.packs.find(&params.text_document.uri)
                {
                    self.packs.stale.insert(root);
                    self.look_at_stale();
                }
            }
            told::DidChangeWatchedFiles::METHOD => {
                if let Some(params) = params::<lsp_types::DidChangeWatchedFilesParams>(notification) {
                    for change in params.changes {
                        let text = path_of(&change.uri).and_then(|path| std::fs::read_to_string(path).ok());
                        self.changed(&change.uri, text, true);
                    }
                }
            }
            _ => {}
        }
    }

    /// Takes a file's new text, and tells what is wrong with it now.
    fn changed(&mut self, uri: &Uri, text: Option<String>, whole: bool) {
        let Some((root, path)) = self.packs.find(uri) else { return };
        let Some(open) = self.packs.workspaces.get_mut(&root) else { return };
        open.workspace.set(&path, text);
        // An open file is always reported, even when nothing is wrong with it.
        open.shown.insert(path.clone());
        self.packs.stale.insert(root.clone());
        if whole {
            self.look_at_stale();
        } else if Workspace::stands_alone(&path) {
            let look = open.workspace.glance(&path);
            publish(self.connection, &root, &look, &path);
        }
    }

    fn look_at_stale(&mut self) {
        for root in std::mem::take(&mut self.packs.stale) {
            let Some(open) = self.packs.workspaces.get_mut(&root) else { continue };
            let look = open.workspace.look();
            let found: HashSet<String> = look
                .diagnostics
                .iter()
                .filter_map(|found| Workspace::path_of(&look, found.span?.file).map(str::to_owned))
                .collect();
            // Files that have nothing any more are told so.
            for path in open.shown.union(&found) {
                publish(self.connection, &root, &look, path);
            }
            open.shown = found;
        }
    }
}

fn params<T: DeserializeOwned>(notification: Notification) -> Option<T> {
    serde_json::from_value(notification.params).ok()
}

fn publish(connection: &Connection, root: &Path, look: &Snapshot, path: &str) {
    let Some(uri) = uri_of(&root.join(path)) else { return };
    let diagnostics = look.of(path).map(|found| published(found, look, root)).collect();
    let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
    let notification = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
    let _ = connection.sender.send(notification.into());
}
