/** A wire story of usual length: 550 words in 12 paragraphs, told apart by its number. */
export function articleJson(number: number): string {
  const paragraph =
    'The harbour authority said on Tuesday that the night ferry would run again from the first of the month, after repairs to the eastern pier took longer than planned and cost a third more than the council had set aside for them in spring. ';
  const body = Array.from({ length: 12 }, (_, part) => `<p>${part + 1}. ${paragraph}</p>`).join('');
  return JSON.stringify({
    uri: `urn:bench:story:${number}`,
    type: 'text',
    language: 'en',
    versioncreated: '2026-11-24T12:00:00Z',
    firstcreated: '2026-11-24T11:00:00Z',
    pubstatus: 'usable',
    urgency: 4,
    headline: `Night ferry returns, story ${number}`,
    slugline: `ferry-${number}`,
    byline: 'By Ann Author',
    located: 'Harbour Town',
    body_html: body,
    subject: [{ name: 'transport', scheme: 'medtop', code: 'medtop:20000337' }],
    copyrightholder: 'Bench News',
    copyrightnotice: '© 2026 Bench News',
    usageterms: 'Partners may publish this article with its credit line.',
  });
}
