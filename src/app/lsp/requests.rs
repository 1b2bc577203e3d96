//! What an editor asks: one function a request, and the list of what can be asked.

use std::collections::HashMap;
use std::path::PathBuf;

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{
    CodeActionRequest, Completion, Formatting, GotoDefinition, HoverRequest, References, Rename, Request as _,
};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionProviderCapability, CompletionItem,
    CompletionItemKind, CompletionOptions, CompletionTextEdit, Hover, HoverContents, HoverProviderCapability,
    Location, MarkupContent, MarkupKind, OneOf, ServerCapabilities, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::Value;

use crate::app::lsp::convert::{offset, position, range, uri_of};
use crate::app::lsp::open_packs::OpenPacks;
use formcheck_authoring::workspace::{NoRename, Occurrence, Workspace};

pub(crate) fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(lsp_types::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(lsp_types::TextDocumentSyncSaveOptions::Supported(true)),
            ..lsp_types::TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["\"".into(), "{".into()]),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    }
}

/// Why a request has no answer.
pub(crate) enum Refused {
    /// There is no such request here.
    Unknown(String),
    /// Its parameters can't be read.
    Unreadable(String),
    /// It can't be done: what to tell the person.
    Told(String),
}

impl Refused {
    /// The protocol's code, and what to say.
    pub(crate) fn as_error(&self) -> (ErrorCode, &str) {
        match self {
            Refused::Unknown(what) => (ErrorCode::MethodNotFound, what),
            Refused::Unreadable(what) => (ErrorCode::InvalidParams, what),
            Refused::Told(what) => (ErrorCode::RequestFailed, what),
        }
    }
}

type RequestResult = Result<Value, Refused>;

type Handler = fn(&mut OpenPacks<'_>, Value) -> RequestResult;

const REQUESTS: &[(&str, Handler)] = &[
    (HoverRequest::METHOD, hover),
    (Completion::METHOD, complete),
    (GotoDefinition::METHOD, definition),
    (References::METHOD, references),
    (Rename::METHOD, rename),
    (Formatting::METHOD, format),
    (CodeActionRequest::METHOD, actions),
];

pub(crate) fn answer(packs: &mut OpenPacks<'_>, request: Request) -> RequestResult {
    match REQUESTS.iter().find(|(method, _)| *method == request.method) {
        Some((_, handle)) => handle(packs, request.params),
        None => Err(Refused::Unknown(format!("formcheck does not answer `{}`", request.method))),
    }
}

/// A place in a pack: its folder, the file's path in it, and the byte.
struct Spot<'s> {
    root: PathBuf,
    path: String,
    workspace: &'s Workspace,
    byte: usize,
}

fn at<'s>(packs: &'s mut OpenPacks<'_>, place: &TextDocumentPositionParams) -> Option<Spot<'s>> {
    let (root, path) = packs.find(&place.text_document.uri)?;
    let workspace = &packs.workspaces.get(&root)?.workspace;
    let byte = offset(workspace.text(&path)?, place.position);
    Some(Spot { root, path, workspace, byte })
}

fn read<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params)
        .map_err(|error| Refused::Unreadable(format!("the request can't be read: {error}")))
}

fn tell(value: impl serde::Serialize) -> RequestResult {
    serde_json::to_value(value).map_err(|error| Refused::Told(error.to_string()))
}

fn hover(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::HoverParams = read(params)?;
    let Some(at) = at(packs, &params.text_document_position_params) else { return Ok(Value::Null) };
    let text = at.workspace.text(&at.path).unwrap_or_default();
    tell(at.workspace.hover(&at.path, at.byte).map(|(bytes, value)| Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(range(text, &bytes)),
    }))
}

fn complete(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::CompletionParams = read(params)?;
    let Some(at) = at(packs, &params.text_document_position) else { return Ok(Value::Null) };
    let (word, proposals) = at.workspace.complete(&at.path, at.byte);
    let range = range(at.workspace.text(&at.path).unwrap_or_default(), &word);
    // Told what it takes the place of: an editor's own idea of a word may end at a hyphen.
    let items = proposals.into_iter().map(|proposal| CompletionItem {
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: proposal.text.clone() })),
        label: proposal.text,
        detail: Some(proposal.about),
        kind: Some(CompletionItemKind::VALUE),
        ..CompletionItem::default()
    });
    tell(items.collect::<Vec<_>>())
}

