import { agencyNamed } from '../normalize/agencies.ts';
import { looksLikeNames } from '../normalize/bylines.ts';
import type { Warning } from '../contract/reasons.ts';

// What agencies' own codes and words mean, where two standards or more carry them.

/**
 * What kind of version a signal names, in any agency's vocabulary (`sig:correction`, `edStat:C`, `Rectify`, `writethru`); undefined for one that says
 * something else (a product, a priority).
 */
export function versionSignalOf(code: string): 'kill' | 'correction' | 'update' | undefined {
  const [scheme = '', ...rest] = code.split(':');
  const word = rest.at(-1) ?? scheme;
  // Reuters' editorial status: new, update, correction, delete (kill).
  if (/^edstat$/i.test(scheme)) {
    const [, letters = ''] = /^([a-z])/i.exec(word) ?? [];
    return ({ u: 'update', c: 'correction', d: 'kill', k: 'kill', r: 'update' } as const)[letters.toLowerCase() as 'u'];
  }
  if (
    /^(?:kill|killed|cancel(?:l?ed)?|delete|deleted|retract(?:ion|ed)?|withdraw(?:n|al)?|takedown|annul(?:led)?)$/i.test(
      word,
    )
  )
    return 'kill';
  if (/^(?:mandatory-?)?(?:correct(?:ion|ed)?|corrigendum|rectif(?:y|ied|ication)|berichtigung)$/i.test(word))
    return 'correction';
  return /^(?:update|updated|append|writethru|write-thru|replace|refile)/i.test(word) || /^update$/i.test(scheme)
    ? 'update'
    : undefined;
}

/** The gravest of several signals. */
export function gravestSignal(codes: readonly string[]): string | undefined {
  const found = codes.map(versionSignalOf);
  return (['kill', 'correction', 'update'] as const).find((signal) => found.includes(signal));
}

/** Urgency from 1 to 9; anything else is left out, with a warning: a story is not refused for it. */
export function urgencyOf(text: string | undefined): {
  readonly urgency?: string;
  readonly warnings: readonly Warning[];
} {
  if (text === undefined) return { warnings: [] };
  if (/^[1-9]$/.test(text)) return { urgency: text, warnings: [] };
  return {
    warnings: [{ code: 'FIELD_IGNORED', message: `“${text.slice(0, 20)}” is no urgency from 1 to 9`, path: 'urgency' }],
  };
}

/** Whether a creator's name is a person's as printed, rather than an agency, a desk's sign or a login (“ann.author”). */
export function isPersonsName(name: string): boolean {
  return (
    agencyNamed(name) === undefined &&
    (looksLikeNames(name) ||
      /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}・ ]{2,20}$/u.test(name))
  );
}

/** A headline without the number of its version, which some agencies append (“… (2)”). */
export function withoutVersionNumber(headline: string | undefined, version: string | undefined): string | undefined {
  const match = /^(.+?)\s*\((\d{1,2})\)$/.exec(headline ?? '');
  return match?.[1] && match[2] === version ? match[1] : headline;
}

/** Hosts that are called otherwise than their agency. */
const hosts: Readonly<Record<string, string>> = {
  xinhuanet: 'Xinhua',
  kyodonews: 'Kyodo',
  apnews: 'AP',
  thecanadianpress: 'The Canadian Press',
  efeservicios: 'EFE',
  ukrinform: 'Ukrinform',
};

/** The agency whose host or domain a provider gives as its id (“www.reuters.com”, “afp.com”). */
export function agencyOfHost(host: string | undefined): string | undefined {
  const label = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+)\.[a-z.]{2,10}\/?$/i.exec(host?.trim() ?? '')?.[1];
  if (label === undefined) return undefined;
  const own = hosts[label.toLowerCase()];
  if (own !== undefined) return own;
  return (
    agencyNamed(label) ?? agencyNamed(label.toUpperCase()) ?? agencyNamed(label[0]?.toUpperCase() + label.slice(1))
  );
}

/** Initials of the desk in the place of names (“cae/tcr”, “ab”): for nobody outside. */
export function isDeskSign(text: string): boolean {
  return /^\(?\p{Ll}{1,4}(?:[/,+-]\s?\p{Ll}{1,4}){0,5}\)?$/u.test(text.trim()) && agencyNamed(text) === undefined;
}

/** A byline that names someone; a desk's initials are left out. */
export function withoutDeskSign(byline: string | undefined): string | undefined {
  return byline === undefined || isDeskSign(byline) ? undefined : byline;
}

/** A line in capitals where a headline could stand (“(Avance) PUERTO AMPLIACIÓN”): what the desk calls the story. */
export function isSlugInCapitals(line: string): boolean {
  return line.length <= 60 && /^(?:\([^()]{2,20}\)\s*)?[^\p{Ll}]+$/u.test(line) && /\p{Lu}{2}/u.test(line);
}

/** The agency whose host a party is named by, else the name as it stands. */
export function partyByHost(name: string | undefined): string | undefined {
  return agencyOfHost(name) ?? name;
}
