import { inject } from 'vitest';
import { connectStack } from '../../shared/stack/connect-stack.ts';
import { articleStore } from '../../shared/store/articles.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { s3Objects } from '../../shared/store/objects.ts';
import { cast } from './cast.ts';

/** Every page of the console, by what it is called here. */
export async function everyPage(): Promise<readonly (readonly [string, string])[]> {
  const ferry = await articleIdByHeadline('Island ferries');
  return [
    ['overview', '/'],
    ['articles', '/articles'],
    ['articles found by a word', '/articles?q=ferries&state=live'],
    ['no articles found', '/articles?q=nothing-is-called-this'],
    ['article', `/articles/${ferry}`],
    ['an article’s history', `/articles/${ferry}/history`],
    ['an article’s webhook', `/articles/${ferry}/webhook?partner=${cast.outlet}`],
    ['uploads', '/uploads'],
    ['rejected uploads', '/uploads?kind=rejected'],
    ['a rejected upload', `/uploads/of?key=publishers/${cast.publisher}/cut-off.json`],
    ['partners', '/partners'],
    ['partner', `/partners/${cast.outlet}`],
    ['a partner that fetches', `/partners/${cast.radio}`],
    ['dead letters', '/dead-letters'],
    ['no dead letters', `/dead-letters?partner=${cast.outlet}`],
    ['upload form', '/upload'],
    ['metrics', '/metrics'],
    ['runbook', '/runbook'],
  ];
}

export async function articleIdByHeadline(words: string): Promise<string> {
  const { dynamodb, s3, outputs, close } = await connectStack({ dir: inject('stackDir') });
  const articles = articleStore(dynamoTable(dynamodb, outputs.TableName), s3Objects(s3, outputs.ContentBucketName));
  const heads = await articles.listBetween(Date.now() - 3_600_000, Date.now(), 500);
  close();
  const found = heads.find(({ headline }) => headline.includes(words));
  if (!found) throw new Error(`no article is called ${words}`);
  return found.articleId;
}
