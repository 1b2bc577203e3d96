//! The wheel and the npm packages, installed from files into empty places, without a network.

use std::process::Command;

use crate::{asks, handed_out, is_there, said, skips, told};

#[test]
fn the_wheel_brings_the_program() {
    let Some(out) = handed_out() else { return };
    let place = tempfile::tempdir().expect("a folder");
    let env = place.path().join("env");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&env).output();
    if !made.as_ref().is_ok_and(|ran| ran.status.success()) {
        return skips::passed_over("the wheel: there is no Python with venv here");
    }
    let wheel =
        "formcheck-0.1.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64.whl";
    let pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-index", "--quiet"];
    said(Command::new(env.join("bin/python")).args(pip).arg(out.join(wheel)));
    asks(&mut Command::new(env.join("bin/formcheck")));
    // Every file is as the list in it says, and the text is the README.
    let shown =
        said(Command::new(env.join("bin/python")).args(["-m", "pip", "show", "--files", "formcheck"]));
    assert!(
        shown.contains("licenses/LICENSES-OF-OTHERS.txt") && shown.contains("../../../bin/formcheck"),
        "{shown}"
    );
}

#[test]
fn the_npm_package_brings_the_program() {
    let Some(out) = handed_out() else { return };
    if !is_there("npm") {
        return skips::passed_over("the npm package: there is no npm here");
    }
    let place = tempfile::tempdir().expect("a folder");
    // What npm would look up in its registry is beside it: the packages of other machines are left out.
    let ran = Command::new("npm")
        .args(["install", "--offline", "--no-audit", "--no-fund", "--prefix"])
        .arg(place.path())
        .args(["formcheck-linux-x64-0.1.0.tgz", "formcheck-0.1.0.tgz"].map(|name| out.join(name)))
        .env("npm_config_cache", place.path().join("cache"))
        .output()
        .expect("npm");
    assert!(ran.status.success(), "{}", told(&ran));
    let program = place.path().join("node_modules/.bin/formcheck");
    asks(&mut Command::new(&program));
    let slip = Command::new(&program).arg("no-such-command").output().expect("it starts");
    assert_eq!(slip.status.code(), Some(2), "it ends as the program ends: {}", told(&slip));
    // Without the package that carries the program it says what is missing.
    std::fs::remove_dir_all(place.path().join("node_modules/formcheck-linux-x64")).expect("removed");
    let lost = Command::new(&program).output().expect("it starts");
    let text = told(&lost);
    assert!(lost.status.code() == Some(2) && text.contains("formcheck-linux-x64 is not installed"), "{text}");
}
