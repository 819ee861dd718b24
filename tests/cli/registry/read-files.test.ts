import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRegistryFiles } from '../../../cli/registry/read-files.ts';
import { temporaryDir } from '../../support/assembly.ts';

const publishers = 'publishers:\n  - {id: gazette, name: Gazette}\n';
const partners = (url: string): string => `partners:\n  - id: post\n    name: Post\n    url: ${url}\n`;

function dirOf(files: Readonly<Record<string, string>>): string {
  const dir = temporaryDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

describe('registry files', () => {
  test('are read from a folder, or one by one', () => {
    const dir = dirOf({ 'publishers.yaml': publishers, 'partners.yaml': partners('https://post.example/') });
    expect(readRegistryFiles([dir], 'public')).toMatchObject({
      publishers: [{ id: 'gazette' }],
      partners: [{ id: 'post' }],
    });
    const alone = readRegistryFiles([join(dir, 'partners.yaml')], 'public');
    expect(alone).toMatchObject({ partners: [{ id: 'post' }] });
    expect(alone).not.toHaveProperty('publishers');
  });

  test('may be several of a kind, whatever their names, but no two name the same', () => {
    const dir = dirOf({
      'a.yaml': partners('https://post.example/'),
      'b.yaml':
        '# more\npartners:\n  - {id: b, name: B, url: "https://b.example/"}\n  - {id: post, name: P, url: "https://p.example/"}\n',
    });
    const both = (): unknown => readRegistryFiles([join(dir, 'a.yaml'), join(dir, 'b.yaml')], 'public');
    expect(both).toThrow(`${join(dir, 'b.yaml')}:4:6  partners[1].id  "post" stands in another file, too`);
  });

  test('say all that is wrong in all of them, the addresses too', () => {
    const dir = dirOf({ 'publishers.yaml': 'publishers: x\n', 'partners.yaml': partners('https://10.0.0.1/') });
    expect(() => readRegistryFiles([dir], 'public')).toThrow(
      [
        `${join(dir, 'publishers.yaml')}:1:1  publishers  should be a list, not "x"`,
        `${join(dir, 'partners.yaml')}:4:5  partners[0].url  10.0.0.1 is not a public address`,
      ].join('\n'),
    );
  });

  test('may name addresses on loopback where the stack is on a laptop', () => {
    const dir = dirOf({ 'partners.yaml': partners('http://127.0.0.1:4000/hook') });
    expect(readRegistryFiles([dir], 'local')).toMatchObject({ partners: [{ url: 'http://127.0.0.1:4000/hook' }] });
  });

  test('that are none are refused in a sentence', () => {
    const dir = dirOf({ 'x.yaml': 'hello: world\n' });
    expect(() => readRegistryFiles([join(dir, 'x.yaml')], 'public')).toThrow('is no registry file');
    expect(() => readRegistryFiles([dir], 'public')).toThrow('holds neither publishers.yaml nor partners.yaml');
    expect(() => readRegistryFiles([join(dir, 'y.yaml')], 'public')).toThrow('cannot be read (ENOENT)');
  });
});
