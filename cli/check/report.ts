import type { Notice } from '../../shared/contract/reasons.ts';
import { printable } from '../output.ts';
import type { CheckedItem } from './checked-item.ts';

/** An item as lines for people: what would become of it, whom it credits, then its reasons and warnings with their places. */
export function itemLines(checked: CheckedItem): string[] {
  const { file, item, status, attribution } = checked;
  const name = printable(item ? `${file} ${item}` : file);
  return [
    `${status === 'accepted' ? '✓' : '✗'} ${name}  ${outcomeOf(checked)}`,
    ...(attribution
      ? [
          `    ${[attribution.creditLine, attribution.copyrightNotice, attribution.usageTerms].map(oneLine).join(' · ')}`,
        ]
      : []),
    ...[...checked.reasons, ...checked.warnings].map(noticeLine),
  ];
}

function outcomeOf({ status, outcome, heldUntil, format, article }: CheckedItem): string {
  if (status === 'rejected') return format === null ? 'rejected' : `rejected, read as ${format}`;
  const { headlines } = article as { headlines?: readonly { value: string }[] };
  const title = headlines?.[0] ? ` “${printable(headlines[0].value)}”` : '';
  const until = outcome === 'held' ? ` ${heldUntil ? `until ${heldUntil}` : 'without an end'}` : '';
  return `would be ${outcome}${until}, read as ${format}${title}`;
}

function noticeLine({ code, message, path }: Notice): string {
  return `    ${code}  ${printable(message)}${path ? ` (${printable(path)})` : ''}`;
}

function oneLine(text: string): string {
  return printable(text.replaceAll('\n', ' '));
}

/** How many files and items were checked, and what became of them. */
export class Tally {
  files = 0;
  accepted = 0;
  rejected = 0;

  add(items: readonly CheckedItem[]): void {
    this.files++;
    for (const { status } of items) this[status]++;
  }

  line(): string {
    const items = this.accepted + this.rejected;
    return `${count(items, 'item')} in ${count(this.files, 'file')}: ${this.accepted} accepted, ${this.rejected} rejected`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
