//! A coach whose files look any way they like runs `formcheck fmt`: one layout, no comment lost, no meaning changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use formcheck_authoring::fmt::format;
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::{load, source};
use proptest::prelude::*;

use crate::common::program::{Test, code, err, out};
use crate::common::{cases, copy};

fn fmt(args: &[&str]) -> Output {
    Test::new(&["fmt"]).args(args).run()
}

/// The built-in pack: path, kind, text.
fn built_in() -> Vec<(String, FileKind, String)> {
    let file = |file: source::PackFile| {
        let kind = FileKind::of(&file.path).expect("every file of the pack has a place");
        (file.path, kind, file.text.expect("it is built in").into_owned())
    };
    source::BuiltIn::MidBack.source().files.into_iter().map(file).collect()
}

/// A copy of a small pack on disk.
fn small_pack() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/two-rows");
    copy(&from, folder.path());
    let path = folder.path().to_owned();
    (folder, path)
}

/// What a pack means: everything but where it stands in the text.
fn meaning(files: &[(String, String)]) -> String {
    let pack = source::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut loaded = load(vec![pack]);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    // A hash map has no order to compare.
    let names: BTreeMap<_, _> = std::mem::take(&mut loaded.draft.names).into_iter().collect();
    let debug = format!("{:?} {names:?}", loaded.draft);
    let mut plain = String::new();
    let mut rest = debug.as_str();
    while let Some(at) = rest.find("Span {") {
        plain.push_str(&rest[..at]);
        rest = rest[at..].split_once('}').expect("a span ends").1;
    }
    plain.push_str(rest);
    let at = plain.find("sha256").expect("a rulebook names its packs");
    let end = at + plain[at..].find([',', '}']).expect("the digest ends");
    plain.replace_range(at..end, "");
    plain
}

fn formatted(kind: FileKind, text: &str) -> String {
    format(kind, text).unwrap_or_else(|fault| panic!("{fault:?} in\n{text}"))
}

#[test]
fn the_built_in_pack_means_the_same_afterwards() {
    let before: Vec<(String, String)> = built_in().into_iter().map(|(path, _, text)| (path, text)).collect();
    let after: Vec<(String, String)> =
        built_in().into_iter().map(|(path, kind, text)| (path, formatted(kind, &text))).collect();
    let (one, two) = (meaning(&before), meaning(&after));
    let same = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
    let near = |text: &str| text.chars().skip(same.saturating_sub(80)).take(200).collect::<String>();
    assert!(one == two, "{}\nis now\n{}", near(&one), near(&two));
    for ((path, before), (_, after)) in before.iter().zip(&after) {
        let kind = FileKind::of(path).expect("a place");
        assert_eq!(formatted(kind, after), *after, "{path}: twice is once");
        let comments = |text: &str| {
            let mut found: Vec<String> =
                text.lines().filter_map(|line| Some(line[line.find("# ")?..].to_owned())).collect();
            found.sort();
            found
        };
        assert_eq!(comments(before), comments(after), "{path}: comments are kept");
    }
}

/// Numbers at random, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}

/// The statements of a text in the one layout: each with the comments right above it.
fn statements(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut depth = 0i32;
    for line in text.lines() {
        if line.is_empty() && depth == 0 {
            // A comment that stands alone goes with what is below it, as its blank line.
            if !open.is_empty() {
                open.push('\n');
            }
            continue;
        }
        open.push_str(line);
        open.push('\n');
        if line.starts_with('#') {
            continue;
        }
        depth += i32::from(line.ends_with("= [")) - i32::from(line == "]");
        if depth == 0 {
            found.push(std::mem::take(&mut open));
        }
    }
    found
}

