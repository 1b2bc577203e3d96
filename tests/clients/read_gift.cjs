// Reads a GIFT file with gift-pegjs and writes what it understood as JSON.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { parse } = createRequire(process.env.FORMCHECK_NODE_PACKAGES)('gift-pegjs');
process.stdout.write(JSON.stringify(parse(readFileSync(process.argv[2], 'utf8'))));
