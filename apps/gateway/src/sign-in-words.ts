/** Why somebody could not sign in, in words for the person at the desk; who has to act is named. */

export interface Words {
  readonly zh: string;
  readonly en: string;
}

const refusals = {
  unconfigured: {
    status: 503,
    zh: '本网关没有配置登录服务（OIDC_CLIENT_ID），请联系区信息员。',
    en: 'This gateway knows no sign-in provider (OIDC_CLIENT_ID); please tell the IT officer of the district.',
  },
  away: {
    status: 503,
    zh: '登录服务暂无响应，没有登录。请稍后再试；如一直如此，请联系区信息员。',
    en: 'The sign-in provider does not answer; you are not signed in. Try again later, or tell the IT officer.',
  },
  denied: {
    status: 403,
    zh: '登录服务没有放行（access_denied）：您取消了登录，或账号未获准使用本系统。如有疑问请联系区信息员。',
    en: 'The provider said no (access_denied): the sign-in was cancelled, or the account may not use this system.',
  },
  unbegun: {
    status: 400,
    zh: '这次登录不是从本浏览器开始的，或者已经用过、超过了 10 分钟。没有登录，请重新登录。',
    en: 'This sign-in was not begun in this browser, was used before, or took more than 10 minutes. Please sign in again.',
  },
  mismatched: {
    status: 400,
    zh: '登录的返回信息与开始时不符，为安全起见没有登录。请重新登录。',
    en: 'What came back does not belong to the sign-in that was begun, so you are not signed in. Please sign in again.',
  },
  spent: {
    status: 400,
    zh: '登录凭证已用过或已过期，没有登录。请重新登录。',
    en: 'The code of this sign-in was used before or has run out. Please sign in again.',
  },
  clock: {
    status: 502,
    zh: '登录服务与本系统的时钟相差过大，没有登录。请联系区信息员校准时钟。',
    en: 'The clocks of the provider and of this system differ too much; please tell the IT officer to set them.',
  },
  unassigned: {
    status: 403,
    zh: '您的账号还没有分配机构和岗位，请联系区信息员在登录服务中为您分配（agency 与 roles），然后重新登录。',
    en: 'Your account has no agency and no roles yet. Ask the IT officer to assign them (agency and roles), then sign in again.',
  },
  unfit: {
    status: 502,
    zh: '登录服务发出的凭证不被各机关接受（签发者、受众 yimen 或签名），没有登录。请联系区信息员。',
    en: 'The services do not accept the token of the provider (its issuer, the audience yimen, or its signature). Please tell the IT officer.',
  },
  oversized: {
    status: 502,
    zh: '登录凭证过大，浏览器无法保存，没有登录。请联系区信息员减少写入凭证的内容。',
    en: 'The token is too large for a browser to keep. Please tell the IT officer to put less into it.',
  },
  failed: {
    status: 502,
    zh: '登录没有完成，请重新登录；如一直如此，请联系区信息员。',
    en: 'The sign-in was not completed. Please sign in again, or tell the IT officer.',
  },
} as const satisfies Record<string, Words & { status: number }>;

export type Why = keyof typeof refusals;

/** A sign-in that did not come about. */
export class SignInRefused extends Error {
  readonly why: Why;
  readonly words: Words;
  readonly status: number;
  /** What the provider called it; for the log. */
  readonly code: string | undefined;

  constructor(why: Why, code?: string) {
    const { status, zh, en } = refusals[why];
    super(code ? `${why}: ${code}` : why);
    this.why = why;
    this.status = status;
    this.words = { zh, en };
    this.code = code;
  }
}
