import { expect, test } from 'vitest';
import { withoutTemplateTags } from '../../../shared/formats/template-tags.ts';

const shown = (text: string): string => withoutTemplateTags(text).text;

test.each([
  [
    '{{< figure src="/a.jpg" alt="Quay" caption="The quay" >}}',
    '<figure><img src="/a.jpg" alt="Quay"><figcaption>The quay</figcaption></figure>',
  ],
  [
    '{{< youtube dQw4w9WgXcQ >}}',
    '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a>',
  ],
  ['{% embed https://v.example/1 %}', '<a href="https://v.example/1">https://v.example/1</a>'],
  ['[here]({{ site.baseurl }}/about)', '[here](/about)'],
  ['{{% note %}}Mind the gap.{{% /note %}}', 'Mind the gap.'],
  ['{% highlight %}x{% endhighlight %}', 'x'],
  ['`{{ code }}` and\n```\n{% raw %}\n```', '`{{ code }}` and\n```\n{% raw %}\n```'],
  [
    '{{< tweet user="paper" id="12345678" >}}',
    '<a href="https://twitter.com/paper/status/12345678">https://twitter.com/paper/status/12345678</a>',
  ],
  [
    '{% include figure.html image_path="/a.jpg" alt="Quay" caption="The **old** quay" %}',
    '<figure><img src="/a.jpg" alt="Quay"><figcaption>The old quay</figcaption></figure>',
  ],
  [
    '{% asset_img quay.jpg "The quay" %}',
    '<figure><img src="quay.jpg" alt=""><figcaption>The quay</figcaption></figure>',
  ],
  [
    '{% include figure.html filename="quay.png"\n  caption="The quay" %}',
    '<figure><img src="quay.png" alt=""><figcaption>The quay</figcaption></figure>',
  ],
  ['{% highlight ruby %}\nputs 1\n{% endhighlight %}', '```\nputs 1\n```'],
  ['A{% comment %}not this{% endcomment %}B', 'AB'],
  ['Braces {like} {{these two}} stay', 'Braces {like} {{these two}} stay'],
])('%s is shown as %s', (text, result) => {
  expect(shown(text)).toBe(result);
});

test('a shortcode that only the site can fill goes, and is named; other templates stay as they were typed', () => {
  expect(withoutTemplateTags('A {{< img src="usagov-marketing" >}} B {% include x.html %} {{ x }}')).toEqual({
    text: 'A  B {% include x.html %} {{ x }}',
    warnings: [expect.objectContaining({ code: 'HTML_REMOVED', message: expect.stringContaining('usagov-marketing') })],
  });
});

test('a tag of Liquid that has its line alone goes, and is named', () => {
  expect(withoutTemplateTags('A\n{% include newsletter.html %}\nB')).toEqual({
    text: 'A\n\nB',
    warnings: [expect.objectContaining({ code: 'HTML_REMOVED', message: expect.stringContaining('newsletter') })],
  });
});

test('takes no longer than the text is long', () => {
  for (const text of [
    '{% include a'.repeat(50_000),
    '{% comment %}'.repeat(50_000),
    '{{'.repeat(200_000),
    '{{< a '.repeat(100_000),
    '`'.repeat(300_001),
  ])
    expect(shown(text)).toBe(text);
});
