//! A coach in an editor: the language server over stdin and stdout, and with Neovim where it is installed.

mod editor;
mod files;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::common::skips::passed_over;
use editor::{Editor, pack};

const ROW: &str = "rules/exercises/plain-row.toml";
const SHARED: &str = "rules/mistakes/pulling.toml";

#[test]
fn faults_are_told_as_they_are_typed_and_go_when_they_are_mended() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    editor.findings(ROW, 0);
    let text = editor.text(ROW);
    editor.change(ROW, &text.replace("\"arm-rowing\", ", "\"arm-rowin\", "));
    let found = editor.findings(ROW, 1);
    assert_eq!(found[0]["code"], "unknown-id");
    assert!(found[0]["message"].as_str().expect("text").contains("did you mean `arm-rowing`?"));
    let line = text.lines().position(|line| line.starts_with("mistakes = ")).expect("the list");
    assert_eq!(found[0]["range"]["start"], json!({ "line": line, "character": 12 }));
    // The fix comes as a code action.
    let params = json!({
        "textDocument": { "uri": editor.uri(ROW) }, "range": found[0]["range"], "context": { "diagnostics": found },
    });
    let actions = editor.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Write \"arm-rowing\"");
    assert_eq!(actions[0]["edit"]["changes"][editor.uri(ROW)][0]["newText"], "\"arm-rowing\"");
    editor.change(ROW, &text);
    editor.findings(ROW, 0);
    editor.close();
}

#[test]
fn a_key_that_slipped_below_a_header_is_told_where_it_belongs() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let text = editor.text(ROW);
    let slipped = text
        .replace("tags = [\"row\"]\n", "")
        .replace("phase = \"pull\"\n", "phase = \"pull\"\ntags = [\"row\"]\n");
    editor.change(ROW, &slipped);
    let found = editor.findings(ROW, 1);
    assert!(
        found[0]["message"].as_str().expect("text").contains("move it above the first [header]"),
        "{found:?}"
    );
    editor.close();
}

#[test]
fn hover_definition_uses_and_completion_know_the_pack() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    editor.show(SHARED);
    let (row, shared) = (editor.text(ROW), editor.text(SHARED));
    let hover = editor.ask("textDocument/hover", editor.place(ROW, &row, "arm-rowing"));
    let told = hover["contents"]["value"].as_str().expect("text").to_owned();
    assert!(told.contains("**Arm rowing** (medium)") && told.contains("Start with the blades."), "{told}");
    let hover = editor.ask("textDocument/hover", editor.place(SHARED, &shared, "first-to-move"));
    let told = hover["contents"]["value"].as_str().expect("text").to_owned();
    assert!(told.contains("`elbows`: the elbows bend first"), "{told}");
    let there = editor.ask("textDocument/definition", editor.place(ROW, &row, "arm-rowing"));
    assert_eq!(there["uri"], editor.uri(SHARED));
    assert_eq!(there["range"]["start"], json!({ "line": 0, "character": 1 }));
    let mut params = editor.place(SHARED, &shared, "stops-short");
    params["context"] = json!({ "includeDeclaration": false });
    let uses = editor.ask("textDocument/references", params);
    assert_eq!(uses.as_array().map(Vec::len), Some(2), "{uses}");
    // In a list of mistakes, in a condition, and at the start of a line.
    let typed = row.replace("mistakes = [\"arm-rowing\"", "mistakes = [\"\", \"arm-rowing\"");
    editor.change(ROW, &typed);
    let complete = |editor: &mut Editor, text: &str, word: &str, behind: usize| -> Vec<String> {
        let mut place = editor.place(ROW, text, word);
        let column = place["position"]["character"].as_u64().expect("a number") + behind as u64;
        place["position"]["character"] = column.into();
        let list = editor.ask("textDocument/completion", place);
        list.as_array()
            .expect("a list")
            .iter()
            .map(|item| item["label"].as_str().expect("text").to_owned())
            .collect()
    };
    let mistakes = complete(&mut editor, &typed, "[\"\", ", 2);
    assert!(
        mistakes.contains(&"big-swing".to_owned()) && !mistakes.contains(&"momentum".to_owned()),
        "{mistakes:?}"
    );
    let typed = row.replace("momentum = \"slight\"\n\n[mistake", "momentum = \"\n\n[mistake");
    editor.change(ROW, &typed);
    assert_eq!(complete(&mut editor, &typed, "momentum = \"\n", 12), ["none", "slight", "big"]);
    let typed = row.replace("cue = \"Half-way down\"\n", "c\n");
    editor.change(ROW, &typed);
    let keys = complete(&mut editor, &typed, "c\nsources", 1);
    assert!(keys.contains(&"cue".to_owned()) && !keys.contains(&"fix".to_owned()), "{keys:?}");
    editor.close();
}

#[test]
fn an_id_is_renamed_in_every_file() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let row = editor.text(ROW);
    let mut params = editor.place(ROW, &row, "stops-short");
    params["newName"] = "ends-early".into();
    let edit = editor.ask("textDocument/rename", params.clone());
    let changes = edit["changes"].as_object().expect("changes");
    assert_eq!(changes.len(), 3, "{edit}");
    params["newName"] = "Ends Early".into();
    let refused = editor.request("textDocument/rename", params.clone());
    assert_eq!(refused["error"]["message"], "`Ends Early` is not an id; write `ends-early`");
    params["newName"] = "arm-rowing".into();
    let refused = editor.request("textDocument/rename", params);
    assert!(refused["error"]["message"].as_str().expect("text").contains("taken"), "{refused}");
    editor.close();
}

#[test]
fn a_file_is_laid_out_on_demand() {
    let place = pack();
    let mut editor = Editor::open(place.path());
    editor.show(ROW);
    let text = editor.text(ROW);
    editor.change(ROW, &text.replace("name = \"Plain row\"", "name=\"Plain row\""));
    let params = json!({ "textDocument": { "uri": editor.uri(ROW) }, "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = editor.ask("textDocument/formatting", params);
    assert!(edits[0]["newText"].as_str().expect("text").starts_with("name = \"Plain row\"\n"), "{edits}");
    editor.close();
}

/// Neovim's own client shows the same findings. Skipped, and said so, where Neovim is not installed.
#[test]
fn neovim_shows_what_lint_finds() {
    if Command::new("nvim").arg("--version").output().is_err() {
        passed_over("Neovim is not on this machine");
        return;
    }
    let place = pack();
    let file = place.path().join(ROW);
    let text =
        fs::read_to_string(&file).expect("text").replace("severity = \"medium\"", "severity = \"medum\"");
    fs::write(&file, text).expect("written");
    let script = place.path().join("try.lua");
    let lua = format!(
        r#"
local id = vim.lsp.start_client({{ name = "formcheck", cmd = {{ "{}", "lsp", "--no-built-in" }}, root_dir = "{}" }})
vim.lsp.buf_attach_client(0, id)
vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, found in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format("FOUND %d:%d %s %s\n", found.lnum + 1, found.col + 1, found.code or "", found.message))
end
vim.cmd("qa!")
"#,
        env!("CARGO_BIN_EXE_formcheck"),
        place.path().display()
    );
    fs::write(&script, lua).expect("written");
    let output = Command::new("nvim")
        .args(["--headless", "--clean", "-n"])
        .arg(&file)
        .args(["-S"])
        .arg(&script)
        // Whatever the script comes to, Neovim ends.
        .args(["-c", "qa!"])
        .stdin(Stdio::null())
        .output()
        .expect("Neovim runs");
    let shown =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(shown.contains("bad-value") && shown.contains("did you mean \"medium\"?"), "{shown}");
}
