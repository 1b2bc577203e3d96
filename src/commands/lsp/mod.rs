//! `formcheck lsp`: the language server, over stdin and stdout. The protocol; what is told is the desk's.

mod convert;
mod requests;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Uri};
use serde::de::DeserializeOwned;

use self::convert::{path_of, published, uri_of};
use super::{Global, Outcome, Ran, Stop, no_pack};
use crate::app::disk;
use formcheck_authoring::desk::{Desk, Look};
use formcheck_core::rulebook::source::{self, PackSource};

/// The language server for editors: diagnostics as you type, hover, completion, rename; docs/editors.md sets it up
#[derive(Args, Debug)]
pub struct LspArgs {
    /// Taken and ignored: editors say how they talk
    #[arg(long, hide = true)]
    stdio: bool,
}

/// After this long without a keystroke the whole pack is looked at.
const PAUSE: Duration = Duration::from_millis(400);

/// Runs the command.
pub fn run(_args: &LspArgs, global: &Global) -> Ran {
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(requests::capabilities()).unwrap_or_default();
    if connection.initialize(capabilities).is_err() {
        return Err(Stop::told(
            "the editor ended the talk before it began",
            "start it from an editor: docs/editors.md",
        ));
    }
    let mut server = Server { connection: &connection, global, desks: HashMap::new(), stale: HashSet::new() };
    server.serve();
    drop(server);
    // The writing thread ends when nothing can be sent any more.
    drop(connection);
    threads.join()?;
    Ok(Outcome::Done)
}

/// A pack in the editor, with the files that have findings shown.
struct Open {
    desk: Desk,
    shown: HashSet<String>,
}

struct Server<'a> {
    connection: &'a Connection,
    global: &'a Global,
    desks: HashMap<PathBuf, Open>,
    /// Packs changed since they were last looked at as a whole.
    stale: HashSet<PathBuf>,
}

impl Server<'_> {
    fn serve(&mut self) {
        loop {
            let message = if self.stale.is_empty() {
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
        let response = match requests::answer(self, request) {
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
                    && let Some((root, _)) = self.place(&params.text_document.uri)
                {
                    self.stale.insert(root);
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
        let Some((root, path)) = self.place(uri) else { return };
        let Some(open) = self.desks.get_mut(&root) else { return };
        open.desk.set(&path, text);
        // What the editor has open it is told of, also that nothing is wrong.
        open.shown.insert(path.clone());
        self.stale.insert(root.clone());
        if whole {
            self.look_at_stale();
        } else if Desk::stands_alone(&path) {
            let look = open.desk.glance(&path);
            publish(self.connection, &root, &look, &path);
        }
    }

    fn look_at_stale(&mut self) {
        for root in std::mem::take(&mut self.stale) {
            let Some(open) = self.desks.get_mut(&root) else { continue };
            let look = open.desk.look();
            let found: HashSet<String> = look
                .diagnostics
                .iter()
                .filter_map(|found| Desk::path_of(&look, found.span?.file).map(str::to_owned))
                .collect();
            // Files that have nothing any more are told so.
            for path in open.shown.union(&found) {
                publish(self.connection, &root, &look, path);
            }
            open.shown = found;
        }
    }

    /// The pack's folder and the path in it of an editor's file; the pack is opened if it isn't yet.
    fn place(&mut self, uri: &Uri) -> Option<(PathBuf, String)> {
        let file = path_of(uri)?;
        let known =
            self.desks.keys().find_map(|root| Some((root.clone(), file.strip_prefix(root).ok()?.to_owned())));
        if let Some((root, inside)) = known {
            return Some((root, inside.to_string_lossy().replace('\\', "/")));
        }
        let (root, path) = disk::pack_of(&file).ok()?;
        // The editor's own name of the folder, so that its names of files stay as they are.
        let depth = Path::new(&path).components().count();
        let root = file.ancestors().nth(depth).map_or(root, Path::to_owned);
        let own = disk::folder(&root).ok()?;
        let others = self.others(&own).ok()?;
        let mut desk = Desk::open(others, own);
        desk.look();
        self.desks.insert(root.clone(), Open { desk, shown: HashSet::new() });
        self.stale.insert(root.clone());
        Some((root, path))
    }

    fn others(&self, own: &PackSource) -> Result<Vec<PackSource>, Stop> {
        let mut others = Vec::new();
        if !self.global.no_built_in {
            others.push(source::built_in());
            if super::lint::is_built_in(own, &others) {
                others.clear();
            }
        }
        for path in &self.global.packs {
            others.push(disk::folder(path).map_err(no_pack)?);
        }
        Ok(others)
    }
}

fn params<T: DeserializeOwned>(notification: Notification) -> Option<T> {
    serde_json::from_value(notification.params).ok()
}

fn publish(connection: &Connection, root: &Path, look: &Look, path: &str) {
    let Some(uri) = uri_of(&root.join(path)) else { return };
    let diagnostics = look.of(path).map(|found| published(found, look, root)).collect();
    let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
    let notification = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
    let _ = connection.sender.send(notification.into());
}
