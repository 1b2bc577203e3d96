//! The loop of the server: messages in, answers and findings out.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, Response};
use lsp_types::notification::{DidChangeWatchedFiles, Notification as _, PublishDiagnostics};
use lsp_types::request::{RegisterCapability, Request as _};
use lsp_types::{
    Diagnostic as Told, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    PublishDiagnosticsParams, Registration, RegistrationParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::lsp::convert::{published, uri_of};
use crate::app::lsp::open_packs::OpenPacks;
use crate::app::lsp::requests;
use crate::app::{AppError, Outcome, Ran, RunSettings};
use formcheck_authoring::workspace::{Snapshot, Workspace};

/// After this long without a keystroke the whole pack is looked at.
const PAUSE: Duration = Duration::from_millis(400);

pub fn run(settings: &RunSettings) -> Ran {
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(requests::capabilities()).unwrap_or_default();
    let Ok(editor) = connection.initialize(capabilities) else {
        return Err(AppError::new(
            "the editor ended the talk before it began",
            "start it from an editor: docs/editors.md",
        ));
    };
    watch(&connection, &editor);
    let mut server = Server { connection: &connection, packs: OpenPacks::new(settings) };
    server.serve();
    drop(server);
    // The writing thread ends when nothing can be sent any more.
    drop(connection);
    threads.join()?;
    Ok(Outcome::Done)
}

/// Asks an editor that can to tell which rule files changed on the disk.
fn watch(connection: &Connection, editor: &Value) {
    let can = editor.pointer("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
    if can.and_then(Value::as_bool) != Some(true) {
        return;
    }
    // A folder of rules that comes or goes is told as a folder.
    let watchers = ["**/*.toml", "**/rules", "**/rules/**", "**/quizzes", "**/quizzes/**"].map(|pattern| {
        FileSystemWatcher { glob_pattern: GlobPattern::String(pattern.to_owned()), kind: None }
    });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.to_vec() };
    let registration = Registration {
        id: "rule-files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    let request =
        Request::new("watch-rule-files".to_owned().into(), RegisterCapability::METHOD.to_owned(), params);
    let _ = connection.sender.send(request.into());
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
            Err(refused) => {
                let (code, what) = refused.as_error();
                Response::new_err(id, code as i32, what.to_owned())
            }
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
                    self.typed(&params.text_document.uri, params.text_document.text, true);
                }
            }
            told::DidChangeTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidChangeTextDocumentParams>(notification)
                    && let Some(change) = params.content_changes.into_iter().last()
                {
                    self.typed(&params.text_document.uri, change.text, false);
                }
            }
            told::DidSaveTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidSaveTextDocumentParams>(notification) {
                    self.on_disk([params.text_document.uri]);
                }
            }
            told::DidCloseTextDocument::METHOD => {
                if let Some(params) = params::<lsp_types::DidCloseTextDocumentParams>(notification) {
                    self.packs.let_go(&params.text_document.uri);
                    self.on_disk([params.text_document.uri]);
                }
            }
            told::DidChangeWatchedFiles::METHOD => {
                if let Some(params) = params::<lsp_types::DidChangeWatchedFilesParams>(notification) {
                    self.on_disk(params.changes.into_iter().map(|change| change.uri));
                }
            }
            _ => {}
        }
    }

    /// Takes a file's text as it is in the editor, and tells what is wrong with it now.
    fn typed(&mut self, uri: &Uri, text: String, whole: bool) {
        self.packs.hold(uri, text.clone());
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

    /// Files changed on the disk: their packs are read again, but for what is open.
    fn on_disk(&mut self, files: impl IntoIterator<Item = Uri>) {
        let packs: BTreeSet<PathBuf> =
            files.into_iter().flat_map(|uri| self.packs.touched_by(&uri)).collect();
        for root in packs {
            for path in self.packs.reread(&root).into_iter().flatten() {
                tell(self.connection, &root, &path, Vec::new());
            }
        }
        self.look_at_stale();
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
    tell(connection, root, path, look.of(path).map(|found| published(found, look, root)).collect());
}

fn tell(connection: &Connection, root: &Path, path: &str, diagnostics: Vec<Told>) {
    let Some(uri) = uri_of(&root.join(path)) else { return };
    let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
    let notification = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
    let _ = connection.sender.send(notification.into());
}
