//! A person at a shell who presses Tab: what comes is what can be typed there, of the packs at hand. By a real bash; fish and zsh,
//! where they aren't installed, by what they ask.

use std::path::Path;
use std::process::Command;

use crate::common::program::{Test, out};

/// What bash offers for the last of these words, as it tears them.
fn offered(words: &[&str]) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_formcheck"));
    let folders = format!(
        "{}:{}",
        program.parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    // The function is called as bash calls it: the program, the word that is typed, the word before it.
    let script = r#"
        source <(formcheck completions bash) || exit 3
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
        typed="${COMP_WORDS[COMP_CWORD]}"
        [ "$typed" = "=" ] && typed=""
        function=$(complete -p formcheck | sed 's/.*-F \([^ ]*\) .*/\1/')
        "$function" formcheck "$typed" "${COMP_WORDS[COMP_CWORD-1]}" 2> /dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut command = Command::new("bash");
    command.args(["--norc", "-c", script, "bash", "formcheck"]).args(words).env("PATH", folders);
    let output = command.env("FORMCHECK_DATA_DIR", "/dev/null/nowhere").output().expect("bash");
    assert!(output.status.success(), "{words:?}: {output:?}");
    out(&output).split(['\n', '\u{b}']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn tab_in_bash_offers_what_the_packs_have() {
    let quizzes = offered(&["quiz", "mid-back-"]);
    assert!(quizzes.contains(&"mid-back-foundations".to_owned()), "{quizzes:?}");
    assert!(quizzes.iter().all(|id| id.starts_with("mid-back-")), "{quizzes:?}");
    assert_eq!(offered(&["check", "seal"]), ["seal-row"]);
    assert!(offered(&["check", "arm-row"]).is_empty(), "a mistake is no rep");
    assert!(offered(&["show", "arm-row"]).contains(&"arm-rowing".to_owned()));
    assert!(offered(&["study", "seal-row", "kroc"]).contains(&"kroc-row".to_owned()), "one more of several");
    // Signs of the exercise, with their values; bash tears a word at `=`.
    assert!(offered(&["check", "seal-row", "mom"]).contains(&"momentum=".to_owned()));
    for typed in [&["check", "seal-row", "momentum", "="][..], &["check", "seal-row", "momentum", "=", "sl"]]
    {
        assert!(offered(typed).contains(&"slight".to_owned()), "{typed:?}: {:?}", offered(typed));
    }
    let second = offered(&["check", "seal-row", "momentum", "=", "slight", "m"]);
    assert!(!second.contains(&"momentum=".to_owned()), "it is given already: {second:?}");
    // Commands and flags, as ever.
    assert_eq!(offered(&["exp"]).into_iter().filter(|word| word.starts_with("exp")).count(), 2);
    assert!(offered(&["quiz", "--se"]).contains(&"--seed".to_owned()));
}

#[test]
#[cfg(unix)]
fn tab_knows_the_pack_that_was_named() {
    let pack = format!("{}/tests/packs/three-rows", env!("CARGO_MANIFEST_DIR"));
    let only = offered(&["--no-built-in", "--pack", &pack, "check", ""]);
    let ids = only.iter().filter(|word| !word.starts_with('-')).count();
    assert_eq!(ids, 3, "{only:?}");
    // At `=`, too.
    assert_eq!(offered(&["--no-built-in", "--pack", "=", &pack, "check", ""]), only);
    let gone = offered(&["--pack", "/nowhere", "check", "seal"]);
    assert!(gone.is_empty(), "where there is no pack there is nothing to offer: {gone:?}");
    assert!(offered(&["--built-in", "big-lifts", "check", "seal"]).is_empty());
}

/// What fish and zsh are answered: a word is whole there, and says what it means.
#[test]
fn other_shells_are_told_what_a_word_means() {
    let words = ["--", "formcheck", "check", "seal-row", "momentum=sl"];
    let told = Test::new(&words).env("FORMCHECK_COMPLETE", "fish").result();
    assert!(told.starts_with("momentum=slight\t"), "{told}");
    let told = Test::new(&words).env("FORMCHECK_COMPLETE", "zsh").env("_CLAP_COMPLETE_INDEX", "3").result();
    assert!(told.starts_with("momentum=slight:"), "{told}");
}
