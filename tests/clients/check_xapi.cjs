// Checks xAPI statements with Learning Locker's validator and writes what it finds wrong with each as JSON.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const packages = createRequire(process.env.FORMCHECK_NODE_PACKAGES);
const validation = packages('@learninglocker/xapi-validation');
const check = validation.validateStatement || (validation.default && validation.default.validateStatement);
const statements = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const told = statements.map((statement) => check(statement, []).map((warning) => JSON.stringify(warning)));
process.stdout.write(JSON.stringify(told));
