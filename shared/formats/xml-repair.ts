// oxlint-disable no-control-regex -- control characters are what is looked for here.
import type { Warning } from '../contract/reasons.ts';

/** Prefixes that feeds and exports use without declaring them, with the meaning they have everywhere. */
export const knownPrefixes: Readonly<Record<string, string>> = {
  atom: 'http://www.w3.org/2005/Atom',
  cc: 'http://web.resource.org/cc/',
  content: 'http://purl.org/rss/1.0/modules/content/',
  creativeCommons: 'http://backend.userland.com/creativeCommonsRssModule',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  excerpt: 'http://wordpress.org/export/1.2/excerpt/',
  feedburner: 'http://rssnamespace.org/feedburner/ext/1.0',
  georss: 'http://www.georss.org/georss',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  media: 'http://search.yahoo.com/mrss/',
  prism: 'http://prismstandard.org/namespaces/basic/2.0/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  thr: 'http://purl.org/syndication/thread/1.0',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  wp: 'http://wordpress.org/export/1.2/',
  xhtml: 'http://www.w3.org/1999/xhtml',
  xlink: 'http://www.w3.org/1999/xlink',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** Control characters but NUL, and noncharacters: forbidden by XML 1.0, and without a meaning to lose. A NUL says that the file is something else. */
const strayControls = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Mends what exports get wrong and what can be meant in one way only: ampersands not escaped, HTML's names of characters (`&nbsp;`), stray control
 * characters, space before the XML declaration, `]]>` left over by a CDATA section around text that had one. Comments, CDATA sections and
 * processing instructions stay as they are; so do unclosed, crossed and missing tags. Linear in its input.
 */
export async function repairXml(
  text: string,
): Promise<{ readonly text: string; readonly warnings: readonly Warning[] }> {
  const { decodeHTMLStrict } = await import('entities');
  const trimmed = text.replace(/^\s+(?=<)/, (space) => space.replace(/[^\n]/g, '')).replace(/^\n+(?=<\?xml\s)/, '');
  const clean = trimmed.replace(strayControls, '');
  const found = new Finds();
  if (clean !== trimmed) found.controls++;
  if (trimmed !== text) found.spaces++;
  const mayHoldStrayEnds = clean.includes('<![CDATA[');
  const special = /<!--|<!\[CDATA\[|<\?|&|\]\]>/g;
  const parts: string[] = [];
  let done = 0;
  for (let match = special.exec(clean); match; match = special.exec(clean)) {
    const end = endOfOpaque(clean, match[0], match.index);
    if (end !== undefined) {
      special.lastIndex = end;
      continue;
    }
    parts.push(clean.slice(done, match.index));
    done = match.index;
    if (match[0] === ']]>') {
      if (!mayHoldStrayEnds) continue;
      parts.push(']]&gt;');
      found.cdata++;
      done = special.lastIndex;
      continue;
    }
    const reference = /^&(?:#\d{1,10}|#[xX][\da-fA-F]{1,8}|[A-Za-z][A-Za-z\d]{0,31});/.exec(
      clean.slice(done, done + 40),
    )?.[0];
    parts.push(mendReference(reference, decodeHTMLStrict, found));
    done += reference?.length ?? 1;
    special.lastIndex = done;
  }
  parts.push(clean.slice(done));
  return { text: parts.join(''), warnings: found.warnings() };
}

/** Where a comment, CDATA section or instruction that opens at `start` ends; the text's end when it never does. */
function endOfOpaque(text: string, opening: string, start: number): number | undefined {
  const closing = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' }[opening];
  if (closing === undefined) return undefined;
  const end = text.indexOf(closing, start + opening.length);
  return end < 0 ? text.length : end + closing.length;
}

function mendReference(reference: string | undefined, decode: (text: string) => string, found: Finds): string {
  if (reference === undefined) {
    found.ampersands++;
    return '&amp;';
  }
  if (/^&(?:amp|lt|gt|quot|apos);$/.test(reference)) return reference;
  if (reference.startsWith('&#')) {
    const hex = /^&#[xX]([\da-fA-F]+)/.exec(reference)?.[1];
    const code = hex === undefined ? Number(reference.slice(2, -1)) : Number.parseInt(hex, 16);
    const isStray = code > 0 && code < 0x20 && ![9, 10, 13].includes(code);
    if (isStray) found.controls++;
    return isStray ? '' : reference.replace('&#X', '&#x');
  }
  const character = decode(reference);
  if (character === reference) {
    found.ampersands++;
    return `&amp;${reference.slice(1)}`;
  }
  found.names++;
  return character.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** How often each repair was made. */
class Finds {
  ampersands = 0;
  cdata = 0;
  controls = 0;
  names = 0;
  spaces = 0;

  warnings(): readonly Warning[] {
    const warnings: Warning[] = [];
    if (this.names > 0)
      warnings.push({ code: 'XML_HTML_ENTITY', message: `${this.names} HTML names of characters were read as such` });
    if (this.ampersands > 0)
      warnings.push({ code: 'XML_REPAIRED', message: `${this.ampersands} ampersands were not escaped` });
    if (this.cdata > 0)
      warnings.push({
        code: 'XML_REPAIRED',
        message: 'CDATA sections stand inside each other; the text between was kept',
      });
    if (this.spaces > 0)
      warnings.push({ code: 'XML_REPAIRED', message: 'white space before the XML declaration was skipped' });
    if (this.controls > 0)
      warnings.push({ code: 'CONTROL_REMOVED', message: 'control characters that XML forbids were removed' });
    return warnings;
  }
}
