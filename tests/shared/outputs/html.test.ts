import { describe, expect, test } from 'vitest';
import { html } from '../../../shared/outputs/html.ts';
import { outgoingExample } from '../../support/outgoing.ts';

describe('an HTML page', () => {
  test('shows headline, byline and credit, and says the rest to machines', async () => {
    const outgoing = await outgoingExample();
    const page = String(html.render(outgoing));
    expect(page).toContain('<h1>Ferry adds a night crossing</h1>');
    expect(page).toContain('<p>Mara Quay, Ida von Bergen</p>');
    expect(page).toContain(`<div class="byline-attribution">${outgoing.attribution?.html}</div>`);
    expect(page).toContain('<p>An earlier version gave a wrong hour.</p>');
    expect(page).toContain('<meta name="dcterms.rightsHolder" content="Coast Wire plc">');
    expect(page).toContain('<link rel="license" href="https://coast-wire.example/terms">');
    expect(page).toContain('"creditText":"By Mara Quay');
  });

  test('sends search engines to the original, or away, as the partner was told', async () => {
    const outgoing = await outgoingExample();
    const canonical = '<link rel="canonical" href="https://harbour-gazette.example/2026/night-ferry">';
    expect(html.render(outgoing)).toContain(canonical);
    expect(html.render({ ...outgoing, indexing: 'canonical' })).toContain(canonical);
    const away = String(html.render({ ...outgoing, indexing: 'noindex' }));
    expect(away).toContain('<meta name="robots" content="noindex">');
    expect(away).not.toContain('rel="canonical"');
  });

  test('lets no text out of its place', async () => {
    const page = String(
      html.render(await outgoingExample({ headline: '</title><script>alert(1)</script>', source: '</script><b>' })),
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
  });

  test('is written from right to left in languages that are', async () => {
    expect(html.render(await outgoingExample({ language: 'ar' }))).toContain('<html lang="ar" dir="rtl">');
  });

  test('of a retraction says so, is not listed, and has none of its text', async () => {
    const page = String(html.render(await outgoingExample({}, 'retraction')));
    expect(page).toContain('This article has been retracted.');
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toContain('harbour office');
  });
});
