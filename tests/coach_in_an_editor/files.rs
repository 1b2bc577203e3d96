//! What is open, what is on the disk and which pack a file is of: an editor and other programs write the same files.

use serde_json::{Value, json};

use super::editor::{Editor, pack};
use super::{ROW, SHARED};
use crate::common::copy;

const STRICT: &str = "rules/exercises/strict-row.toml";
const SIGNS: &str = "rules/signs.toml";

#[test]
fn an_open_buffer_always_wins() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let text = editor.text(ROW);
    let slip = text.replace("severity = \"medium\"", "severity = \"medum\"");
    editor.change(ROW, &slip);
    assert_eq!(editor.settled(ROW), ["bad-value"]);
    // Another program writes the file, and another file is saved: what is open stays what it is.
    editor.write_behind(ROW, &text.replace("cue = \"Half-way down\"\n", ""));
    editor.disk_changed(ROW);
    assert_eq!(editor.settled(ROW), ["bad-value"]);
    editor.show(SHARED);
    let saved = json!({ "textDocument": { "uri": editor.uri(SHARED) } });
    editor.notify("textDocument/didSave", saved);
    assert_eq!(editor.settled(ROW), ["bad-value"]);
    let word = editor.place(ROW, &slip, "arm-rowing");
    assert!(editor.ask("textDocument/hover", word)["contents"]["value"].is_string());
    editor.close();
}

#[test]
fn closed_without_saving_is_the_disk_again() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let text = editor.text(ROW);
    editor.change(ROW, &text.replace("severity = \"medium\"", "severity = \"medum\""));
    assert_eq!(editor.settled(ROW), ["bad-value"]);
    editor.shut(ROW);
    assert!(editor.settled(ROW).is_empty());
    // A file that was never saved is none any more; until then it was one of the pack.
    let new = "rules/exercises/new-row.toml";
    let unsaved = text.replace("\"arm-rowing\", ", "\"arm-rowin\", ").replace("too-upright", "upright");
    let document = json!({ "uri": editor.uri(new), "languageId": "toml", "version": 1, "text": unsaved });
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    assert!(editor.settled(new).contains(&"unknown-id".to_owned()));
    editor.shut(new);
    assert!(editor.settled(new).is_empty());
    editor.close();
}

#[test]
fn an_editor_that_can_is_asked_to_watch_the_files() {
    let place = pack();
    let can = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut editor = Editor::that_can(place.path(), &can);
    editor.show(ROW);
    assert!(editor.settled(ROW).is_empty());
    let asked = editor.asked.iter().find(|asked| asked["method"] == "client/registerCapability");
    let registered = &asked.expect("watchers are registered")["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    let watchers = registered["registerOptions"]["watchers"].as_array().expect("a list");
    assert!(watchers.iter().any(|watcher| watcher["globPattern"] == "**/*.toml"), "{watchers:?}");
    // A file that is not open changes, comes and goes.
    let text = editor.text(STRICT);
    editor.write_behind(STRICT, &text.replace("severity = \"medium\"", "severity = \"medum\""));
    editor.disk_changed(STRICT);
    assert_eq!(editor.settled(STRICT), ["bad-value"]);
    editor.write_behind(STRICT, &text);
    editor.disk_changed(STRICT);
    assert!(editor.settled(STRICT).is_empty());
    let signs = editor.text(SIGNS);
    std::fs::remove_file(place.path().join(SIGNS)).expect("removed");
    editor.disk_changed(SIGNS);
    assert!(editor.settled(ROW).contains(&"unknown-id".to_owned()), "the signs are gone");
    editor.write_behind(SIGNS, &signs);
    editor.disk_changed("rules");
    assert!(editor.settled(ROW).is_empty(), "a folder that changed is read again");
    editor.close();
    // One that can't isn't asked, and what was saved beside is seen when something is saved.
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    editor.write_behind(STRICT, &text.replace("severity = \"medium\"", "severity = \"medum\""));
    let saved = json!({ "textDocument": { "uri": editor.uri(ROW) } });
    editor.notify("textDocument/didSave", saved);
    assert_eq!(editor.settled(STRICT), ["bad-value"]);
    assert!(editor.asked.is_empty(), "{:?}", editor.asked);
    editor.close();
}

#[test]
fn a_rename_reads_again_what_is_not_open() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    assert!(editor.settled(ROW).is_empty());
    let (row, strict) = (editor.text(ROW), editor.text(STRICT));
    // Another program put a line above all others, and the open file has one more that isn't saved.
    editor.write_behind(STRICT, &format!("# Rows for rehab.\n{strict}"));
    let typed = format!("# Mine.\n\n{row}");
    editor.change(ROW, &typed);
    let mut params = editor.place(ROW, &typed, "stops-short");
    params["newName"] = "ends-early".into();
    let edit = editor.ask("textDocument/rename", params);
    let line_of =
        |text: &str| text.lines().position(|line| line.contains("\"stops-short\"")).expect("it is there");
    let line = |file: &str| edit["changes"][editor.uri(file)][0]["range"]["start"]["line"].clone();
    assert_eq!((line(ROW), line(STRICT)), (json!(line_of(&row) + 2), json!(line_of(&strict) + 1)));
    editor.close();
}

