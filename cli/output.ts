import type { Receipt, ReceiptEntry } from '../shared/contract/receipt.ts';

/** Ends a command with a message for people and an exit code. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A receipt as lines for people: one for each item, then its reasons and warnings. */
export function receiptLines(name: string, receipt: Receipt): string[] {
  return receipt.items.flatMap((entry) => [
    `${entry.status === 'accepted' ? '✓' : '✗'} ${printable(entry.item ? `${name} ${entry.item}` : name)}  ${outcomeOf(entry, receipt)}`,
    ...[...entry.reasons, ...entry.warnings].map(
      ({ code, message, path }) => `    ${code}  ${printable(message)}${path ? ` (${printable(path)})` : ''}`,
    ),
  ]);
}

function outcomeOf(entry: ReceiptEntry, { format }: Receipt): string {
  if (entry.status === 'rejected') return 'rejected';
  const about = [
    entry.outcome,
    `revision ${entry.revision}`,
    entry.articleId,
    ...(format ? [`read as ${format}`] : []),
  ];
  const headline = entry.headline ? ` “${printable(entry.headline)}”` : '';
  return `${about.join(', ')}${entry.heldUntil ? `, held until ${entry.heldUntil}` : ''}${headline}`;
}

/** Text from files must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '');
}
