// Verifies a compact JWS with jose, the key given as a JWK, and writes header and payload, or the error, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const packages = createRequire(process.env.FORMCHECK_NODE_PACKAGES);
const { compactVerify, importJWK } = await import(pathToFileURL(packages.resolve('jose')).href);
const [, , tokens, jwk] = process.argv;
const key = await importJWK(JSON.parse(readFileSync(jwk, 'utf8')), 'EdDSA');
const told = [];
for (const token of JSON.parse(readFileSync(tokens, 'utf8'))) {
  try {
    const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['EdDSA'] });
    told.push({ header: protectedHeader, payload: JSON.parse(new TextDecoder().decode(payload)) });
  } catch (error) {
    told.push({ error: error.code || String(error) });
  }
}
process.stdout.write(JSON.stringify(told));
