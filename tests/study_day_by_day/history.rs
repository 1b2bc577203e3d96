//! What is kept, carried over and handed on, and what goes wrong with a disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::{at, skills_are_what_their_events_say, typed};
use crate::common::lines::{Talk, command, pick};
use crate::common::program::{err, out};
use crate::common::skips::passed_over;
use serde_json::{Value, json};

#[test]
fn history_hangs_on_ids() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, pack) = (folder.path().join("data"), folder.path().join("pack"));
    crate::common::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/big-lifts"), &pack);
    let with = pack.to_string_lossy().into_owned();
    let args = ["study", "--items", "4", "--seed", "1", "back-squat", "--pack", &with];
    assert!(typed(&args, &data, &at(1), "1\n1\n1\n1\n").status.success());
    let kept = |args: &[&str]| -> BTreeMap<String, u64> {
        let output =
            command(&[&["stats", "--json"], args].concat(), &data, &at(2)).output().expect("it starts");
        let stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let of = |one: &Value| {
            let asked =
                ["seen", "familiar", "solid", "mastered"].iter().filter_map(|step| one[*step].as_u64());
            Some((one["exercise"].as_str()?.to_owned(), asked.sum()))
        };
        stats["mastery"].as_array().expect("a list").iter().filter_map(of).filter(|one| one.1 > 0).collect()
    };
    let before = kept(&["--pack", &with]);
    let skills_before = before["back-squat"];
    assert!(skills_before >= 2);
    // Without the pack its skills are told of, and kept.
    let without =
        typed(&["study", "--items", "1", "seal-row", "--built-in", "mid-back"], &data, &at(2), "1\n");
    assert!(out(&without).contains("that the rules no longer have"), "{}", out(&without));
    // A new wording changes nothing; a new id takes the history over, if the rules say so.
    let (old, new) = (pack.join("rules/exercises/back-squat.toml"), pack.join("rules/exercises/squat.toml"));
    let text = fs::read_to_string(&old).expect("the exercise");
    let at_name = text.find("name = ").expect("a name");
    fs::write(&new, format!("{}was = [\"back-squat\"]\n{}", &text[..at_name], &text[at_name..]))
        .expect("written");
    fs::remove_file(&old).expect("removed");
    for file in fs::read_dir(pack.join("quizzes")).expect("quizzes") {
        let file = file.expect("a file").path();
        let text = fs::read_to_string(&file).expect("text").replace("\"back-squat\"", "\"squat\"");
        fs::write(&file, text).expect("written");
    }
    let args = ["study", "--items", "1", "--seed", "1", "seal-row", "--pack", &with];
    let output = typed(&args, &data, &at(2), "1\n");
    assert!(!out(&output).contains("no longer have"), "{}{}", out(&output), err(&output));
    let after = kept(&["--pack", &with]);
    assert_eq!(after["squat"], skills_before, "{after:?}");
    skills_are_what_their_events_say(&data);
}

#[test]
fn a_history_goes_out_and_in_and_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let run = |args: &[&str]| command(args, data, &at(1)).output().expect("it starts");
    let none = run(&["data", "export"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("has no history yet"));
    typed(&["study", "--items", "5", "--seed", "1"], data, &at(1), "1\n1\n1\n1\n1\n");
    let file = data.join("mine.jsonl").to_string_lossy().into_owned();
    assert!(run(&["data", "export", &file]).status.success());
    assert_eq!(run(&["data", "export", &file]).status.code(), Some(2), "nothing is written over");
    let imported = run(&["data", "import", &file, "--profile", "anna"]);
    assert!(out(&imported).contains("with 5 answers"), "{}", out(&imported));
    let stats = |profile: &str| {
        let output = run(&["stats", "--json", "--profile", profile]);
        let mut stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        stats["profile"] = Value::Null;
        stats
    };
    assert_eq!(stats("me"), stats("anna"));
    let again = run(&["data", "import", &file]);
    assert_eq!(
        out(&again),
        "Nothing is new in it: the history has 5 answers, as before.\n",
        "{}",
        err(&again)
    );
    let torn = data.join("torn.jsonl");
    let text = fs::read_to_string(&file).expect("an export");
    fs::write(&torn, &text[..text.len() - 40]).expect("written");
    let torn = run(&["data", "import", &torn.to_string_lossy(), "--profile", "ben"]);
    assert!(err(&torn).contains("this is no event of a history"), "{}", err(&torn));
    assert!(!data.join("ben.sqlite").exists(), "nothing was imported");
    let asked = run(&["data", "forget"]);
    assert!(err(&asked).contains("--yes"), "{}", err(&asked));
    assert!(run(&["data", "forget", "--yes"]).status.success());
    let left = fs::read_dir(data).expect("readable").map(|file| file.expect("a file").file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("me.")).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(run(&["stats"]).status.code(), Some(2));
    let name = run(&["study", "--profile", "../x"]);
    assert!(err(&name).contains("is not a valid profile name"), "{}", err(&name));
}

