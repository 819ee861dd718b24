import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../shared/formats/decode.ts';

const german = 'Der Bürgermeister sagte: „Die Brücke wird geöffnet“ – für 4 €.';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a declared encoding', () => {
  test.each([
    ['windows-1252', 'Café “quoted” – 4 €', 'windows-1252'],
    ['iso-8859-1', 'Café “quoted” – 4 €', 'windows-1252'],
    ['windows-1251', 'Новости дня сегодня', 'windows-1251'],
    ['koi8-r', 'Новости дня сегодня', 'koi8-r'],
    ['shift_jis', '表示 ニュース テスト', 'shift_jis'],
    ['euc-jp', '表示 ニュース テスト', 'euc-jp'],
    ['gb2312', '新闻 正文 消息', 'gb18030'],
    ['gb18030', '新闻 正文 㐂', 'gb18030'],
    ['big5', '新聞 正文 許功蓋', 'big5-hkscs'],
    ['euc-kr', '뉴스 본문 소식', 'euc-kr'],
    ['tis-620', 'ข่าววันนี้', 'windows-874'],
    ['windows-1256', 'أخبار اليوم', 'windows-1256'],
  ])('%s is obeyed, as browsers mean it', async (label, text, encoding) => {
    const html = `<meta charset=${label}><p>${text}</p>`;
    const decoded = await decodeBytes(iconv.encode(html, encoding === 'windows-1252' ? 'windows-1252' : encoding));
    expect(decoded).toMatchObject({ text: html, encoding, isBinary: false, warnings: [] });
  });

  test('in the XML declaration counts as well, and in the media type where the file has none', async () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><p>é</p>`;
    expect((await decodeBytes(iconv.encode(xml, 'windows-1252'))).text).toBe(xml);
    expect((await decodeBytes(iconv.encode('Новости дня', 'koi8-r'), 'text/plain; charset=koi8-r')).text).toBe(
      'Новости дня',
    );
  });

  test.each([
    ['UTF-7', Buffer.from('<?xml version="1.0" encoding="UTF-7"?><p>+ADw-</p>')],
    ['EBCDIC', Buffer.from('4c6fa7949340a58599', 'hex')],
  ])('of XML in %s is refused: markup hides in it', async (_, bytes) => {
    await expect(decodeBytes(bytes)).rejects.toMatchObject({ code: 'ENCODING_UNSUPPORTED' });
  });

  test('that the bytes contradict is told, and the bytes are believed', async () => {
    const decoded = await decodeBytes(bytesOf(`<meta charset=windows-1251><p>${german}</p>`));
    expect(decoded).toMatchObject({ encoding: 'utf-8', warnings: [{ code: 'ENCODING_MISMATCH' }] });
    expect(decoded.text).toContain(german);
  });

  test('that names none is ignored, and told', async () => {
    expect(await decodeBytes(bytesOf('<meta charset=klingon><p>x</p>'))).toMatchObject({
      encoding: 'utf-8',
      warnings: [{ code: 'ENCODING_GUESSED' }],
    });
  });

  test('of ISO-2022-JP is decoded, not taken for ASCII', async () => {
    const bytes = Uint8Array.from([
      ...bytesOf('<meta charset=iso-2022-jp>'),
      0x1b,
      0x24,
      0x42,
      0x46,
      0x7c,
      0x4b,
      0x5c,
      0x1b,
      0x28,
      0x42,
    ]);
    expect((await decodeBytes(bytes)).text).toContain('日本');
  });
});

describe('an undeclared encoding', () => {
  test.each([
    ['windows-1252', `${german} ${german}`],
    ['shift_jis', '港は九日間のストライキの後に再開した。四十隻の船が沖で待っていた。'],
    ['gb18030', '港口在九天的罢工之后重新开放，四十艘船在海上等待进港卸货。'],
    ['euc-kr', '항구가 아흐레 만에 다시 열렸다. 마흔 척의 배가 바다에서 기다렸다.'],
    ['windows-1251', 'Порт снова открылся после девяти дней забастовки. Сорок судов ждали в море.'],
  ])('%s is detected, and told', async (encoding, text) => {
    expect(await decodeBytes(iconv.encode(text, encoding))).toMatchObject({
      text,
      encoding,
      warnings: [{ code: 'ENCODING_GUESSED' }],
    });
  });

  test('UTF-16 is told by its zeros', async () => {
    expect(await decodeBytes(Buffer.from('Headline\n\nText', 'utf16le'))).toMatchObject({
      text: 'Headline\n\nText',
      encoding: 'utf-16le',
    });
  });
});

test('byte order marks decide, and leave', async () => {
  expect((await decodeBytes(bytesOf('\ufeff\ufeffText'))).text).toBe('Text');
  expect((await decodeBytes(Buffer.from('\ufeffText é', 'utf16le'))).text).toBe('Text é');
  expect((await decodeBytes(Buffer.from('\ufeffText é', 'utf16le').swap16())).text).toBe('Text é');
});

test('UTF-8 with bytes of windows-1252 pasted into it is repaired', async () => {
  const bytes = Uint8Array.from([...bytesOf('Die Brücke wird für alle geöffnet: '), 0x93, ...bytesOf('gut'), 0x94]);
  expect(await decodeBytes(bytes)).toMatchObject({
    text: 'Die Brücke wird für alle geöffnet: “gut”',
    warnings: [{ code: 'ENCODING_MISMATCH' }],
  });
});

test.each([
  ['cut inside a character', [...bytesOf('<meta charset=utf-8><p>日'), 0xe6, 0x9c], 'ENCODING_INVALID'],
  ['overlong', [...bytesOf('<meta charset=utf-8>'), 0xc0, 0xbc], 'ENCODING_INVALID'],
  ['CESU-8', [...bytesOf('<meta charset=utf-8>'), 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], 'ENCODING_INVALID'],
  ['JSON that is not UTF-8', [...bytesOf('{"a":"'), 0xe9, ...bytesOf('"}')], 'ENCODING_INVALID'],
  ['UTF-16 cut in half', [0xff, 0xfe, 0x41, 0, 0x42], 'ENCODING_INVALID'],
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x41, 0, 0, 0], 'ENCODING_UNSUPPORTED'],
])('text that is %s is refused', async (_, bytes, code) => {
  await expect(decodeBytes(Uint8Array.from(bytes))).rejects.toMatchObject({ code });
});

test('binaries are told from texts with a few control characters', async () => {
  expect((await decodeBytes(Uint8Array.from([0x50, 0x4b, 3, 4, 20]))).isBinary).toBe(true);
  expect((await decodeBytes(bytesOf(`\u0001wire\u0002text\u0003 ${'word '.repeat(200)}`))).isBinary).toBe(false);
});

test('line ends are one', async () => {
  expect((await decodeBytes(bytesOf('a\r\nb\rc\n'))).text).toBe('a\nb\nc\n');
});

test('line ends become line feeds, in texts of any length', async () => {
  for (const before of [0, 1]) {
    const text = `${'a'.repeat(before)}${'\r\n'.repeat(100_000)}b\r\rc\n\rd`;
    const { text: decoded } = await decodeBytes(new TextEncoder().encode(text));
    expect(decoded).toBe(`${'a'.repeat(before)}${'\n'.repeat(100_000)}b\n\nc\n\nd`);
  }
});
