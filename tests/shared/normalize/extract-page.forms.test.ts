import { expect, test } from 'vitest';
import { extractPage } from '../../../shared/normalize/extract-page.ts';
import { story, title } from '../../support/page-themes.ts';

/** A story is read whole however it is cut into boxes and whatever these are named: a name alone never takes it away. */

const named = (tag: string, name: string, html: string): string => `<${tag} class="${name}">${html}</${tag}>`;
const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('');

const forms: Readonly<Record<string, (name: string) => string>> = {
  'one box': (name) => named('div', name, paragraphs(story)),
  'a box for each paragraph': (name) => story.map((text) => named('div', name, `<p>${text}</p>`)).join(''),
  'paragraphs of that name': (name) => story.map((text) => named('p', name, text)).join(''),
  'sections with headings': (name) =>
    story.map((text, n) => named('section', name, `<h2>Part ${n + 1}</h2><p>${text}</p>`)).join(''),
  'items of a list': (name) => named('ul', name, story.map((text) => `<li>${text}</li>`).join('')),
  'a picture above each paragraph': (name) =>
    story.map((text, n) => named('div', name, `<h2>Part ${n + 1}</h2><img src="/${n}.jpg"><p>${text}</p>`)).join(''),
  'boxes without paragraphs': (name) => named('div', name, story.map((text) => `<div>${text}</div>`).join('')),
  'spans in boxes': (name) => named('div', name, story.map((text) => `<div><span>${text}</span></div>`).join('')),
  'line breaks': (name) => named('div', name, story.join('<br><br>')),
  'two boxes around an advertisement': (name) =>
    `${named('div', name, paragraphs(story.slice(0, 2)))}<div>Advertisement</div>${named('div', name, paragraphs(story.slice(2)))}`,
  'an opening in a box of its own': (name) =>
    `<div class="x1"><p>${story[0]}</p></div>${named('div', name, paragraphs(story.slice(1)))}`,
  'a cell of a table': (name) => `<table><tr><td>${named('div', name, paragraphs(story))}</td></tr></table>`,
};
const names =
  'x2 content gallery slide list card promo item module widget feature panel accordion tab-content overlay box row teaser media has-sidebar sidebar-layout summary intro lead related news-item latest story-summary description footer-top main meta legal vote poll player login-required tags social copyright popular subscribe'.split(
    ' ',
  );
const comments = [
  'I was there on the night, and the one who had gone home was asleep in the front row, as everybody could see and hear.',
  'Hotels are for people who have no crane of their own, as my uncle in the pilot house used to say every Sunday.',
];

const excerpt =
  'Here is what is known of another story, long enough to be a sentence and more, so that it could be taken for this one.';
const imprint =
  'The Quay Post has its seat at one Pier Road, where it can be visited on every Monday but the last of the month, and by gulls.';

function pageOf(html: string): string {
  const others = ['Spring tide floods cellars along the street', 'Gulls have learned to open the bins']
    .map((text) => `<div><h3><a href="/x">${text}</a></h3><p>${excerpt}</p></div>`)
    .join('');
  return `<html><head><title>${title}</title></head><body><ul><li><a href="/">Home</a></li></ul><div class="a"><h1>${title}</h1>${html}</div>
<div class="b">${others}</div><div id="comments">${comments.map((text) => `<div class="c"><b>Ben</b><p>${text}</p></div>`).join('')}</div>
<div class="d"><p>${imprint}</p></div></body></html>`;
}

test.each(Object.entries(forms))('a story set as %s is read whole, whatever its names', (_, form) => {
  const broken = names.filter((name) => {
    const { bodyText } = extractPage(pageOf(form(name)), { url: 'https://quay.example/news/crane' });
    return story.some((text) => !bodyText.includes(text)) || comments.some((text) => bodyText.includes(text));
  });
  expect(broken).toEqual([]);
});
