import { describe, expect, test } from 'vitest';
import { hasGeneralEntity, prepareXml, withoutComments } from '../../../shared/formats/xml-prepare.ts';

describe('preparing XML', () => {
  test('takes CDATA sections out, keeping their line breaks', () => {
    expect(prepareXml('<a><![CDATA[x\ny]]><![CDATA[]]></a>')).toEqual({
      text: '<a><![CDATA[0\n]]><![CDATA[1]]></a>',
      sections: ['x\ny', ''],
    });
  });

  test('reads references to ordinary characters, and no others', () => {
    expect(prepareXml('<a>&#65;&#x41;&#38;&#60;&#10;&#0;&#xD800;&#x1F600;</a>').text).toBe(
      '<a>AA&#38;&#60;&#10;&#0;&#xD800;\u{1f600}</a>',
    );
  });

  test('leaves comments and instructions in place', () => {
    const text = '<?x <![CDATA[ ?><a><!-- <![CDATA[ --></a>';
    expect(prepareXml(text)).toEqual({ text, sections: [] });
  });

  test('takes what looks like a declaration in the text for text', () => {
    const text = '<a>&lt;x <!-- <!DOCTYPE b [<!ENTITY c "d">]> --></a>';
    expect(prepareXml(text).text).toBe(text);
  });

  test('tells entities from parameters of the DTD', () => {
    expect(hasGeneralEntity('<!ENTITY % a "b">')).toBe(false);
    expect(hasGeneralEntity('<!ENTITY\n a "b">')).toBe(true);
  });

  test('keeps a comment that never ends', () => {
    expect(withoutComments('a<!-- b -->c<!-- d')).toBe('ac<!-- d');
  });
});
