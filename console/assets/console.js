/**
 * The console's one script. Pages work without it; it keeps them current, helps a drop on the upload form, and ticks all boxes at once.
 * Markup comes from the console itself alone, and becomes nodes through this one policy.
 */
const policy = globalThis.trustedTypes?.createPolicy('console', { createHTML: (text) => text }) ?? {
  createHTML: (text) => text,
};

/* Live: the main part of this page, whenever it changes. */

const live = document.getElementById('live');
const main = document.getElementById('main');
const trouble = document.getElementById('trouble');
let events;

function showLive(state, word) {
  live.dataset.state = state;
  const text = live.querySelector('.live-word');
  if (text.textContent !== word) text.textContent = word;
}

function showTrouble(text) {
  trouble.textContent = text;
  trouble.hidden = text === '';
  main.classList.toggle('stale', text !== '');
}

function watch() {
  if (events || document.hidden || 'still' in main.dataset) return;
  events = new EventSource(`/live?page=${encodeURIComponent(location.pathname + location.search)}`);
  events.addEventListener('page', (event) => {
    showLive('on', 'live');
    showTrouble('');
    replaceMain(JSON.parse(event.data));
  });
  events.addEventListener('same', () => showLive('on', 'live'));
  events.addEventListener('trouble', (event) => {
    showLive('off', 'stopped');
    showTrouble(JSON.parse(event.data));
  });
  events.addEventListener('error', () => {
    showLive('off', 'stopped');
    showTrouble('The console does not answer: start it again with byline console.');
  });
}

function unwatch() {
  events?.close();
  events = undefined;
  showLive('off', 'still');
}

function replaceMain(text) {
  const page = new DOMParser().parseFromString(policy.createHTML(`<main id="main">${text}</main>`), 'text/html');
  matchChildren(main, page.getElementById('main'));
}

/* Nodes stay the same where they can, so that focus, open disclosures, ticked boxes and scroll positions stay, too. */

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.key : undefined);

function matchChildren(old, next) {
  const keyed = new Map([...old.children].flatMap((child) => (keyOf(child) ? [[keyOf(child), child]] : [])));
  let cursor = old.firstChild;
  for (const wanted of next.childNodes) {
    const key = keyOf(wanted);
    const isAlike =
      cursor && !key && !keyOf(cursor) && cursor.nodeType === wanted.nodeType && cursor.nodeName === wanted.nodeName;
    const match = key ? keyed.get(key) : isAlike ? cursor : undefined;
    if (match && match.nodeName === wanted.nodeName) {
      if (match === cursor) cursor = cursor.nextSibling;
      else old.insertBefore(match, cursor);
      matchNode(match, wanted);
    } else {
      old.insertBefore(document.importNode(wanted, true), cursor);
    }
  }
  while (cursor) {
    const after = cursor.nextSibling;
    cursor.remove();
    cursor = after;
  }
}

function matchNode(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    return;
  }
  for (const name of old.getAttributeNames()) {
    if (!next.hasAttribute(name) && !keptAttributes.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value && !keptAttributes.has(name)) old.setAttribute(name, value);
  }
  matchChildren(old, next);
}

/** What the person did, not the server. */
const keptAttributes = new Set(['open', 'data-dropping', 'data-sent']);

document.addEventListener('visibilitychange', () => (document.hidden ? unwatch() : watch()));
addEventListener('pagehide', unwatch);
addEventListener('pageshow', watch);
watch();

/* One disclosure at a time; Escape closes it. */

document.addEventListener(
  'toggle',
  (event) => {
    if (!event.target.matches?.('details.ask[open]')) return;
    for (const other of document.querySelectorAll('details.ask[open]')) if (other !== event.target) other.open = false;
  },
  true,
);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const open of document.querySelectorAll('details.ask[open]')) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});

/* An action is sent once, however often its button is pressed. */

document.addEventListener('submit', (event) => {
  if (event.target.method !== 'post') return;
  if ('sent' in event.target.dataset) event.preventDefault();
  event.target.dataset.sent = 'yes';
});

/* All boxes of a form at once. */

document.addEventListener('change', (event) => {
  if (!event.target.matches?.('[data-all]')) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${event.target.dataset.all}"]`)) {
    box.checked = event.target.checked;
  }
});

/* Files dropped on the form are its files. */

const dropZone = () => document.querySelector('[data-drop]');
for (const kind of ['dragenter', 'dragover']) {
  document.addEventListener(kind, (event) => {
    const zone = dropZone();
    if (!zone || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    zone.dataset.dropping = 'yes';
  });
}
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) delete dropZone()?.dataset.dropping;
});
document.addEventListener('drop', (event) => {
  const zone = dropZone();
  if (!zone || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  delete zone.dataset.dropping;
  zone.querySelector('input[type="file"]').files = event.dataTransfer.files;
  zone.requestSubmit();
});
