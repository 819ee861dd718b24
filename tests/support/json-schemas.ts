import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { outputFormats } from '../../shared/outputs/registry.ts';
import { filterShape, partnersFile } from '../../shared/partners/partner-profile.ts';
import { publishersFile } from '../../shared/partners/publisher-profile.ts';

const dir = join(import.meta.dirname, '../../docs/schemas');

/** The JSON Schema that editors complete a registry file by: made of the shape that the file is read with. */
function jsonSchemaOf(
  title: string,
  shape: GenericSchema,
  definitions: Readonly<Record<string, GenericSchema>> = {},
): Readonly<Record<string, unknown>> {
  // Checks that JSON Schema has no word for (time zones, language tags) are left to `byline plan`.
  const schema = toJsonSchema(shape, { typeMode: 'output', errorMode: 'ignore', definitions });
  return { ...schema, title };
}

/** The schemas of docs/schemas/, as they should be. */
export const registrySchemas: Readonly<Record<'publishers' | 'partners', object>> = {
  publishers: jsonSchemaOf('Publishers of Byline', publishersFile),
  partners: jsonSchemaOf('Partners of Byline', partnersFile(outputFormats.map(({ id }) => id)), {
    filter: filterShape,
  }),
};

/** An object of a schema, with what each of its fields means. */
export interface DescribedSchema {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}

/** The fields of an object, and what each means. */
export function meaningsOf({ properties }: DescribedSchema): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, { description = '' }]) => [name, description]));
}

/** The published schema; written anew first where `BYLINE_WRITE_DOCS` asks for it. */
export function publishedSchema(name: string, current: object): unknown {
  const path = join(dir, `${name}.schema.json`);
  if (process.env.BYLINE_WRITE_DOCS) writeFileSync(path, `${JSON.stringify(current, undefined, 2)}\n`);
  return JSON.parse(readFileSync(path, 'utf8')) as unknown;
}
