export interface MailText {
  readonly text: string;
  /** What stands behind “embargo” at the top, as it stands; empty text without a date. */
  readonly embargo?: string;
  /** A signature, contacts or notes were cut off. */
  readonly isCut: boolean;
}

/** What closes the text of a release: what follows is for desks. */
const endMark = /^\s*(?:[-–—*\s]*(?:ends?|ende|fin|fim|slut)[-–—*\s.]*|(?:#\s*){3,}|-\s*30\s*-)\s*$/i;
const contactLine =
  /^\s*(?:\*\*)?(?:media |press |editorial |further )?(?:contacts?|enquiries|inquiries|ansprechpartner(?:in)?|pressekontakt|kontakt|rückfragen(?: an)?|contacto|contatti|contact presse)\s*(?:\*\*)?[:：]/i;
const notesLine =
  /^\s*(?:notes? (?:to|for) editors?|hinweise? (?:an|für) die redaktion(?:en)?|not for publication|nicht zur veröffentlichung)\s*[:：]?\s*$/i;
const openingLine =
  /^\s*(?:for immediate release|zur sofortigen veröffentlichung|pressemitteilung|press release|communiqué de presse)\s*$/i;
const embargoLine =
  /^[\s*[(]*(?:strictly )?(?:under )?(?:embargo(?:ed)?|sperrfrist|sous embargo|embargado)\b[\s:–-]*(?:(?:until|till|for|bis|jusqu['’]au|hasta)\b[\s:]*)?(.*?)[\s*\])]*$/i;

/** How people close a message, alone on its line. */
const closingLine =
  /^\s*(?:(?:kind|best|warm(?:est)?|with (?:kind|best)) (?:regards|wishes)|regards|best|many thanks|thanks(?: and regards)?|cheers|yours (?:sincerely|faithfully|truly)|sincerely|(?:mit )?(?:freundliche[nr]?|herzliche[nr]?|beste[nr]?|viele[nr]?|schöne[nr]?|liebe[nr]?) grü(?:ße|ßen|sse|ssen|ß)|mfg|hochachtungsvoll|(?:bien )?cordialement|bien à vous|(?:un )?cordial saludo|saludos(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|saluti|(?:met )?vriendelijke groet(?:en)?|(?:com os melhores|melhores) cumprimentos|atenciosamente|(?:med )?vänliga hälsningar|(?:med )?vennlig hilsen|(?:med )?venlig hilsen|pozdrawiam|с уважением)\s*[,.!]?\s*$/iu;
/** What a telephone or a program writes under a message. */
const deviceLine =
  /^\s*(?:sent from my |sent from (?:outlook|mail|yahoo|proton)|get outlook for |von meinem \S+ gesendet|gesendet (?:von|mit) |envoyé de(?:puis)? mon |enviado desde mi |inviato da(?:l mio)? |verzonden vanaf mijn |skickat från min |enviado do meu )[^\n]{0,60}$/iu;
/** A closing has a name and an office under it, no paragraphs. */
const signatureCharacters = 600;

/** Marks and labels stand on short lines; longer ones are text. */
const maxMarkLine = 300;

/** Whether a line closes a release: what stands under it is for desks. */
export function endsRelease(line: string): boolean {
  return line.length <= maxMarkLine && (endMark.test(line) || notesLine.test(line));
}

/** Embargoes stand at the top, or nobody sees them. */
const embargoLines = 8;

/** The text of a release without signature, contacts and notes, and the embargo it opens with. */
export function splitMailText(whole: string): MailText {
  const lines = whole.replace(/\r\n?/g, '\n').split('\n');
  const kept: string[] = [];
  let embargo: string | undefined;
  let isCut = false;
  let isInContacts = false;
  for (const [index, line] of lines.entries()) {
    if (line.length > maxMarkLine) {
      if (!isInContacts) kept.push(line);
      continue;
    }
    const isSignature = /^-- ?$/.test(line);
    const isClosing =
      index > 0 &&
      closingLine.test(line) &&
      lines
        .slice(index + 1)
        .join('\n')
        .trim().length <= signatureCharacters;
    if (isSignature || isClosing || deviceLine.test(line) || endMark.test(line) || notesLine.test(line)) {
      isCut ||= !isSignature || lines.slice(index + 1).some((rest) => rest.trim() !== '');
      break;
    }
    if (openingLine.test(line) && kept.every((before) => before.trim() === '')) continue;
    const embargoed = index < embargoLines ? embargoLine.exec(line) : null;
    if (embargoed && embargo === undefined) {
      embargo = embargoed[1] ?? '';
      continue;
    }
    if (contactLine.test(line)) isInContacts = true;
    else if (isInContacts && line.trim() === '') isInContacts = false;
    if (isInContacts) isCut = true;
    else kept.push(line);
  }
  return { text: kept.join('\n').trim(), ...(embargo === undefined ? {} : { embargo }), isCut };
}

/** A subject without the marks of having been passed on, and the embargo or the kind of message it opens with. */
export function readSubject(subject: string | undefined): { readonly headline?: string; readonly embargo?: string } {
  let rest = (subject ?? '').replace(/\s+/g, ' ').trim();
  let embargo: string | undefined;
  for (let rounds = 0; rounds < 6; rounds++) {
    const bare = rest
      .replace(/^(?:re|fwd?|aw|wg|tr|rv|enc|vs|sv)\s?:\s*/i, '')
      .replace(/^\[(?:ext(?:ern(?:al|e)?)?|spam|suspected spam)\]:?\s*/i, '')
      .replace(
        /^(?:(?:press|media|news) release|for immediate release|pressemitteilung|presseinformation|medienmitteilung|communiqué de presse|comunicado de prensa|nota de prensa|comunicato stampa|persbericht|pressmeddelande)\s?(?:[:|–—]|-\s)\s*/i,
        '',
      );
    const held = subjectEmbargo.exec(bare);
    const when = held?.[1]?.trim() ?? '';
    // “Embargo on grain: …” is what the article is about.
    const isHeld =
      held !== null && (when === '' || /\d|monday|tuesday|wednesday|thursday|friday|noon|midnight/i.test(when));
    if (isHeld) embargo ??= when;
    const next = isHeld ? (held[2] ?? '') : bare;
    if (next === rest) break;
    rest = next;
  }
  return { ...(rest === '' ? {} : { headline: rest }), ...(embargo === undefined ? {} : { embargo }) };
}

const subjectEmbargo =
  /^[[(*\s]*(?:(?:strictly )?(?:under )?(?:[Ee]mbargoed|EMBARGOED|EMBARGO|UNDER EMBARGO|SPERRFRIST|Sperrfrist|SOUS EMBARGO|Sous embargo|EMBARGADO))(?: (?:until|till|for|to|bis|jusqu['’]au|hasta))?([^:|–—\])]{0,60})(?:[:|–—\])*]|\s-\s)+\s*(.{3,})$/;

/** Tags and gaps are bounded: a mark is short, and unbounded ones take quadratic time on text made for it. */
const htmlCuts = [
  /<(?:div|span|table)\s[^<>]{0,200}?\b(?:class|id)\s?=\s?["'][^"'<>]{0,100}signature/i,
  /<(?:br|p|div)\b[^<>]{0,200}>\s{0,20}--(?:\s|&nbsp;){0,20}(?=<)/i,
  /<(?:p|div|td)\b[^<>]{0,200}>(?:\s|&nbsp;|<(?:b|strong|span|em)\b[^<>]{0,200}>){0,10}(?:(?:#\s?){3,5}|[-–—*\s]{0,10}ends?[-–—*\s.]{0,10}|notes? (?:to|for) editors?\s?:?|(?:media |press )?contacts?\s?:|pressekontakt\s?:?|ansprechpartner(?:in)?\s?:)(?=\s|<|&)/i,
];

/** The HTML of a message up to its signature, end mark or contacts; what that leaves open, the sanitizer closes. */
export function splitMailHtml(whole: string): { readonly html: string; readonly isCut: boolean } {
  const starts = htmlCuts.map((cut) => cut.exec(whole)?.index ?? whole.length);
  const end = Math.min(...starts);
  const paragraphs = whole.slice(0, end);
  const html = paragraphs.replace(
    /<(p|div)\b[^<>]{0,200}>(?:\s|&nbsp;|<(?:b|strong|span|em)\b[^<>]{0,200}>){0,10}(?:strictly |under ){0,2}(?:embargo(?:ed)?|sperrfrist)\b[^<]{0,120}(?:<\/(?:b|strong|span|em)>\s?){0,5}<\/\1>/i,
    '',
  );
  return { html, isCut: end < whole.length };
}
