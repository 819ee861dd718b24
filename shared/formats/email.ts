import type { Attachment } from 'postal-mime';
import type { Warning } from '../contract/reasons.ts';
import { depthOf } from '../normalize/html-tree.ts';
import { readArticleText } from './article-text.ts';
import { removeMailFurniture, withoutLine } from './email-furniture.ts';
import { ownMailText, removeQuotes } from './email-quotes.ts';
import { readSubject, splitMailHtml, splitMailText } from './email-text.ts';
import { withoutFurniture } from './feed-furniture.ts';
import type { DraftItem, DraftPicture, Format, ParseContext, ParsedDocument, Source } from './format.ts';
import { Unreadable } from './format.ts';
import { renderedText } from './rendered-text.ts';

/**
 * E-mail messages (RFC 5322, MIME), as a desk sends articles: in the message itself, or attached. An attached document is read as an upload of its own; the
 * message is then only its cover. Signatures, contacts and what stands under an end mark never reach the body, nor does any address of the headers.
 */
export const email: Format = {
  id: 'email',
  name: 'E-mail messages',
  detect(source: Source) {
    if (source.isBinary) return 0;
    const head = source.head.trimStart();
    const names = new Set([...head.matchAll(headerName)].map((match) => match[1]?.toLowerCase()));
    if (!/^(?:from |[a-z][a-z-]{1,40}:)/i.test(head)) return 0;
    const transport = ['received', 'message-id', 'mime-version', 'return-path', 'delivered-to', 'dkim-signature'];
    const isSent = transport.filter((name) => names.has(name)).length;
    const saysFrom = /^from:.*@/im.test(head);
    if (isSent >= 2 || (isSent >= 1 && saysFrom)) return 100;
    const isMail = source.extension === 'eml' || source.contentType === 'message/rfc822';
    return saysFrom && (names.has('subject') || names.has('date')) ? (isMail ? 100 : 80) : 0;
  },
  async parse(source: Source, context: ParseContext): Promise<ParsedDocument> {
    refuseShortLines(source.bytes);
    const { default: PostalMime } = await import('postal-mime');
    const message = await PostalMime.parse(withoutLeadingSpace(source.bytes), {
      forceRfc822Attachments: true,
      maxNestingDepth: 30,
      maxHeadersSize: 512 * 1024,
    }).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message.slice(0, 120).toLowerCase() : 'broken';
      throw new Unreadable('EMAIL_INVALID', `the message cannot be read: ${reason}`, undefined, { cause });
    });
    const attached = await readAttachments(message.attachments, context);
    const unread = unreadAttachments(message.attachments);
    const header = (name: string): string | undefined => message.headers.find(({ key }) => key === name)?.value;
    const own = await readMessage(
      {
        subject: message.subject,
        messageId: message.messageId,
        date: message.date,
        language: header('content-language'),
        keywords: header('keywords'),
        html: message.html,
        text: message.text,
        pictures: picturesOf(message.attachments),
      },
      context,
    );
    if (attached.length === 0) return { items: [own.item], warnings: unread };
    const isCover = own.characters < coverCharacters;
    const cover: Warning = {
      code: 'FIELD_IGNORED',
      message: 'the message was taken as the cover of what is attached, and left out',
    };
    return isCover
      ? { items: attached, warnings: [cover, ...unread] }
      : { items: [{ ...own.item, item: 'message' }, ...attached], warnings: unread };
  },
};

const headerName = /^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?/gm;

/** “Please find attached …” with a greeting stays under this. */
const coverCharacters = 700;

/** An attachment's lines have 76 characters, and a release a few hundred lines; the reader keeps some 2 KB for each line. */
const maxShortLines = 50_000;
const shortLineBytes = 40;

function refuseShortLines(bytes: Uint8Array): void {
  let [count, start] = [0, 0];
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    if (end - start < shortLineBytes && ++count > maxShortLines)
      throw new Unreadable('OUTPUT_TOO_LARGE', `the message has more than ${maxShortLines} short lines`);
    start = end + 1;
  }
}

/** Mailbox tools leave blanks and line ends before the headers. */
function withoutLeadingSpace(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte > 0x20 && byte < 0x7f);
  return start > 0 ? bytes.subarray(start) : bytes;
}

interface Message {
  readonly subject?: string;
  readonly messageId?: string;
  readonly date?: string;
  readonly language?: string;
  readonly keywords?: string;
  readonly html?: string;
  readonly text?: string;
  readonly pictures: readonly DraftPicture[];
}

