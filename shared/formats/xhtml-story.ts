import type { Warning } from '../contract/reasons.ts';
import type { DraftBody, Inference } from './format.ts';
import { storyNodes } from './story-nodes.ts';
import { asMeant, headlineFromText, unwrapped, withDateline, withoutRepeats } from './story-text.ts';
import type { HtmlRule } from './xml-html.ts';
import { asHtmlBlocks, isVocabulary } from './story-vocabulary.ts';
import { toHtml, xhtmlRule } from './xml-html.ts';
import { attributeOf, childrenOf, findAt, isXmlElement, lineAt, lineOf } from './xml-tree.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** The fields an item has for itself: what the text need not repeat. */
export interface KnownFields {
  readonly headline?: string;
  readonly subheadline?: string;
  readonly byline?: string;
  readonly dateline?: string;
}

/** A story's text as a body, and what stands in the text and belongs to fields. */
export interface XhtmlStory {
  readonly body?: DraftBody;
  readonly headline?: string;
  readonly byline?: string;
  /** Notes in the text that are for editors. */
  readonly notes: readonly string[];
  readonly inferences: readonly Inference[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads the content of an item, XHTML or text, into a body: without the page's head, without what repeats the item's own fields (its headline, its
 * byline, lists of its keywords), without notes and contacts of the desk, which agencies mark by class.
 */
export async function readXhtmlStory(content: XmlElement, known: KnownFields): Promise<XhtmlStory> {
  const page = content.name.toLowerCase() === 'html' ? content : findAt(content, 'html');
  const holder = page === undefined ? content : (findAt(page, 'body') ?? page);
  const title = page === undefined ? undefined : lineAt(page, 'head/title');
  const found: Found = { heading: undefined, byline: undefined, hasFurniture: false };
  const whole = await storyNodes(holder.children);
  const blocks = isVocabulary(whole) ? asHtmlBlocks(whole, found) : whole;
  const nodes = withoutFurniture(unwrapped(blocks, wrappers), found);
  const headline = known.headline ?? found.heading ?? title;
  const byline = known.byline ?? found.byline;
  const inferred = headline === undefined ? headlineFromText(nodes) : undefined;
  const story = withoutRepeats(unwrapped(nodes, wrappers), { headline, subheadline: known.subheadline, byline });
  const html = toHtml(withDateline(asMeant(story.nodes), known.dateline), storyRule).trim();
  const warnings: readonly Warning[] = found.hasFurniture
    ? [{ code: 'FURNITURE_REMOVED', message: 'notes and marks of the desk were left out of the text', path: 'body' }]
    : [];
  const ownHeadline = known.headline === undefined ? (headline ?? inferred?.headline) : undefined;
  const ownByline = known.byline === undefined ? (found.byline ?? story.byline) : undefined;
  return {
    ...(html === '' ? {} : { body: { kind: 'html', value: html } }),
    ...(ownHeadline ? { headline: ownHeadline } : {}),
    ...(ownByline ? { byline: ownByline } : {}),
    notes: story.notes,
    inferences: [
      ...(inferred?.inferences ?? []),
      ...(story.byline ? [{ field: 'byline', method: 'the first line of the text', confidence: 0.8 }] : []),
    ],
    warnings: [...warnings, ...story.warnings],
  };
}

const wrappers = ['html', 'body', 'div', 'section', 'article', 'main'];

/** Marked by class: what the desk says to desks, and how to reach it. */
const deskClass =
  /(?:^|[\s_-])(?:notepad|np-[a-z]+|non-?public|closing-?line|contacts?|ed-?notes?|editorial-?notes?|editor-?notes?|desk-?notes?)(?:$|[\s_-])/i;
/** Marked by class: what repeats the item's own fields. */
const fieldClass =
  /(?:^|[\s_-])(?:slug-?line|keywords?|genre|rubric|publication-?date|pub-?date|headline|title)(?:$|[\s_-])/i;

interface Found {
  heading: string | undefined;
  byline: string | undefined;
  hasFurniture: boolean;
}

/** Blocks of a text without what is not text; a `header` gives its own. Looks as deep as pages wrap. */
function withoutFurniture(nodes: readonly XmlNode[], found: Found, depth = 0): readonly XmlNode[] {
  return nodes.flatMap((node): readonly XmlNode[] => {
    if (!isXmlElement(node)) return [node];
    const name = node.name.toLowerCase();
    const classes = `${attributeOf(node, 'class') ?? ''} ${attributeOf(node, 'role') ?? ''}`;
    if (name === 'header') return inHeader(node, found);
    if (deskClass.test(classes)) {
      found.hasFurniture = true;
      return [];
    }
    if (/^(?:dat|dateline-box|vignette)$/i.test(classes.trim())) return [];
    if (name === 'footer') {
      found.hasFurniture ||= lineOf(node) !== undefined;
      return [];
    }
    if (/(?:^|[\s_-])byline(?:$|[\s_-])/i.test(classes) && isShort(node)) {
      found.byline ??= lineOf(node);
      return [];
    }
    if (name === 'h1' && found.heading === undefined && depth < 3) {
      found.heading = lineOf(node);
      return [node];
    }
    if (!['div', 'section', 'article', 'main'].includes(name) || depth > 5) return [node];
    return [{ ...node, children: withoutFurniture(node.children, found, depth + 1) }];
  });
}

function inHeader(header: XmlElement, found: Found): readonly XmlNode[] {
  return header.children.flatMap((node): readonly XmlNode[] => {
    if (!isXmlElement(node)) return node.trim() === '' ? [] : [node];
    const classes = attributeOf(node, 'class') ?? '';
    if (node.name === 'h1') found.heading ??= lineOf(node);
    if (['h1', 'time', 'nav'].includes(node.name) || fieldClass.test(classes)) return [];
    if (/byline|author/i.test(classes) && isShort(node)) {
      found.byline ??= lineOf(node);
      return [];
    }
    return ['hgroup', 'div', 'header'].includes(node.name) ? inHeader(node, found) : [node];
  });
}

function isShort(element: XmlElement): boolean {
  return (lineOf(element)?.length ?? 0) < 200 && childrenOf(element).length < 8;
}

/** Names that other vocabularies have for what HTML calls otherwise. */
const counterparts: Readonly<Record<string, string>> = {
  para: 'p',
  bold: 'b',
  italic: 'i',
  italics: 'i',
  emphasis: 'em',
  paragraph: 'p',
  heading: 'h2',
  subheading: 'h2',
  subhead: 'h2',
  crosshead: 'h2',
  intertitle: 'h2',
};

function storyRule(element: XmlElement): HtmlRule {
  const counterpart = counterparts[element.name.toLowerCase()];
  return counterpart !== undefined && Object.hasOwn(counterparts, element.name.toLowerCase())
    ? { as: counterpart }
    : xhtmlRule(element);
}
