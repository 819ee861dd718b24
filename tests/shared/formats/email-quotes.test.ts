import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { ownMailText, removeQuotes } from '../../../shared/formats/email-quotes.ts';
import { textOf } from '../../../shared/normalize/html-tree.ts';

const story = 'The board voted to rebuild the pier, which ends three years of argument about its cost.';
const headers = 'From: Tom Pike <tom@paper.example>\nSent: Monday\nTo: Ann Author\nSubject: Pier';

describe('the text of a message', () => {
  test.each([
    ['that was passed on', `Hi, see below.\n\n${headers}\n\n${story}`],
    ['that Gmail passed on', `---------- Forwarded message ---------\n${headers}\n\n${story}`],
    ['that Apple Mail passed on', `Begin forwarded message:\n\n${headers.replaceAll('\n', '\n\n')}\n\n${story}`],
    ['in German', `Anbei.\n\nVon: Tom\nGesendet: Montag\nAn: Ann\nBetreff: Pier\n\n${story}`],
    ['that answers', `${story}\n\nOn Mon, May 4, 2026 at 5 PM Desk <desk@paper.example> wrote:\n\n> Send it over`],
    ['with another under it', `${story}\n\n-----Original Message-----\n${headers}\n\nSend it.`],
  ])('%s is its story alone', (_, whole) => {
    expect(ownMailText(whole)).toEqual({ text: story, isCut: true });
  });

  test.each([
    `From: here to there\n\n${story}`,
    `${story}\n\nOn Monday the chair wrote a letter.`,
    `${story}\n\n> A quotation\n\nMore of it.`,
  ])('stays whole where nothing was passed on: %j', (whole) => {
    expect(ownMailText(whole)).toEqual({ text: whole, isCut: false });
  });
});

describe('the HTML of a message', () => {
  const own = (html: string): { text: string; isCut: boolean } => {
    const root = parseFragment(html);
    const isCut = removeQuotes(root);
    return { text: textOf(root).trim(), isCut };
  };

  test.each([
    [
      'that Outlook passed on',
      `<div><p>Hi, see below.</p><div><p><b>From:</b> Tom &lt;tom@paper.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> Pier</p></div><p>${story}</p></div>`,
    ],
    [
      'that answers',
      `<p>${story}</p><div class="gmail_quote"><div>On Mon wrote:</div><blockquote>Send it</blockquote></div>`,
    ],
    ['of Apple Mail that answers', `<p>${story}</p><blockquote type="cite"><p>Send it</p></blockquote>`],
  ])('%s is its story alone', (_, html) => {
    expect(own(html)).toEqual({ text: story, isCut: true });
  });

  test('stays whole where nothing was passed on', () => {
    expect(own(`<p>${story}</p><blockquote>A quotation</blockquote>`)).toEqual({
      text: `${story}A quotation`,
      isCut: false,
    });
  });
});
