import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Change, Condition } from './table.ts';

/** Collects the names and values of one request's expressions; every name is aliased, so none is a reserved word. */
export class ExpressionNames {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};

  name(attribute: string): string {
    const alias = `#${attribute}`;
    this.#names[alias] = attribute;
    return alias;
  }

  value(value: unknown): string {
    const alias = `:v${Object.keys(this.#values).length}`;
    this.#values[alias] = value;
    return alias;
  }

  /** The two request fields, absent where empty, as DynamoDB demands. */
  asInput(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  } {
    return {
      ...(Object.keys(this.#names).length > 0 ? { ExpressionAttributeNames: this.#names } : {}),
      ...(Object.keys(this.#values).length > 0
        ? { ExpressionAttributeValues: marshall(this.#values, { removeUndefinedValues: true }) }
        : {}),
    };
  }
}

/**
 * A condition as a DynamoDB condition expression. AND binds before OR (Developer Guide, “Precedence in conditions”), so parentheses stand around an OR
 * inside of an AND only: DynamoDB refuses doubled ones, and dynalite takes five times as long for each level of them.
 */
export function conditionExpression(condition: Condition, names: ExpressionNames): string {
  if ('any' in condition) return condition.any.map((part) => conditionExpression(part, names)).join(' OR ');
  if ('all' in condition) return condition.all.map((part) => factorOf(part, names)).join(' AND ');
  const name = names.name(condition.attribute);
  if ('value' in condition) return `${name} ${condition.is} ${names.value(condition.value)}`;
  return condition.is === 'absent' ? `attribute_not_exists(${name})` : `attribute_exists(${name})`;
}

/** A condition as one of several that AND joins. */
function factorOf(condition: Condition, names: ExpressionNames): string {
  const text = conditionExpression(condition, names);
  return isAlternative(condition) ? `(${text})` : text;
}

function isAlternative(condition: Condition): boolean {
  if (!('any' in condition)) return false;
  return condition.any.length > 1 || condition.any.some(isAlternative);
}

/** A change as a DynamoDB update expression; `undefined` in `set` is left out. */
export function changeExpression(change: Change, names: ExpressionNames): string {
  const sets = Object.entries(change.set ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => `${names.name(attribute)} = ${names.value(value)}`);
  const removes = (change.remove ?? []).map((attribute) => names.name(attribute));
  const adds = Object.entries(change.add ?? {}).map(
    ([attribute, amount]) => `${names.name(attribute)} ${names.value(amount)}`,
  );
  return [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
    adds.length > 0 ? `ADD ${adds.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
