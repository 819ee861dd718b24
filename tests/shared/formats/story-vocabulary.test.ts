import { expect, test } from 'vitest';
import { readXhtmlStory } from '../../../shared/formats/xhtml-story.ts';
import { readXml } from '../../../shared/formats/xml.ts';

test('a text in the Nordic agencies’ own elements has HTML’s blocks, its byline in a field and its picture as a figure', async () => {
  const { root } = await readXml(
    `<x><BODY><TEXT><RUBRIK>Ny bro</RUBRIK><DAT><ORT>Lund</ORT></DAT><INGRESS><P>Bron öppnar.</P></INGRESS><BRODTEXT><CITAT>Äntligen, säger hon.</CITAT>
     <MELLIS>Kostnad</MELLIS><P>Fyra miljoner.</P></BRODTEXT><BYLINE EPOST="a@x.example">Per Olsson</BYLINE>
     <BILD><BILDFIL>https://x.example/1.jpg</BILDFIL><BILDTEXT><P>Bron.</P></BILDTEXT><BILDSKAPARE>Eva Ek</BILDSKAPARE></BILD></TEXT>
     <TEXT><RUBRIK>Fakta</RUBRIK><BRODTEXT><UL><LI>120 meter</LI></UL></BRODTEXT></TEXT></BODY></x>`,
  );
  const story = await readXhtmlStory(root, { headline: 'Ny bro' });
  expect(story.byline).toBe('Per Olsson');
  expect(story.body?.value.replace(/>\s+</g, '><')).toBe(
    '<p>Bron öppnar.</p><p>– Äntligen, säger hon.</p><h2>Kostnad</h2><p>Fyra miljoner.</p>' +
      '<figure><img src="https://x.example/1.jpg"><figcaption>Bron. <span class="credit">Eva Ek</span></figcaption></figure>' +
      '<h2>Fakta</h2><ul><li>120 meter</li></ul>',
  );
});

test('HTML stays HTML', async () => {
  const { root } = await readXml('<x><p>One.</p><P>Two.</P></x>');
  expect((await readXhtmlStory(root, { headline: 'A' })).body?.value).toBe('<p>One.</p><p>Two.</p>');
});