/// The same file as another hand might have written it.
fn by_another_hand(text: &str, chance: &mut Chance) -> String {
    // Whose order is meaning, or the coach's own.
    let free = ["values]", "[good]", "[tolerated]", "[because]", ".pose]", "[figure.pose."];
    let is_header = |statement: &str| {
        statement
            .lines()
            .find(|line| !line.starts_with('#') && !line.is_empty())
            .is_some_and(|line| line.starts_with('['))
    };
    let mut tables: Vec<Vec<String>> = vec![Vec::new()];
    for statement in statements(text) {
        if is_header(&statement) {
            tables.push(vec![statement]);
        } else {
            tables.last_mut().expect("there is one").push(statement);
        }
    }
    let mut written = String::new();
    for (place, mut table) in tables.into_iter().enumerate() {
        let keys = usize::from(place > 0);
        let head = table.first().cloned().unwrap_or_default();
        if place > 0 && !free.iter().any(|free| head.contains(free)) {
            chance.shuffle(&mut table[keys..]);
        }
        written.push_str(&"\n".repeat(if place == 0 || head.contains(".values]") {
            0
        } else {
            1 + chance.below(3)
        }));
        for statement in table {
            for line in statement.lines() {
                written.push_str(&" ".repeat(chance.below(3)));
                let is_key = !line.starts_with(['#', '[', ' ', ']']);
                match line.split_once(" = ") {
                    Some((key, value)) if is_key => {
                        let (left, right) = (["", " ", "   "][chance.below(3)], ["", "  "][chance.below(2)]);
                        written.extend([key, left, "=", right, value]);
                    }
                    _ => written.push_str(line),
                }
                written.push_str(&" ".repeat(chance.below(3)));
                written.push('\n');
            }
        }
    }
    if chance.below(3) == 0 { written.replace('\n', "\r\n") } else { written }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(4, 16)) })]

    #[test]
    fn any_hand_leads_to_the_same_file(seed: u64) {
        let mut chance = Chance(seed);
        for (path, kind, text) in built_in() {
            let once = formatted(kind, &text);
            let other = by_another_hand(&once, &mut chance);
            let again = formatted(kind, &other);
            prop_assert_eq!(&again, &once, "{}", path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(50, 200)) })]

    #[test]
    fn whatever_the_text_twice_is_once(seed: u64) {
        // Lines of the pack thrown together: mostly no TOML; where it is, the laws hold.
        let mut chance = Chance(seed);
        let files = built_in();
        let lines: Vec<&str> = files.iter().flat_map(|(_, _, text)| text.lines()).collect();
        for (_, kind, _) in &files {
            let many = 1 + chance.below(12);
            let chosen: Vec<&str> = (0..many).map(|_| lines[chance.below(lines.len())]).collect();
            let text = chosen.join("\n");
            let Ok(once) = format(*kind, &text) else { continue };
            prop_assert_eq!(formatted(*kind, &once), once.clone(), "{}", text);
            prop_assert_eq!(text.matches('#').count(), once.matches('#').count(), "{}", text);
            let (before, after) = (text.parse::<toml::Table>(), once.parse::<toml::Table>());
            prop_assert_eq!(before.expect("TOML"), after.expect("TOML"));
        }
    }
}

#[test]
fn one_layout() {
    let before = r#"#:schema ../../schemas/v1/exercise.json
# Rows for beginners.

mistakes=['arm-rowing',   # the first to look for
  # then
  "missing-squeeze" ]
name =   'Bent row'   # as the club calls it
  # a key nobody knows
colour = "red"
aliases = [ "a \"row\"", "it's \"x\"", "back\\slash", "\u00e9" ]
reps = {to=12,load="moderate",  from=6}
muscles.secondary = ["biceps"]
muscles.primary = ["rhomboids"]
# contested = "…"

[[example]]
expect=[]
rep = {}

# why this angle
[ good ]   # the clean rep
torso-angle = {over=15}
elbows = [{from=1,to=2},"any"]

[[ step ]]
phase = "setup"
do = """Hinge.
Then wait."""
# swaps = true

[mistake.x]
when = [ {first-to-move="elbows", torso-angle={over=45}}, {first-to-move="torso", torso-angle={under=15}} ]
name = "X"
# the end"#;
    let after = r#"#:schema ../../schemas/v1/exercise.json
# Rows for beginners.

name = "Bent row"  # as the club calls it
aliases = ['a "row"', "it's \"x\"", 'back\slash', "\u00e9"]
muscles.primary = ["rhomboids"]
muscles.secondary = ["biceps"]
reps = { from = 6, to = 12, load = "moderate" }
mistakes = [
  "arm-rowing",  # the first to look for
  # then
  "missing-squeeze",
]
# a key nobody knows
colour = "red"
# contested = "…"

[[step]]
do = """Hinge.
Then wait."""
phase = "setup"
# swaps = true

# why this angle
[good]  # the clean rep
torso-angle = { over = 15 }
elbows = [ { from = 1, to = 2 }, "any" ]

[mistake.x]
name = "X"
when = [
  { first-to-move = "elbows", torso-angle = { over = 45 } },
  { first-to-move = "torso", torso-angle = { under = 15 } },
]
# the end

[[example]]
rep = {}
expect = []
"#;
    assert_eq!(formatted(FileKind::Exercise, before), after);
    assert_eq!(formatted(FileKind::Exercise, after), after);
}

