/** IPTC's vocabularies of what news is about: Subject Codes, and Media Topics, which took their place. */
export const subjectCodes = 'http://cv.iptc.org/newscodes/subjectcode/';
export const mediatopics = 'http://cv.iptc.org/newscodes/mediatopic/';

/**
 * The address of an IPTC code as agencies write it (`15000000`, `medtop:20000337`, `subj:01000000`, `IPTC:11000000`, `TT:11000000:POL`); undefined for any other code. `scheme`:
 * how the vocabulary is called beside it, where it is. Codes that begin with 2 are Media Topics whatever they are said to be.
 */
export function newsCodeUri(code: string, scheme = ''): string | undefined {
  const [, prefix = '', digits] =
    /^(?:(medtop|mediatopics?|subj|subjectcode|iptc|iptccode|tt):)?(\d{8})(?::[A-Z]{3})?$/i.exec(code.trim()) ?? [];
  if (digits === undefined) return undefined;
  const isTopic = digits.startsWith('2') || /medtop|media-?topic/i.test(`${prefix} ${scheme}`);
  return `${isTopic ? mediatopics : subjectCodes}${digits}`;
}
