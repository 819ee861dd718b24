/** The known name that was likely meant by one that is not known: at most two edits away; undefined when none is. */
export function closestName(typed: string, known: readonly string[]): string | undefined {
  const editsMax = 2;
  if (typed.length > 64) return undefined;
  const [best] = known
    .map((name) => ({ name, edits: editsBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits);
  return best && best.edits <= editsMax && best.edits < typed.length ? best.name : undefined;
}

/** Levenshtein’s distance; both are short. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}