#[test]
fn odd_files_are_safe() {
    for text in [
        "",
        "\n\n",
        "# only a word",
        "a = 1\n\n# end",
        "a = 1\n# c\n\n   b = 2\n  # end  ",
        "# a\n\n\n# b\n",
        "a = 1 # x",
        "[a]\n# foot",
        "[a.b]\nx = 1\n[a]\ny = 2\n",
        "a = [ # first\n 1 # one\n , # two\n 2, # three\n # four\n]\n",
        "a = { # c\n b = 1, # d\n c.e = 2,\n c.d = 3 # f\n # g\n}\n",
        "\"a b\" = 'x'\n'' = 1\n",
        "\u{feff}a = 1\r\n",
        "a = [[], {}, [[1]], { x = [] }]",
        "a = inf\nb = nan\nc = 1979-05-27\nd = 0xff\n",
        "# top\n\n# second\n\n[x]\n\n# mid\n\ny = 1\n\n# low\n\n# lower\n",
        "[x]\n[[x.y]]\n[x.y.z]\nk = \"\\u202e\\t\\u0000\"\n",
        "a = '''\nx\r\ny'''\nb = \"\"\"\\\n  c\"\"\"",
    ] {
        for kind in [FileKind::Exercise, FileKind::Signs, FileKind::Mistakes, FileKind::Quiz, FileKind::Pack]
        {
            let once = formatted(kind, text);
            assert_eq!(formatted(kind, &once), once, "{text:?}");
            assert_eq!(text.matches('#').count(), once.matches('#').count(), "{text:?}\n{once}");
            assert!(!once.contains('\r') && !once.contains(" \n") && !once.contains("\n\n\n"), "{once:?}");
            assert!(once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n"), "{once:?}");
        }
    }
}

#[test]
fn check_names_the_files_and_changes_nothing_fmt_changes_them() {
    let (_folder, path) = small_pack();
    let pack = path.to_str().expect("a plain path");
    assert_eq!(code(&fmt(&[pack])), 0);
    let fine = fmt(&["--check", pack]);
    assert_eq!((code(&fine), out(&fine).as_str()), (0, ""), "{}", err(&fine));
    let file = path.join("rules/signs.toml");
    let before = fs::read_to_string(&file).expect("a file");
    let messy = before.replacen(" = ", "=", 1);
    fs::write(&file, &messy).expect("written");
    let checked = fmt(&["--check", pack]);
    assert_eq!(code(&checked), 1);
    let shown = out(&checked);
    assert!(shown.contains("signs.toml\n--- "), "the file, then its diff: {shown}");
    assert!(shown.contains("@@") && shown.contains("\n+"), "{shown}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), messy, "--check changes nothing");
    let done = fmt(&[file.to_str().expect("a plain path")]);
    assert_eq!(code(&done), 0);
    assert_eq!(out(&done).lines().count(), 1, "{}", out(&done));
    assert_eq!(fs::read_to_string(&file).expect("a file"), before);
    let left = fs::read_dir(path.join("rules")).expect("a folder").filter_map(Result::ok);
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().contains("formcheck")));
    let json = fmt(&["--json", "--check", pack]);
    assert_eq!(out(&json).matches("\"changed\":[]").count(), 1, "{}", out(&json));
}

#[test]
fn a_torn_file_is_not_touched_and_the_others_are() {
    let (_folder, path) = small_pack();
    let torn = path.join("rules/muscles.toml");
    fs::write(&torn, "[rhomboids]\nname = \"x\nkind=\n").expect("written");
    let messy = path.join("rules/pack.toml");
    let text = fs::read_to_string(&messy).expect("a file");
    fs::write(&messy, text.replace(" = ", "=")).expect("written");
    let output = fmt(&[path.to_str().expect("a plain path")]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("line 2, column "), "{}", err(&output));
    assert!(err(&output).contains("formcheck lint"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&torn).expect("a file"), "[rhomboids]\nname = \"x\nkind=\n");
    assert_eq!(fs::read_to_string(&messy).expect("a file"), text);
}

#[test]
fn a_folder_without_rules_is_no_pass() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = fmt(&["--check", folder.path().to_str().expect("a plain path")]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("no rule files"), "{}", err(&output));
    assert_eq!(code(&fmt(&["/nowhere-at-all"])), 2);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (_folder, path) = small_pack();
    let real = path.join("kept.toml");
    let link = path.join("rules/pack.toml");
    let text = fs::read_to_string(&link).expect("a file");
    fs::remove_file(&link).expect("gone");
    fs::write(&real, text.replace(" = ", "=")).expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&real, &link).expect("a link");
    assert_eq!(code(&fmt(&[path.to_str().expect("a plain path")])), 0);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&real).expect("a file"), text);
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_file_too_deep_to_read_is_told_and_not_followed_down() {
    for (open, close) in [("[", "]"), ("{ a = ", " }")] {
        let text = format!("a = {}1{}\n", open.repeat(20_000), close.repeat(20_000));
        assert!(format(FileKind::Pack, &text).is_err());
    }
    assert!(format(FileKind::Pack, &format!("[{}a]\n", "a.".repeat(20_000))).is_err());
}
