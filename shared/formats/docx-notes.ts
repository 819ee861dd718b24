import { readPart } from './docx-parts.ts';

/** A document has some hundred; more are not listed. */
const maxNotes = 1_000;

/** The footnotes or endnotes of a document (`word/footnotes.xml`) by their ids, as text; lines that part them from the text are none. Deleted and hidden text is left out. */
export async function readNotes(xml: string, part: string): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  let id: string | undefined;
  let text = '';
  let [isText, skip, isHidden] = [false, 0, false];
  await readPart(xml, part, {
    open({ name, attributes }) {
      if (skip > 0 || name === 'del' || name === 'moveFrom') skip++;
      else if (name === 'footnote' || name === 'endnote') {
        [id, text] = [attributes.type === undefined && notes.size < maxNotes ? attributes.id : undefined, ''];
      } else if (name === 'r') isHidden = false;
      else if (name === 'vanish') isHidden = !/^(?:0|false|off)$/i.test(attributes.val ?? '');
      else if (name === 't') isText = true;
      else if (name === 'p' && text !== '') text += ' ';
    },
    close(name) {
      if (skip > 0) {
        skip--;
        return;
      }
      if (name === 't') isText = false;
      if ((name !== 'footnote' && name !== 'endnote') || id === undefined) return;
      const line = text.replace(/\s+/g, ' ').trim();
      if (line !== '') notes.set(id, line);
      id = undefined;
    },
    text(found) {
      if (isText && skip === 0 && !isHidden) text += found;
    },
  });
  return notes;
}
