import { describe, expect, it } from 'vitest';
import { collectPictures } from '../../../shared/normalize/page-pictures.ts';
import { parsePage } from '../../../shared/normalize/page-tree.ts';
import type { RemovedKind } from '../../../shared/normalize/page-words.ts';

function picturesOf(html: string, url?: string, marked: Readonly<Record<string, RemovedKind>> = {}) {
  const page = parsePage(html)!;
  const marks = new Map(
    page.elements.flatMap((element) => (marked[element.tag] ? [[element, marked[element.tag]!] as const] : [])),
  );
  return collectPictures(page.body, marks, url);
}

describe('collectPictures', () => {
  it('reads caption and credit from the figure', () => {
    const html =
      '<figure><img src="https://a.example/a.jpg" alt=" A  pier "><figcaption>The pier <i class="photo-credit">Ann Quay</i></figcaption></figure>';
    expect(picturesOf(html)).toMatchObject([
      { src: 'https://a.example/a.jpg', alt: 'A pier', caption: 'The pier', credit: 'Ann Quay' },
    ]);
  });

  it('gives no picture the caption of another', () => {
    const html = '<div><img src="/a.jpg"><img src="/b.jpg"><p class="caption">Only one of them</p></div>';
    expect(picturesOf(html).map(({ caption }) => caption)).toEqual([undefined, undefined]);
  });

  it('finds the address of a picture loaded late, and the largest of a set', () => {
    expect(picturesOf('<img src="data:image/gif;base64,AA" data-src="/late.jpg">')[0]!.src).toBe('/late.jpg');
    expect(picturesOf('<img srcset="/s.jpg 100w, /l.jpg 900w, /m.jpg 400w">')[0]!.src).toBe('/l.jpg');
  });

  it('makes addresses absolute where the page’s is known, and takes none but http', () => {
    expect(picturesOf('<img src="/a.jpg">', 'https://a.example/b/c')[0]!.src).toBe('https://a.example/a.jpg');
    expect(
      picturesOf('<img src="javascript:alert(1)"><img src="ftp://a.example/a.jpg">', 'https://a.example/'),
    ).toEqual([]);
  });

  it('leaves out icons, counters, portraits and those of marked furniture, and takes each once', () => {
    const html =
      '<img src="/i.png" width="16"><img class="avatar" src="/p.jpg"><img src="/pixel.gif"><aside><img src="/r.jpg"></aside><img src="/a.jpg"><img src="/a.jpg">';
    expect(picturesOf(html, undefined, { aside: 'related' }).map(({ src }) => src)).toEqual(['/a.jpg']);
  });

  it('takes those of marked captions: galleries', () => {
    expect(picturesOf('<aside><img src="/g.jpg"></aside>', undefined, { aside: 'caption' })).toHaveLength(1);
  });
});
