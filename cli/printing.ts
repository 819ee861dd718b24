import { CommandFailed, printable } from './output.ts';

/** A whole number of an option, within bounds; ends the command when it is none. */
export function readCount(option: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new CommandFailed(`${option} takes a whole number from ${min} to ${max}, not ${printable(text)}`, 2);
}

/** One of some words; ends the command when it is none. */
export function readChoice<Word extends string>(
  option: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new CommandFailed(`${option} takes ${words.join(', ')}; not ${printable(text)}`, 2);
}

/** Prints data: as JSON, or as the lines that people read. */
export function print(asJson: boolean, data: unknown, lines: () => readonly string[]): void {
  if (asJson) {
    process.stdout.write(`${JSON.stringify(data)}\n`);
    return;
  }
  const shown = lines();
  for (const line of shown) process.stdout.write(`${line}\n`);
  if (shown.length === 0) process.stderr.write('nothing found\n');
}
