/** Checks the proof of text and credit in a webhook's `data`, with nothing of Byline: `npm install jose canonicalize`. Throws unless it holds. */
import canonicalize from 'canonicalize';
import { createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from 'jose';

export interface Sent {
  readonly articleId: string;
  readonly revision: number;
  readonly article: unknown;
  readonly attribution: Readonly<Record<string, unknown>>;
}

export async function verifyCredit(data: Sent, jwks: JSONWebKeySet): Promise<void> {
  const { proof, ...attribution } = data.attribution;
  const [header, , signature = ''] = String(proof).split('.');
  const { articleId, revision, article } = data;
  const proven = canonicalize({ articleId, revision, article, attribution }) ?? '';
  const payload = Buffer.from(proven).toString('base64url');
  await flattenedVerify({ protected: header, payload, signature }, createLocalJWKSet(jwks), { algorithms: ['EdDSA'] });
}
