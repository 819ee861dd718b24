import { describe, expect, it } from 'vitest';
import { collectBlocks } from '../../../shared/normalize/page-blocks.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';
import {
  bare,
  endsSentence,
  isAddress,
  isHeading,
  isProse,
  linkShare,
  tagSet,
  within,
} from '../../../shared/normalize/page-verdicts.ts';

const blockOf = (html: string) => collectBlocks(parsePage(html)!.body)[0]!;

describe('the tests on blocks', () => {
  it('find the elements around a block', () => {
    expect(within(blockOf('<table><tr><td><p>a</p></td></tr></table>'), tagSet('td th'))?.tag).toBe('td');
    expect(within(blockOf('<p>a</p>'), tagSet('td th'))).toBeUndefined();
    expect(isHeading(blockOf('<h2><span>a</span></h2>'))).toBe(true);
  });

  it('take a line for running text by its length or its end, and never a heading or a link', () => {
    expect(isProse(blockOf('<p>The ferry left the harbour late on Monday.</p>'))).toBe(true);
    expect(isProse(blockOf('<p>The ferry left</p>'))).toBe(false);
    expect(isProse(blockOf('<h2>The ferry left the harbour late on Monday.</h2>'))).toBe(false);
    expect(isProse(blockOf('<p><a href="/a">The ferry left the harbour late on Monday.</a></p>'))).toBe(false);
  });

  it('measure links, sentence ends and addresses', () => {
    expect(linkShare(blockOf('<p>ab<a href="/">cd</a></p>'))).toBe(0.5);
    expect(['It left.', 'It left.”', '終わり。', 'He asked:', 'It left'].map(endsSentence)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(['https://a.example/b', 'www.a.example', 'see www.a.example'].map(isAddress)).toEqual([true, true, false]);
  });

  it('compare texts by letters and digits', () => {
    expect(bare('“Ferries” – to SAIL, 9!')).toBe('ferries to sail 9');
  });
});
