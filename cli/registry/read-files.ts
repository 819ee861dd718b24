import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Publisher } from '../../shared/article/publisher.ts';
import type { EndpointPolicy } from '../../shared/contract/env.ts';
import { outputFormats } from '../../shared/outputs/registry.ts';
import type { PartnerProfile } from '../../shared/partners/partner.ts';
import { type WantedRegistry } from '../../shared/partners/plan.ts';
import {
  problemLine,
  readPartners,
  readPublishers,
  type RegistryFile,
  type RegistryProblem,
} from '../../shared/partners/registry-file.ts';
import { checkEndpointUrl } from '../../shared/webhooks/endpoint-guard.ts';
import type { OwnDeployment } from '../../shared/webhooks/own-deployment.ts';
import { CommandFailed } from '../output.ts';

/** What a folder of registry files holds. */
const fileNames = ['publishers.yaml', 'partners.yaml'] as const;

interface Source {
  readonly path: string;
  readonly kind: 'publishers' | 'partners';
  readonly text: string;
}

/**
 * Reads registry files, and of folders their `publishers.yaml` and `partners.yaml`. Throws `CommandFailed` with every problem of every
 * file, a line each: `FILE:LINE:COLUMN  FIELD  MESSAGE`.
 */
export function readRegistryFiles(
  paths: readonly string[],
  policy: EndpointPolicy,
  own?: OwnDeployment,
): WantedRegistry {
  const sources = paths.flatMap(filesAt).map(sourceOf);
  const formats = outputFormats.map(({ id }) => id);
  const publishers: Publisher[] = [];
  const partners: PartnerProfile[] = [];
  const problems: string[] = [];
  for (const { path, kind, text } of sources) {
    const tell = (found: readonly RegistryProblem[]): void => {
      problems.push(...found.map((problem) => problemLine(path, problem)));
    };
    if (kind === 'publishers') collect(readPublishers(text), 'publishers', publishers, tell);
    else tell(endpointProblems(collect(readPartners(text, formats), 'partners', partners, tell), policy, own));
  }
  if (problems.length > 0) throw new CommandFailed(problems.join('\n'), 2);
  return {
    ...(sources.some(({ kind }) => kind === 'publishers') ? { publishers } : {}),
    ...(sources.some(({ kind }) => kind === 'partners') ? { partners } : {}),
  };
}

/** Takes what one file holds to what those before it held. */
function collect<Entry extends { readonly id: string }>(
  file: RegistryFile<Entry>,
  kind: string,
  into: Entry[],
  tell: (problems: readonly RegistryProblem[]) => void,
): RegistryFile<Entry> {
  if (!file.ok) tell(file.problems);
  else {
    const known = new Set(into.map(({ id }) => id));
    tell(
      file.entries.flatMap(({ id }, index) =>
        known.has(id) ? [file.problemAt([kind, index, 'id'], `"${id}" stands in another file, too`)] : [],
      ),
    );
    into.push(...file.entries);
  }
  return file;
}

function endpointProblems(
  file: RegistryFile<PartnerProfile>,
  policy: EndpointPolicy,
  own: OwnDeployment | undefined,
): readonly RegistryProblem[] {
  if (!file.ok) return [];
  return file.entries.flatMap(({ url }, index) => {
    if (url === undefined) return [];
    const verdict = checkEndpointUrl(url, policy, own);
    return verdict.ok ? [] : [file.problemAt(['partners', index, 'url'], verdict.message)];
  });
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const found = fileNames.map((name) => join(path, name)).filter((file) => existsSync(file));
  if (found.length === 0) throw new CommandFailed(`${path} holds neither ${fileNames.join(' nor ')}`, 2);
  return found;
}

function sourceOf(path: string): Source {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailed(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, 2);
  }
  const kind = /^(?:\{\s*)?["']?(publishers|partners)["']?\s*:/m.exec(text)?.[1];
  if (kind !== 'publishers' && kind !== 'partners')
    throw new CommandFailed(`${path} is no registry file: it should hold “publishers:” or “partners:” and a list`, 2);
  return { path, kind, text };
}
