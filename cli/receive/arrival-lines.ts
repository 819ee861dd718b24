import { printable } from '../output.ts';
import type { ReceivedWebhook, Verdict } from './held-articles.ts';
import type { Arrival } from './receiver.ts';

const marks: Readonly<Record<Verdict, string>> = {
  published: '+',
  updated: '~',
  retracted: '-',
  repeat: '=',
  older: '<',
  challenge: '?',
  test: '·',
  other: '·',
};

const comments: Partial<Readonly<Record<Verdict, string>>> = {
  repeat: 'came before: nothing to do',
  older: 'not above the revision that is held: ignored',
  challenge: 'answered',
};

/** An arrival as lines for people: what came, what was made of it, whom to credit. Text of articles cannot steer the terminal. */
export function arrivalLines(arrival: Arrival): string[] {
  if (arrival.kind === 'refused') return [`✗ refused: ${arrival.reason}  → ${arrival.status}`];
  const { webhook, verdict, status } = arrival;
  const { articleId, revision, attribution } = webhook.data;
  const about = [
    webhook.type,
    ...(articleId ? [articleId, `revision ${revision}`] : []),
    ...headlineOf(webhook),
    ...(comments[verdict] ? [`(${comments[verdict]})`] : []),
  ];
  const isNew = verdict === 'published' || verdict === 'updated';
  const { creditLine, copyrightNotice, usageTerms, canonicalUrl } = attribution ?? {};
  const credits = isNew ? [creditLine, [copyrightNotice, usageTerms].filter(Boolean).join(' · '), canonicalUrl] : [];
  return [
    printable(`${marks[verdict]} ${about.join('  ')}  → ${status}`),
    ...credits.flatMap((line) => (line ? [printable(`    ${line.replaceAll('\n', ' ')}`)] : [])),
  ];
}

function headlineOf({ data: { article } }: ReceivedWebhook): string[] {
  const { headlines, headline, title } = (article ?? {}) as Readonly<Record<string, unknown>>;
  const [first] = Array.isArray(headlines) ? (headlines as { value?: unknown }[]) : [];
  const text = first?.value ?? headline ?? title;
  return typeof text === 'string' ? [`“${text}”`] : [];
}