#[test]
fn what_can_go_wrong_with_a_disk_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    // Two sessions at once.
    let mut first = Talk::start(&["study", "--jsonl", "--items", "3"], &data, &at(1));
    while first.next().expect("it talks")["event"] != "prompt" {}
    let second = typed(&["study"], &data, &at(1), "");
    assert_eq!(second.status.code(), Some(2));
    assert!(err(&second).contains("another session has the history of `me` open"), "{}", err(&second));
    assert!(command(&["data", "export"], &data, &at(1)).output().expect("it starts").status.success());
    let other = typed(&["study", "--items", "1", "--profile", "anna"], &data, &at(1), "1\n");
    assert!(other.status.success(), "another person may: {}", err(&other));
    first.send(&json!({"quit": true}));
    let _ = first.child.wait();
    // A later version, a damaged file, another program's file: said, and left as it is.
    let database = data.join("me.sqlite");
    let whole = fs::read(&database).expect("a database");
    rusqlite::Connection::open(&database)
        .and_then(|db| db.pragma_update(None, "user_version", 99))
        .expect("it is changed");
    let newer = fs::read(&database).expect("a database");
    let output = typed(&["study"], &data, &at(1), "");
    assert!(err(&output).contains("was written by a later formcheck"), "{}", err(&output));
    assert_eq!(fs::read(&database).expect("a database"), newer);
    let mut torn = whole.clone();
    for byte in &mut torn[..64] {
        *byte ^= 0x5a;
    }
    fs::write(&database, &torn).expect("written");
    let output = typed(&["study"], &data, &at(1), "");
    assert!(err(&output).contains("is damaged or no history of formcheck"), "{}", err(&output));
    assert!(err(&output).contains("data import FILE"), "{}", err(&output));
    assert_eq!(fs::read(&database).expect("a file"), torn);
    fs::remove_file(&database).expect("removed");
    rusqlite::Connection::open(&database)
        .and_then(|db| db.execute_batch("CREATE TABLE something (of INTEGER)"))
        .expect("another program's");
    let output = typed(&["study"], &data, &at(1), "");
    assert!(err(&output).contains("it is another program's database"), "{}", err(&output));
    // A folder that is none.
    let file = folder.path().join("file");
    fs::write(&file, "text").expect("written");
    let output = typed(&["study"], &file, &at(1), "");
    assert!(err(&output).contains("can't be used"), "{}", err(&output));
    assert!(err(&output).contains("--data-dir DIR"), "{}", err(&output));
}

/// What a full disk does, by a limit on the size of files; the answers before it are kept.
#[test]
#[cfg(unix)]
fn a_full_disk_loses_nothing_that_was_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    typed(&["study", "--items", "2", "--seed", "1"], data, &at(1), "1\n1\n");
    let limited = |lines: &str| {
        let script = format!(
            "trap '' XFSZ; ulimit -f 96; printf '{lines}' | exec {} study --items 40 --seed 1",
            env!("CARGO_BIN_EXE_formcheck")
        );
        std::process::Command::new("bash")
            .args(["-c", &script])
            .env("FORMCHECK_DATA_DIR", data)
            .env("FORMCHECK_NOW", at(2))
            .output()
            .expect("a shell")
    };
    let output = limited(&"1\\n".repeat(40));
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(err(&output).contains("can't be written: the disk may be full"), "{}", err(&output));
    assert!(err(&output).contains("every answer that was explained to you is kept"), "{}", err(&output));
    let text = out(&output);
    let explained = ["Right.\n", "Not right.\n", "Partly right:"]
        .iter()
        .map(|told| text.matches(told).count())
        .sum::<usize>();
    let export = out(&command(&["data", "export"], data, &at(2)).output().expect("it starts"));
    let kept = export.matches("\"event\":\"answered\"").count() - 2;
    assert!(kept >= explained && explained > 0, "{explained} explained, {kept} kept");
    let later = typed(&["study", "--items", "40", "--seed", "1"], data, &at(2), "q\n");
    assert!(
        out(&later).contains(&format!("You go on where you stopped: {kept} answers so far.")),
        "{}",
        out(&later)
    );
}

