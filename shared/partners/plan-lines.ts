import type { FieldChange, PlannedChange } from './plan.ts';

/** A plan as lines for people: `+` added, `~` changed field by field, `-` removed, `?` in no file and kept. */
export function planLines(changes: readonly PlannedChange[]): string[] {
  return changes.flatMap((change) => {
    const title = `${change.of} ${change.id}  ${change.name}`;
    switch (change.kind) {
      case 'add':
        return [`+ ${title}${change.of === 'partner' ? `  ${change.to.url ?? 'fetches'}` : ''}`];
      case 'change':
        return [`~ ${title}`, ...fieldLines(change.fields)];
      case 'remove':
        return [`- ${title}  ${change.of === 'partner' ? 'gets nothing more but retractions' : 'can upload no more'}`];
      case 'keep':
        return [`? ${title}  is in no file, and kept: --prune removes it`];
      default:
        return change satisfies never;
    }
  });
}

/** `1 to add, 2 to change, 1 to remove`; what is kept is no change. */
export function planSummary(changes: readonly PlannedChange[]): string {
  const count = (kind: PlannedChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const parts = (['add', 'change', 'remove'] as const).filter(count).map((kind) => `${count(kind)} to ${kind}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing to change';
}

/** Whether applying would do anything. */
export function changesAnything(changes: readonly PlannedChange[]): boolean {
  return changes.some(({ kind }) => kind !== 'keep');
}

function fieldLines(fields: readonly FieldChange[]): string[] {
  const width = Math.max(...fields.map(({ field }) => field.length));
  return fields.map(({ field, from, to, note }) => {
    return `    ${field.padEnd(width)}  ${valueText(from)} → ${valueText(to)}${note ? `  (${note})` : ''}`;
  });
}

function valueText(value: unknown): string {
  if (value === undefined) return 'unset';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return `[${value.join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
