import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAs } from '../../support/uploads.ts';

// Real files of publishers and agencies lie beside the checkout on some machines; they are no part of the project.
const folder = join(import.meta.dirname, '../../../../shared/corpus');

/** What must come out of each item of a file: an article with a headline, one with a byline of its own as well, a teaser that is stored, or a rejection with this code. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'ninjs1/003_rightsinfo_linked.json': ['EMPTY_ARTICLE'],
  'ninjs1/bad-001_no_uri_declared.json': ['FIELD_MISSING'],
  'ninjs1/bad-008_usageterms_object.json': ['FIELD_INVALID'],
  'ninjs1/bad-mixed-generation.json': ['FIELD_INVALID'],
  'ninjs1/businesswire-newsml-20130515006361.json': ['headline'],
  'ninjs1/ninjsExMediumText1.json': ['byline'],
  'ninjs1/superdesk-ninjs4.json': ['byline'],
  'ninjs2/ap_image.json': ['TYPE_UNSUPPORTED'],
  'ninjs2/businesswire-newsml-20130731006140.json': ['headline'],
  'jsonfeed/feedparser-example.json': ['byline', 'FIELD_MISSING'],
  'jsonfeed/json11_full.json': ['byline'],
  'jsonfeed/version_json_11.json': ['byline'],
  'jsonld/author-person-named-reuters.json': ['EMPTY_ARTICLE'],
  'wordpress/rest-posts-from-category-7-page-2.json': ['byline', 'byline', 'byline', 'byline', 'byline'],
  'wordpress/rest-posts.json': ['byline', 'byline', 'byline'],
  'wordpress/rest-single-post.json': ['byline'],
  'wordpress/rest-single-post-no-author.json': ['headline'],
  'ghost/multi-post-only.json': ['byline', 'byline', 'byline'],
  'ghost/single-post-author-bad-email.json': ['byline'],
  'arc-ans/story-fixture-bad-corrections.json': ['FIELD_INVALID'],
  'arc-ans/story-fixture-good-distributor-handout.json': ['byline'],
  'arc-ans/story-fixture-tiny-house.json': ['byline'],
  'apmedia/ap_media_picture.json': ['TYPE_UNSUPPORTED'],
  'dpa-digitalwires/empty_paragraph.json': ['headline'],
  'dpa-digitalwires/spe_tab.json': ['headline'],
  'dpa-digitalwires/with_dateline.json': ['byline'],
  'iptc7901/dpa-utf8.txt': ['byline'],
  'iptc7901/dpa_four_line.txt': ['byline'],
  'iptc7901/dpa_two_by_line.txt': ['byline'],
  'anpa/anpa-4.txt': ['EMPTY_ARTICLE'],
  'anpa/ap_anpa-6.txt': ['byline'],
  'anpa/ap_anpa-7.txt': ['byline'],
  'anpa/kyodo.txt': ['headline'],
  'nitf/aap.xml': ['byline'],
  'nitf/ansa_belga.xml': ['headline'],
  'nitf/ap_media_text_nitf.xml': ['headline'],
  'nitf/mapping_test.xml': ['headline'],
  'nitf/pa1.xml': ['headline'],
  'nitf/pa2.xml': ['headline'],
  'nitf/pa4.xml': ['byline'],
  'newsml-g2/dpa-de.xml': ['headline'],
  'newsml-g2/iptc-LISTING_24_News_Message_conveying_a_complete_News_Package.xml': Array(4).fill('EMPTY_ARTICLE'),
  'newsml-g2/iptc-LISTING_2_NewsML-G2_Text_Document.xml': ['byline'],
  'newsml-g2/iptc-LISTING_3_Photo_in_NewsML-G2.xml': ['TYPE_UNSUPPORTED'],
  'newsml-g2/iptc-LISTING_6_Simple_NewsML-G2_Package.xml': ['NO_INLINE_CONTENT'],
  'newsml-g2/reuters-KBN0FL0NM-v10-package.xml': ['NO_INLINE_CONTENT'],
  'newsml-g2/reuters-KBN0FL0NN-v5.xml': ['byline'],
  'newsml-g2/reuters-picture.xml': ['TYPE_UNSUPPORTED'],
  'newsml-g2/reuters-text.xml': ['byline'],
  'newsml-g2/stt-fi.xml': ['headline'],
  'newsml12/afp.xml': ['headline'],
  'newsml12/anp_belga.xml': ['headline'],
  'newsml12/kyodo_newsml_1_2_belga.xml': ['headline'],
  'newsml12/tass_belga.xml': ['headline'],
  'vendor-xml/ritzau_news.xml': ['byline'],
  'email/simple_email.txt': ['headline'],
  'email/charset_in_subject_email.txt': ['headline'],
  'docx/simple-list.docx': ['headline'],
  'docx/strict-format.docx': ['headline'],
  'docx/tables.docx': ['headline'],
  'docx/tiny-picture.docx': ['EMPTY_ARTICLE'],
  'docx/utf8-bom.docx': ['headline'],
  'other-cms/blogger-response.json': ['byline', 'byline', 'byline'],
  'other-cms/squarespace-sample.xml': ['STATUS_NOT_PUBLISHABLE', 'byline', 'FIELD_MISSING'],
  'rss/big5.xml': ['NO_ARTICLES'],
  'rss/euc-kr-item.xml': ['FIELD_MISSING'],
  'rss/heraldsun.rss': ['teaser', 'teaser'],
  'rss/instant-article.rss': ['byline'],
  'rss/item_cc_license.xml': ['FIELD_MISSING'],
  'rss/narro.rss': ['teaser'],
  'rss/rss_feed_leading_spaces.xml': ['NO_ARTICLES'],
  'rss/rss_item_link_corrupted_ampersands.xml': ['XML_MALFORMED'],
  'rss/rss-1.rss': Array<string>(69).fill('teaser'),
  'atom/entry_rights_escaped_markup.xml': ['EMPTY_ARTICLE'],
  'atom/feedburner.atom': Array<string>(25).fill('byline'),
  'atom/gulp-atom.atom': Array<string>(10).fill('byline'),
  'atom/incomplete-fields.atom': ['FIELD_MISSING'],
  'atom/wenn.xml': ['byline', 'byline'],
  'wordpress/wordpress_wxr_funke.xml': ['byline'],
  'wordpress/wordpress_wxr_thumb.xml': ['byline'],
  'wordpress/wxr-co-authors-plus.xml': ['byline', 'byline', 'byline', 'byline'],
  'wordpress/wxr-crazy-cdata.xml': ['byline'],
  'wordpress/wxr-has-yoast-meta.xml': ['byline', 'byline'],
  'wordpress/wxr-malformed-simple.xml': ['XML_MALFORMED'],
  'wordpress/wxr-missing-version-tag.xml': ['NO_ARTICLES'],
};

describe('real files', () => {
  const hasCorpus = existsSync(folder);
  test.skipIf(hasCorpus)('are not beside this checkout: nothing to try', () => {});

  test.skipIf(!hasCorpus).each(Object.entries(expected))('%s gives what stands in it', async (file, outcomes) => {
    const path = join(folder, file);
    if (!existsSync(path)) return;
    const { items, failure } = await readAs(readFileSync(path), file);
    expect(failure).toBeUndefined();
    expect(items).toHaveLength(outcomes.length);
    for (const [index, outcome] of outcomes.entries()) {
      const item = items[index];
      if (/^[A-Z_]+$/.test(outcome)) {
        expect(item?.status === 'rejected' ? item.reasons.map(({ code }) => code) : item?.status).toContain(outcome);
        continue;
      }
      if (item?.status !== 'accepted') throw new Error(`rejected: ${JSON.stringify(item)}`);
      expect(item.article.headlines?.[0]).toMatchObject({ role: 'main', value: expect.stringMatching(/\p{L}/u) });
      if (outcome === 'teaser') {
        expect([item.disposition.kind, item.article.bodies]).toEqual(['store', undefined]);
        continue;
      }
      expect(item.article.by !== undefined).toBe(outcome === 'byline');
      expect(item.article.bodies).toHaveLength(2);
    }
  });

  // Desks' numbers and addresses stand in these files; none of them may come out anywhere.
  test.skipIf(!hasCorpus).each(['dpa-digitalwires', 'iptc7901', 'newsml-g2'])(
    'of %s give away no contact',
    async (kind) => {
      for (const name of readdirSync(join(folder, kind))) {
        const { items } = await readAs(readFileSync(join(folder, kind, name)), name);
        expect(JSON.stringify(items)).not.toMatch(/\+49|@dpa\.com|2852|345 4567/);
      }
    },
  );
});
