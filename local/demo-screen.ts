import { styleText } from 'node:util';
import type { Receipt, ReceiptEntry } from '../shared/contract/receipt.ts';
import type { DemoPartner } from './demo-partners.ts';
import type { ExpectedWebhook } from './demo-expectations.ts';
import type { ReceiverReport } from './receiver.ts';

type Style = Parameters<typeof styleText>[0];

/** Writes what happens as lines for people. */
export interface DemoScreen {
  line(text?: string): void;
  heading(text: string): void;
  /** A row of a name and its explanation. */
  row(name: string, text: string): void;
  step(text: string): void;
  uploaded(name: string): void;
  receipt(name: string, receipt: Receipt): void;
  webhook(partner: DemoPartner, report: ReceiverReport): void;
  missing(expected: ExpectedWebhook): void;
  good(text: string): void;
  bad(text: string): void;
}

const nameWidth = 32;
const headlineLength = 52;

/** A screen on a stream; colours where it is a terminal that wants them. */
export function demoScreen(stream: NodeJS.WriteStream): DemoScreen {
  const paint = (style: Style, text: string): string => styleText(style, text, { stream, validateStream: true });
  const dim = (text: string): string => paint('dim', text);
  const line = (text = ''): void => void stream.write(`${text}\n`);
  const event = (mark: string, what: string, name: string, text: string): void =>
    line(`  ${mark} ${dim(what.padEnd(8))} ${clipped(name, nameWidth).padEnd(nameWidth)} ${text}`.trimEnd());

  return {
    line,
    heading: (text) => line(`\n  ${paint('bold', text)}`),
    row: (name, text) => line(`  ${name.padEnd(16)} ${dim(text)}`),
    step: (text) => line(`  ${dim(`· ${text}`)}`),
    uploaded: (name) => event(paint('cyan', '↑'), 'upload', name, ''),
    receipt(name, receipt) {
      if (receipt.status === 'removed')
        event(paint('green', '✓'), 'receipt', name, 'removed: its articles are taken back');
      for (const entry of receipt.items) {
        const isAccepted = entry.status === 'accepted';
        const mark = isAccepted ? paint('green', '✓') : paint('red', '✗');
        event(mark, 'receipt', entry.item ? `${name} ${entry.item}` : name, entryText(entry, receipt.format, paint));
      }
    },
    webhook(partner, report) {
      if (report.kind === 'listening') return;
      if (report.kind === 'refused-signature') {
        event(paint('red', '✗'), 'webhook', partner.name, paint('red', `signature refused: ${report.reason}`));
        return;
      }
      const { type, revision, headline, status, attempt, isRepeat } = report;
      const about = `${type} · revision ${revision}${headline ? ` · ${quoted(headline)}` : ''}`;
      const signed = `signature valid${isRepeat ? ', had it already' : ''}`;
      if (status < 300) {
        const late = attempt > 1 ? `, attempt ${attempt}` : '';
        event(paint('green', '→'), 'webhook', partner.name, `${about} ${dim(`· ${status}, ${signed}${late}`)}`);
      } else {
        event(
          paint('yellow', '↻'),
          'webhook',
          partner.name,
          `${about} ${paint('yellow', `· ${status}, come back in 1 s, attempt ${attempt}`)}`,
        );
      }
    },
    missing: ({ partnerId, articleId, revision, isRetraction }) =>
      event(
        paint('red', '✗'),
        'missing',
        partnerId,
        `${isRetraction ? 'retraction' : 'revision'} ${revision} of ${articleId}`,
      ),
    good: (text) => line(`\n  ${paint('green', '✓')} ${text}`),
    bad: (text) => line(`\n  ${paint('red', '✗')} ${text}`),
  };
}

function entryText(
  entry: ReceiptEntry,
  format: string | undefined,
  paint: (style: Style, text: string) => string,
): string {
  if (entry.status === 'rejected') {
    const reasons = entry.reasons.map(
      ({ code, message, path }) => `${paint('red', code)} ${printable(message)}${path ? ` (${printable(path)})` : ''}`,
    );
    return `rejected · ${reasons.join('; ')}`;
  }
  const notes = entry.warnings.length;
  return [
    `${entry.outcome}, revision ${entry.revision}`,
    ...(entry.headline ? [quoted(entry.headline)] : []),
    ...(entry.heldUntil ? [`until ${entry.heldUntil}`] : []),
    paint(
      'dim',
      [
        ...(format ? [`read as ${format}`] : []),
        ...(notes > 0 ? [notes === 1 ? '1 note' : `${notes} notes`] : []),
      ].join(', '),
    ),
  ].join(' · ');
}

function quoted(text: string): string {
  return `“${clipped(printable(text), headlineLength)}”`;
}

function clipped(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** What comes from files must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '');
}
