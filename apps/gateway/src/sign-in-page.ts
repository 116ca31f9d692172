/** The page that says why somebody is not signed in: shown before there is a console to say it. */
import type { Response } from 'express';
import type { SignInRefused } from './sign-in-words.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `body{margin:0;font:16px/1.7 system-ui,"Microsoft YaHei","PingFang SC",sans-serif;color:#1f2937;background:#f4f6f9}
main{max-width:640px;margin:12vh auto 0;padding:24px 32px;background:#fff;border:1px solid #d5dbe3;border-top:4px solid #1b3a6b}
h1{margin:0 0 12px;font-size:22px}p{margin:0 0 12px}a{color:#174ea6;margin-right:24px}`;

/** Doors out of the page: the same sign-in once more, or with another account. */
export function refusalPage(response: Response, { words, status }: SignInRefused, to: string): void {
  const again = `/sign-in?to=${encodeURIComponent(to)}`;
  const link = (href: string, zh: string, en: string) =>
    `<a href="${escaped(href)}">${zh} <span lang="en">${en}</span></a>`;
  response
    .status(status)
    .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .type('html').send(`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>一门：没有登录 · Not signed in</title><style>${style}</style></head>
<body><main><h1>没有登录 <span lang="en">Not signed in</span></h1>
<p role="alert">${escaped(words.zh)}</p><p lang="en">${escaped(words.en)}</p>
<p>${link(again, '重新登录', 'Sign in again')}${link(`${again}&another=1`, '换一个账号', 'Use another account')}</p>
</main></body></html>`);
}