async function readMessage(message: Message, context: ParseContext): Promise<{ item: DraftItem; characters: number }> {
  const { headline: subject, embargo: announced } = readSubject(message.subject);
  const html = message.html === undefined ? undefined : await ownMailHtml(message.html, subject);
  const own = ownMailText((message.text ?? (await renderedText(html?.html)) ?? '').replace(/\r\n?/g, '\n'));
  const plain = splitMailText(own.text);
  const startsWithSubject = subject !== undefined && plain.text.trimStart().startsWith(subject);
  const read = readArticleText(
    subject === undefined || startsWithSubject ? plain.text : `${subject}\n\n${plain.text}`,
    context.promoWords,
  );
  // Markup that says something is worth more than the plain copy of it.
  const isRich = html !== undefined && /<(?:a|img|table|ul|ol|h[1-6]|blockquote|figure)\b/i.test(html.html);
  const warnings: Warning[] = [...(read.warnings ?? [])];
  if (plain.isCut || own.isCut || html?.isCut) {
    warnings.push({
      code: 'FIELD_IGNORED',
      message:
        'a signature, contacts, notes under the end mark, another message or what is about the mail were left out',
      path: 'body',
    });
  }
  const keywords = message.keywords?.split(/\s*,\s*/).filter((keyword) => keyword !== '');
  const item: DraftItem = {
    ...read,
    item: '',
    nativeId: message.messageId?.replace(/^<|>$/g, ''),
    headline: subject ?? read.headline,
    inferences: (read.inferences ?? []).filter(({ field }) => field !== 'headline' || subject === undefined),
    versionCreated: message.date,
    language: message.language,
    ...(keywords && keywords.length > 0 ? { keywords } : {}),
    ...embargoOf(plain.embargo, announced),
    ...(html && (isRich || !read.body)
      ? { body: { kind: 'html', value: await withoutLine(html.html, read.byline) } }
      : {}),
    pictures: [...(read.pictures ?? []), ...message.pictures],
    warnings,
  };
  return { item, characters: plain.text.trim().length };
}

/** The text's own, unless only the subject says until when. */
function embargoOf(inText: string | undefined, inSubject: string | undefined): Pick<DraftItem, 'embargo'> {
  const said = inText || inSubject || (inText ?? inSubject);
  return said === undefined ? {} : { embargo: said };
}

/** The message's own HTML: without what it quotes, what is about the mail, its subject once more, its signature. */
async function ownMailHtml(
  whole: string,
  headline: string | undefined,
): Promise<{ readonly html: string; readonly isCut: boolean }> {
  const [{ serialize }, { parseHtml }] = await Promise.all([import('parse5'), import('../normalize/parse-html.ts')]);
  const root = parseHtml(whole);
  if (!root || depthOf(root, maxDepth) > maxDepth) return splitMailHtml(whole);
  const [hadQuotes, hadFurniture] = [removeQuotes(root), removeMailFurniture(root)];
  const html = hadQuotes || hadFurniture ? serialize(root as never) : whole;
  const own = splitMailHtml((await withoutFurniture(html, headline === undefined ? {} : { headline })).html);
  return { html: own.html, isCut: own.isCut || hadQuotes || hadFurniture };
}

/** Deeper HTML is refused by the cleaning. */
const maxDepth = 250;

const documents = /\.(?:docx?|docm|json|xml|nitf|newsml|html?|xhtml|md|markdown|txt|eml|zip|rss|atom|jsonld)$/i;

/** Attached documents by their names; of what cannot be read, the reason. */
async function readAttachments(
  attachments: readonly Attachment[],
  context: ParseContext,
): Promise<readonly DraftItem[]> {
  const items: DraftItem[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const isMessage = attachment.mimeType === 'message/rfc822';
    const name = (attachment.filename ?? `attachment ${index + 1}${isMessage ? '.eml' : ''}`)
      .replace(/[/\\\p{Cc}]/gu, '_')
      .slice(0, 200);
    if (!isMessage && (!documents.test(name) || attachment.disposition === 'inline')) continue;
    try {
      items.push(...(await context.readPart(bytesOf(attachment.content), name, attachment.mimeType)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      items.push({ item: name, rejections: [{ code: error.code, message: error.message, path: error.path ?? name }] });
    }
  }
  return items;
}

/** Files that are no documents and no pictures (PDF, spreadsheets) are named: nobody reads them. */
function unreadAttachments(attachments: readonly Attachment[]): readonly Warning[] {
  const names = attachments.flatMap(({ filename, mimeType, disposition }) => {
    const isRead = mimeType === 'message/rfc822' || documents.test(filename ?? '') || mimeType.startsWith('image/');
    return isRead || disposition !== 'attachment' ? [] : [filename ?? mimeType];
  });
  if (names.length === 0) return [];
  const list = names
    .join(', ')
    .replace(/\p{Cc}/gu, '_')
    .slice(0, 200);
  return [{ code: 'ENTRY_SKIPPED', message: `attached files of kinds that are not read were left out: ${list}` }];
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);
}

/** Described only: a picture inside a message has no address to give to partners. Logos and counting pixels have no names worth telling. */
function picturesOf(attachments: readonly Attachment[]): readonly DraftPicture[] {
  return attachments.flatMap(({ mimeType, filename, description, disposition }): DraftPicture[] =>
    mimeType.startsWith('image/') && disposition === 'attachment'
      ? [{ title: description ?? filename ?? undefined, contentType: mimeType }]
      : [],
  );
}