/// Two machines of one person, from one history on: each gets what the other has, nothing twice, and both then say the same.
#[test]
fn two_machines_become_one_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let (laptop, desktop) = (folder.path().join("laptop"), folder.path().join("desktop"));
    let study = |data: &Path, day: u32, seed: &str| {
        let args = ["study", "--items", "4", "--seed", seed];
        assert!(typed(&args, data, &at(day), "1\n1\n1\n1\n").status.code().is_some());
    };
    let run = |args: &[&str], data: &Path| command(args, data, &at(9)).output().expect("it starts");
    let carry = |from: &Path, to: &Path, name: &str| {
        let file = folder.path().join(name).to_string_lossy().into_owned();
        assert!(run(&["data", "export", &file], from).status.success());
        let said = run(&["data", "import", &file], to);
        assert!(said.status.success(), "{}", err(&said));
        out(&said)
    };
    study(&laptop, 1, "1");
    assert!(carry(&laptop, &desktop, "first").contains("with 4 answers"));
    study(&laptop, 2, "2");
    study(&desktop, 3, "3");
    study(&laptop, 4, "4");
    let said = carry(&desktop, &laptop, "second");
    assert!(said.contains("were here already. There are 16 answers now."), "{said}");
    assert!(laptop.join("me.before-import.sqlite").exists(), "{said}");
    assert!(carry(&laptop, &desktop, "third").contains("There are 16 answers now."));
    let stats = |data: &Path| out(&run(&["stats", "--json"], data));
    assert_eq!(stats(&laptop), stats(&desktop));
    assert!(stats(&laptop).contains("\"answers\":16"));
    let export = |data: &Path| out(&run(&["data", "export"], data));
    assert_eq!(export(&laptop), export(&desktop), "to the byte");
    let again = carry(&laptop, &desktop, "fourth");
    assert_eq!(again, "Nothing is new in it: the history has 16 answers, as before.\n");
    // Each goes on with it.
    study(&laptop, 5, "5");
    assert!(carry(&laptop, &desktop, "fifth").contains("There are 20 answers now."));
    skills_are_what_their_events_say(&desktop);
    // A file of a time that no clock says would stand behind everything that comes.
    let export = export(&laptop);
    let mut late: Value = serde_json::from_str(export.lines().next().expect("an event")).expect("JSON");
    late["turn"] = json!(i64::MAX);
    let file = folder.path().join("late");
    fs::write(&file, late.to_string()).expect("written");
    let refused = run(&["data", "import", &file.to_string_lossy()], &desktop);
    assert!(err(&refused).contains("is of a time that no clock says"), "{}", err(&refused));
}

/// Takes away what the database has since events have names.
fn as_version_3(database: &Path) {
    let db = rusqlite::Connection::open(database).expect("a database");
    db.execute_batch(
        "DROP INDEX event_of_id; ALTER TABLE event DROP COLUMN id; ALTER TABLE event DROP COLUMN turn;
         UPDATE held SET value = '3' WHERE name = 'version'; PRAGMA user_version = 3;",
    )
    .expect("it is as it was");
}