#[test]
fn a_completion_takes_the_place_of_the_whole_id() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(SHARED);
    editor.show(ROW);
    let row = editor.text(ROW);
    let shared = editor.text(SHARED);
    for (file, text, word, typed, wanted) in [
        (ROW, &row, "arm-rowing\"", 6, "arm-rowing"),
        (SHARED, &shared, "first-to-move = ", 8, "first-to-move"),
    ] {
        let mut at = editor.place(file, text, word);
        let start = at["position"]["character"].as_u64().expect("a number");
        at["position"]["character"] = (start + typed).into();
        let list = editor.ask("textDocument/completion", at.clone());
        let one = list.as_array().expect("a list").iter().find(|one| one["label"] == wanted);
        let edit = &one.unwrap_or_else(|| panic!("{wanted}: {list}"))["textEdit"];
        let line = &at["position"]["line"];
        let end = start + wanted.len() as u64;
        let whole = json!({
            "start": { "line": line, "character": start }, "end": { "line": line, "character": end },
        });
        assert_eq!((&edit["range"], &edit["newText"]), (&whole, &json!(wanted)));
    }
    editor.close();
}

#[test]
fn the_nearest_pack_counts() {
    let place = pack();
    let inner = "packs/inner";
    copy(&place.path().join("rules"), &place.path().join(inner).join("rules"));
    copy(&place.path().join("quizzes"), &place.path().join(inner).join("quizzes"));
    let mut editor = Editor::open(place.path());
    // The outer one is open first.
    editor.show(ROW);
    assert!(editor.settled(ROW).is_empty());
    let (inner_row, inner_shared) = (format!("{inner}/{ROW}"), format!("{inner}/{SHARED}"));
    editor.show(&inner_row);
    assert!(editor.settled(&inner_row).is_empty());
    let text = editor.text(&inner_row);
    let at = editor.place(&inner_row, &text, "arm-rowing");
    assert_eq!(editor.ask("textDocument/definition", at)["uri"], editor.uri(&inner_shared));
    let at = editor.place(ROW, &text, "arm-rowing");
    assert_eq!(editor.ask("textDocument/definition", at)["uri"], editor.uri(SHARED));
    // A file that is no rule file of the pack above it is none of its business.
    editor.write_behind("packs/Cargo.toml", "[package]\nname = \"x\"\n");
    editor.show("packs/Cargo.toml");
    assert!(editor.settled("packs/Cargo.toml").is_empty() && editor.settled(ROW).is_empty());
    editor.close();
}

#[test]
fn a_request_that_can_not_be_answered_is_told_why() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let refused = |editor: &mut Editor, method: &str, params: Value| {
        editor.request(method, params)["error"]["code"].as_i64().expect("an error")
    };
    let none = json!({});
    // As the protocol has it: MethodNotFound, InvalidParams, RequestFailed.
    assert_eq!(refused(&mut editor, "textDocument/inlayHint", none.clone()), -32601);
    assert_eq!(refused(&mut editor, "textDocument/hover", none), -32602);
    let text = editor.text(ROW);
    let mut params = editor.place(ROW, &text, "arm-rowing");
    params["newName"] = "Arm Rowing".into();
    assert_eq!(refused(&mut editor, "textDocument/rename", params), -32803);
    editor.close();
}
