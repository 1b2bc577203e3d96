//! An editor's side of the talk with the language server, message by message.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::common::copy;

/// The editor's side of the talk.
pub(super) struct Editor {
    program: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    next: i64,
    /// The findings told last, by file.
    told: Vec<(String, Value)>,
    /// What the server asked of the editor.
    pub(super) asked: Vec<Value>,
    pub(super) root: PathBuf,
}

pub(super) fn pack() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a place");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows"), place.path());
    place
}

impl Editor {
    pub(super) fn open(root: &Path) -> Editor {
        Editor::that_can(root, &json!({}))
    }

    /// An editor that says of itself what it can.
    pub(super) fn that_can(root: &Path, capabilities: &Value) -> Editor {
        let mut program = Command::new(env!("CARGO_BIN_EXE_formcheck"))
            .args(["lsp", "--no-built-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let to = program.stdin.take();
        let from = BufReader::new(program.stdout.take().expect("stdout"));
        let (told, asked) = (Vec::new(), Vec::new());
        let mut editor = Editor { program, to, from, next: 0, told, asked, root: root.to_owned() };
        let hello = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = editor.ask("initialize", hello);
        assert_eq!(answer["capabilities"]["hoverProvider"], true);
        editor.notify("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let to = self.to.as_mut().expect("open");
        write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("sent");
        to.flush().expect("sent");
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("a header");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("a body");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().expect("a file").to_owned();
            self.told.retain(|(other, _)| *other != uri);
            self.told.push((uri, message["params"]["diagnostics"].clone()));
        } else if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            self.asked.push(message.clone());
        }
        message
    }

    pub(super) fn notify(&mut self, method: &str, params: impl Into<Value>) {
        let params: Value = params.into();
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(super) fn request(&mut self, method: &str, params: impl Into<Value>) -> Value {
        let params: Value = params.into();
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: impl Into<Value>) -> Value {
        self.request(method, params)["result"].clone()
    }

    pub(super) fn uri(&self, file: &str) -> String {
        format!("file://{}/{file}", self.root.display())
    }

    pub(super) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root.join(file)).expect("a file of the pack")
    }

    pub(super) fn show(&mut self, file: &str) {
        let (uri, text) = (self.uri(file), self.text(file));
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(super) fn change(&mut self, file: &str, text: &str) {
        let uri = self.uri(file);
        let params =
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", params);
    }

    /// The findings in a file, once there are as many as that.
    pub(super) fn findings(&mut self, file: &str, count: usize) -> Vec<Value> {
        let uri = self.uri(file);
        for _ in 0..50 {
            let told = self.told.iter().find(|(other, _)| *other == uri);
            if let Some((_, list)) = told.filter(|(_, list)| list.as_array().map(Vec::len) == Some(count)) {
                return list.as_array().expect("a list").clone();
            }
            self.read();
        }
        panic!("{count} findings never came: {:?}", self.told);
    }

    /// The codes of the findings that a file has once everything sent so far was dealt with.
    pub(super) fn settled(&mut self, file: &str) -> Vec<String> {
        let uri = self.uri(file);
        self.request("formcheck/nothing", json!({}));
        let told = self.told.iter().find(|(other, _)| *other == uri).map(|(_, list)| list.clone());
        let code = |found: &Value| found["code"].as_str().expect("a code").to_owned();
        told.iter().flat_map(|list| list.as_array().expect("a list")).map(code).collect()
    }

    pub(super) fn shut(&mut self, file: &str) {
        let uri = self.uri(file);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Writes a file on the disk, as another program would, and tells nobody.
    pub(super) fn write_behind(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Tells that a file changed on the disk.
    pub(super) fn disk_changed(&mut self, file: &str) {
        let changes = json!({ "changes": [{ "uri": self.uri(file), "type": 2 }] });
        self.notify("workspace/didChangeWatchedFiles", changes);
    }

    /// The place of a word in a text: of its first letter.
    pub(super) fn place(&self, file: &str, text: &str, word: &str) -> Value {
        let at = text.find(word).unwrap_or_else(|| panic!("{word} in {file}"));
        let line = text[..at].matches('\n').count();
        let column = at - text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        json!({ "textDocument": { "uri": self.uri(file) }, "position": { "line": line, "character": column } })
    }

    pub(super) fn close(mut self) {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.to = None;
        let ended = self.program.wait().expect("it ends");
        assert!(ended.success(), "{ended}");
    }
}
