/** What a line of a note or at the top of a text says of an embargo: “EMBARGOED UNTIL 0001 MONDAY”, “Sperrfrist: 3. Mai, 18.00 Uhr”. */
const embargoLine =
  /^[^\p{L}\p{N}]*(?:(?:eds?|editors?|note|attention|achtung)\b[^\p{L}\p{N}]*)*(?:(?:strict(?:ly)?|under|unter|sous|bajo|sotto)\s+)*(?:embargo(?:ed|ado|ada|e)?|embargué|sperrfrist|sperrvermerk)\b(.*)$/iu;
/** What follows the word where it is no news about an embargo (“Embargo on grain …”): a sign, a word of time, a day, or nothing. */
const limit =
  /^\s*(?:$|[:–—-]|["')\]]*$|(?:until|till?|to|for|bis|jusqu['’]|hasta|fino|al?\b|tot|not|release|use)\b|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/iu;
const isLifted = /\b(?:lifted|over|expired|ended|no longer|removed|levé|aufgehoben|abgelaufen|levantado)\b/iu;
/** Words before the time itself. */
const timeWords =
  /^[\s:–—-]*(?:(?:until|till?|for|bis|jusqu['’]au|hasta|fino|tot|not for (?:use|publication|release) (?:before|until))\b[\s:]*)?/iu;

/** Embargoes stand at the top, or nobody sees them. */
const [noteLines, textLines] = [20, 3];
/** A longer line of a text is news of an embargo, not one. */
const maxTextLine = 160;

/**
 * The embargo that a note to editors, or a line at the top of a text, says in words: its time as it stands, empty where it has none. Undefined for neither.
 * Agencies whose format has no field for it, and some whose format has, say it only there.
 */
export function embargoInWords(edNote: string | undefined, text: string): string | undefined {
  for (const line of (edNote ?? '').split(/\n|(?<=[\p{L}\p{N}]{2}[.;]|\))\s/u).slice(0, noteLines)) {
    const found = embargoIn(line);
    if (found !== undefined) return found;
  }
  const top = text.split(/\n+/, textLines).filter((line) => line.length <= maxTextLine);
  return top.map(embargoIn).find((found) => found !== undefined && found !== '');
}

/** Whether a line says when a text may be used, and nothing else. */
export function isEmbargoLine(line: string): boolean {
  return line.length <= maxTextLine && embargoIn(line) !== undefined;
}

function embargoIn(line: string): string | undefined {
  const rest = embargoLine.exec(line.slice(0, 400))?.[1];
  if (rest === undefined || !limit.test(rest) || isLifted.test(rest)) return undefined;
  return rest.replace(timeWords, '').replace(/[\s*.)\]–—-]+$/u, '');
}