/// A history of before events had names: it is read without being changed, and brought up to date by who writes it, with a copy of
/// what was there. An export of that time is known again.
#[test]
fn an_older_history_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    typed(&["study", "--items", "3", "--seed", "1"], data, &at(1), "1\n1\n1\n");
    let database = data.join("me.sqlite");
    as_version_3(&database);
    let version = |file: &Path| -> i64 {
        let db = rusqlite::Connection::open(file).expect("a database");
        db.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("it has one")
    };
    let export = || out(&command(&["data", "export"], data, &at(2)).output().expect("it starts"));
    let read = export();
    assert_eq!(read.matches("\"event\":\"answered\"").count(), 3);
    assert_eq!(version(&database), 3, "who reads changes nothing");
    // As it was exported then.
    let old: Vec<String> = read
        .lines()
        .map(|line| {
            let mut event: serde_json::Map<String, Value> = serde_json::from_str(line).expect("JSON");
            assert!(event.remove("id").is_some() && event.remove("turn").is_some(), "{line}");
            Value::from(event).to_string()
        })
        .collect();
    let file = data.join("old.jsonl");
    fs::write(&file, old.join("\n")).expect("written");
    typed(&["study", "--items", "2", "--seed", "2"], data, &at(2), "1\n1\n");
    assert_eq!(version(&database), 4);
    assert_eq!(version(&data.join("me.version-3.sqlite")), 3, "what was there is kept");
    assert!(export().starts_with(&read), "what was read in a copy is what it has become");
    let again =
        command(&["data", "import", &file.to_string_lossy()], data, &at(2)).output().expect("it starts");
    assert_eq!(
        out(&again),
        "Nothing is new in it: the history has 5 answers, as before.\n",
        "{}",
        err(&again)
    );
    skills_are_what_their_events_say(data);
}

/// Who may not write is told so, and reads. The test drops its rights, which only root can.
#[test]
#[cfg(unix)]
fn a_read_only_folder_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65_534;
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    let data = folder.path().join("data");
    typed(&["study", "--items", "2", "--seed", "1"], &data, &at(1), "1\n1\n");
    let program = folder.path().join("formcheck");
    fs::copy(env!("CARGO_BIN_EXE_formcheck"), &program).expect("copied");
    let mut command = std::process::Command::new(&program);
    command
        .arg("study")
        .env("FORMCHECK_DATA_DIR", &data)
        .env("FORMCHECK_NOW", at(2))
        .current_dir("/")
        .uid(NOBODY);
    let Ok(output) = command.stdin(Stdio::null()).output() else {
        passed_over("this user can't drop rights");
        return;
    };
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(err(&output).contains("can't be used: permission denied"), "{}", err(&output));
    let reads = |args: &[&str]| {
        let mut command = std::process::Command::new(&program);
        command.args(args).env("FORMCHECK_DATA_DIR", &data).env("FORMCHECK_NOW", at(2)).current_dir("/");
        command.uid(NOBODY).output().expect("it starts")
    };
    let before = files(&data);
    let stats = reads(&["stats", "--json"]);
    assert!(out(&stats).contains("\"answers\":2,"), "{}{}", out(&stats), err(&stats));
    assert_eq!(out(&reads(&["data", "export"])).matches("\"event\":\"answered\"").count(), 2);
    assert_eq!(files(&data), before, "nothing was written");
    // A session that was killed has left its last answers beside the database.
    let mut talk = Talk::start(&["study", "--jsonl", "--items", "5", "--seed", "2"], &data, &at(2));
    while talk.next().expect("it talks")["event"] != "prompt" {}
    let first = pick(&talk.said.last().expect("a prompt")["item"], 0);
    talk.send(&first);
    while talk.next().expect("it talks")["event"] != "prompt" {}
    talk.child.kill().expect("it is killed");
    let _ = talk.child.wait();
    assert!(fs::metadata(data.join("me.sqlite-wal")).expect("there").len() > 0);
    let before = files(&data);
    assert_eq!(out(&reads(&["data", "export"])).matches("\"event\":\"answered\"").count(), 3);
    assert!(out(&reads(&["stats", "--json"])).contains("\"answers\":3,"));
    assert_eq!(files(&data), before, "nothing was written");
    // An older one, there too.
    drop(typed(&["study", "--items", "1", "--seed", "3"], &data, &at(2), "q\n"));
    as_version_3(&data.join("me.sqlite"));
    assert!(out(&reads(&["stats", "--json"])).contains("\"answers\":3,"));
    // One that can't even be read.
    fs::set_permissions(data.join("me.sqlite"), fs::Permissions::from_mode(0o600)).expect("set");
    let unread = reads(&["stats"]);
    assert!(err(&unread).contains("me.sqlite can't be read: permission denied"), "{}", err(&unread));
}

/// The files of a folder with what is in them.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).expect("readable").map(|file| file.expect("a file").path());
    files.map(|file| (file.display().to_string(), fs::read(&file).expect("a file"))).collect()
}
