/**
 * Trusted documents (受信文档): in earnest the gateway answers only what its own pages ask, so that nobody can put a
 * question to it that was never looked at. Developers may ask anything.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { ConfigRefused, tokenOf, type Verify } from '@yimen/process';
import type { RequestHandler } from 'express';
import { searchIn } from './graph-route.ts';

const DEVELOPER = 'district.developer';

/** What a document is known by: SHA-256 of its text as it is sent, in hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface Trusted {
  /** Texts by their digest. */
  readonly documents: ReadonlyMap<string, string>;
  readonly verify: Verify;
}

/** Refuses to start with a file that is not there or does not hold what it says. */
export function readDocuments(file: string): ReadonlyMap<string, string> {
  const wrong = (why: string) =>
    new ConfigRefused(
      `无法读取受信文档 ${file}（${why}），没有启动；可设 DOCUMENTS=any · no trusted documents: ${why}`,
    );
  if (!existsSync(file)) throw wrong('npm run schema');
  const documents = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  const changed = [...documents].find(([digest, text]) => digestOf(text) !== digest);
  if (changed) throw wrong(changed[0]);
  return documents;
}

const notFound = {
  message:
    '此查询不在受信文档之列，未执行；页面请刷新后重试，开发人员请把查询列入清单并运行 npm run schema · ' +
    'This document is not a trusted one and was not run; reload the page, or list it and run npm run schema',
  extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
};

/** Stands before the graph. A document comes as its text or, posted, as its digest alone. */
export function trusting({ documents, verify }: Trusted): RequestHandler {
  return async (request, response, next) => {
    const given = request.method === 'GET' ? askedBy(request.url) : (request.body as Asked | undefined);
    const text = given?.query ?? (request.method === 'POST' ? documents.get(digestIn(given)) : undefined);
    if (typeof text === 'string' && documents.has(digestOf(text))) {
      if (request.method === 'POST') request.body = { ...given, query: text, extensions: {} };
      return next();
    }
    const actor = await verify(tokenOf(request.headers));
    if (actor?.roles.includes(DEVELOPER)) return next();
    response.status(actor ? 400 : 401).json({ errors: [notFound] });
  };
}

interface Asked {
  readonly query?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

/** Read as the server of the graph will: by other rules a document might end before its text does. */
const askedBy = (url: string): Asked => ({ query: new URLSearchParams(searchIn(url)).get('query') ?? undefined });

const digestIn = (given: Asked | undefined): string => String(given?.extensions?.persistedQuery?.sha256Hash ?? '');
