//! The program: hand the arguments to the commands, turn their outcome into an exit code.

fn main() {}
