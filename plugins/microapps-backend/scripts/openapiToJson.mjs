// Writes the OpenAPI document as the JSON that the router imports:
// node openapiToJson.mjs --output <file>
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const { values } = parseArgs({ options: { output: { type: 'string' } } });
const source = new URL('../src/schema/openapi.yaml', import.meta.url);
const document = parse(readFileSync(source, 'utf8'));
writeFileSync(values.output, `${JSON.stringify(document, undefined, 2)}\n`);
