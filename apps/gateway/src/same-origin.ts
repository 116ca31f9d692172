/**
 * Only our own pages may write with a signed-in browser. The cookie is not sent along from other sites, but a
 * neighbour under the same domain is the same site, and a form needs no leave to be sent.
 */
import type { RequestHandler } from 'express';

const refusal = {
  zh: '请求来自其他网站，未办理；请在本系统的页面上操作',
  en: 'The request came from another site and was not carried out; use the pages of this system',
};

/** Where there is TLS nobody is known by this name: a neighbour could set it, and have others work in his. */
const PLANTED = /(^|;\s*)yimen=[^;]*/g;

/**
 * Whoever is no browser says nothing of where it comes from and passes. Browsers say so by Sec-Fetch-Site; where there
 * is no TLS by Origin alone, which has to be our address or the host that was asked.
 */
export function sameOrigin(address: string | undefined): RequestHandler {
  const isSecure = address?.startsWith('https:');
  return ({ method, headers }, response, next) => {
    if (isSecure && headers.cookie) headers.cookie = headers.cookie.replace(PLANTED, '$1');
    if (method === 'GET' || method === 'HEAD') return next();
    const { origin, host, 'sec-fetch-site': site } = headers;
    const ours = site
      ? site === 'same-origin' || site === 'none'
      : !origin || origin === address || origin.replace(/^https?:\/\//, '') === host;
    if (ours) return next();
    response.status(403).json({ error: refusal, errors: [{ message: `${refusal.zh} · ${refusal.en}` }] });
  };
}