fn definition(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::GotoDefinitionParams = read(params)?;
    let Some(at) = at(packs, &params.text_document_position_params) else { return Ok(Value::Null) };
    let found = at.workspace.definition(&at.path, at.byte);
    tell(found.and_then(|(path, bytes)| {
        let text = at.workspace.text(&path)?;
        Some(Location { uri: uri_of(&at.root.join(&path))?, range: range(text, &bytes) })
    }))
}

fn references(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::ReferenceParams = read(params)?;
    let Some(at) = at(packs, &params.text_document_position) else { return Ok(Value::Null) };
    let with_definition = params.context.include_declaration;
    let uses = at.workspace.uses(&at.path, at.byte).into_iter().filter(|one| with_definition || !one.defines);
    let locations = uses.filter_map(|one| {
        let text = at.workspace.text(&one.path)?;
        Some(Location { uri: uri_of(&at.root.join(&one.path))?, range: range(text, &one.range) })
    });
    tell(locations.collect::<Vec<_>>())
}

fn rename(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::RenameParams = read(params)?;
    // What is not open may have changed without a word: every place has to be where it is now.
    if let Some((root, _)) = packs.find(&params.text_document_position.text_document.uri) {
        packs.reread(&root);
    }
    let Some(at) = at(packs, &params.text_document_position) else { return Ok(Value::Null) };
    let to = &params.new_name;
    let places = at.workspace.rename(&at.path, at.byte, to).map_err(|none| {
        Refused::Told(match none {
            NoRename::NotAnId => "there is no id here that could be renamed".to_owned(),
            NoRename::NotKebab(Some(better)) => format!("`{to}` is not an id; write `{better}`"),
            NoRename::NotKebab(None) => {
                format!("`{to}` is not an id: ids are a to z, 0 to 9 and single hyphens")
            }
            NoRename::Taken => format!("`{to}` is taken: in a pack an id means one thing"),
            NoRename::IsAFile => {
                "this is the name of a file: rename the file, then the places that name it".to_owned()
            }
            NoRename::OfAnotherPack => "this id is of a pack that is only used here".to_owned(),
        })
    })?;
    tell(edit(&at, &places, to))
}

// lsp-types keys a map by addresses, which its own type makes look mutable.
#[expect(clippy::mutable_key_type, reason = "the address is never changed")]
fn edit(at: &Spot<'_>, places: &[Occurrence], to: &str) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for one in places {
        if let (Some(uri), Some(text)) = (uri_of(&at.root.join(&one.path)), at.workspace.text(&one.path)) {
            let edit = TextEdit { range: range(text, &one.range), new_text: to.to_owned() };
            changes.entry(uri).or_default().push(edit);
        }
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

fn format(packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::DocumentFormattingParams = read(params)?;
    let Some((root, path)) = packs.find(&params.text_document.uri) else { return Ok(Value::Null) };
    let Some(open) = packs.workspaces.get(&root) else { return Ok(Value::Null) };
    let text = open.workspace.text(&path).unwrap_or_default();
    let whole = lsp_types::Range { start: position(text, 0), end: position(text, text.len()) };
    tell(open.workspace.formatted(&path).map(|new_text| vec![TextEdit { range: whole, new_text }]))
}

#[expect(clippy::mutable_key_type, reason = "the address is never changed")]
fn actions(_packs: &mut OpenPacks<'_>, params: Value) -> RequestResult {
    let params: lsp_types::CodeActionParams = read(params)?;
    let mut actions: Vec<CodeActionOrCommand> = Vec::new();
    for found in params.context.diagnostics {
        let edits = found
            .data
            .clone()
            .and_then(|data| serde_json::from_value::<Vec<(Option<Uri>, TextEdit)>>(data).ok());
        let Some(edits) = edits else { continue };
        let first = edits.first().map(|(_, edit)| edit.new_text.trim().to_owned()).unwrap_or_default();
        let title = match first.lines().next() {
            None => "Take it out".to_owned(),
            Some(line) if line.starts_with("[[example]]") => "Add the missing example".to_owned(),
            Some(line) => format!("Write {line}"),
        };
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for (uri, edit) in edits {
            changes.entry(uri.unwrap_or_else(|| params.text_document.uri.clone())).or_default().push(edit);
        }
        actions.push(CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![found]),
            edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
            ..CodeAction::default()
        }));
    }
    tell(actions)
}
