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

test('takes no longer than the text is long', () => {
  for (const text of ['{{'.repeat(200_000), '{{< a '.repeat(100_000), '`'.repeat(300_001)])
    expect(shown(text)).toBe(text);
});
