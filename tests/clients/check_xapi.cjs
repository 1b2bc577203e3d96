// Checks xAPI statements with Learning Locker's validator and writes what it finds wrong with each as JSON.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const validate = createRequire(process.env.FORMCHECK_NODE_PACKAGES)('@learninglocker/xapi-validation').default;
const statements = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(statements.map((statement) => validate(statement).map(String))));
