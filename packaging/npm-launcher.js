#!/usr/bin/env node
// Starts the program of the npm package for this machine, and ends as it ends.
"use strict";
const { spawnSync } = require("node:child_process");

const carrier = `formcheck-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "formcheck.exe" : "formcheck";

let program;
try {
  program = require.resolve(`${carrier}/${file}`);
} catch {
  console.error(`error: the npm package ${carrier} is not installed`);
  console.error("  try: npm install formcheck again, without --omit=optional; or an archive of the release");
  process.exit(2);
}

// Ctrl-C is for the program, which gives the terminal back; this one only waits.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const ran = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (ran.error) {
  console.error(`error: ${program} can't be started: ${ran.error.message}`);
  process.exit(2);
}
process.exit(ran.status ?? 130);
