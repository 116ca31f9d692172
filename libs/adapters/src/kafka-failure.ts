/** What the operator must know when the broker does not do what was asked. */
import { Unavailable } from '@yimen/kernel';

export type KafkaReason = 'credentials' | 'certificate' | 'forbidden' | 'no-topic' | 'too-large' | 'forgotten';

interface Told {
  readonly zh: string;
  readonly en: string;
  readonly cause?: unknown;
}

/** Waiting will not mend it; `reason` tells a script what the words tell a person. */
export class KafkaFailure extends Error {
  readonly reason: KafkaReason;
  readonly zh: string;
  readonly en: string;
  constructor(reason: KafkaReason, { zh, en, cause }: Told) {
    super(`${zh}\n${en}`, { cause });
    this.name = 'KafkaFailure';
    this.reason = reason;
    this.zh = zh;
    this.en = en;
  }
}

const kept = { zh: '已确认的事件都在', en: 'What was confirmed is kept' };

interface Kind extends Told {
  readonly reason: KafkaReason;
  readonly when: RegExp;
}

/** Each client has its own words; the names of the protocol's errors are in all of them. */
const kinds: readonly Kind[] = [
  {
    reason: 'credentials',
    when: /SASL_AUTHENTICATION_FAILED|SASLAuthentication|PLT_KFK_AUTHENTICATION|Authentication failed|invalid credentials/i,
    zh: 'Kafka 拒绝了用户名或密码，请核对配置。',
    en: 'Kafka refused the user name or the password: check the configuration.',
  },
  {
    reason: 'certificate',
    when: /self[- ]signed certificate|unable to (verify|get) .*certificate|certificate (has expired|is not yet valid)|does not match certificate/i,
    zh: '无法核实 Kafka 节点的证书，没有发送口令；请核对 KAFKA_CA 与节点地址后重新启动。',
    en: 'The certificate of the broker cannot be verified, so no password was sent: check KAFKA_CA and the address of the broker, then start again.',
  },
  {
    reason: 'forbidden',
    when: /(TOPIC|GROUP|CLUSTER|TRANSACTIONAL_ID)_AUTHORIZATION_FAILED|Not authorized/i,
    zh: 'Kafka 的访问控制不允许此操作；请按 infra/kafka 的清单授权后重试。',
    en: 'The access lists of Kafka do not allow this: grant what infra/kafka lists, then it goes on by itself.',
  },
  {
    reason: 'no-topic',
    when: /UNKNOWN_TOPIC_OR_PARTITION|UNKNOWN_TOPIC_ID|does not host this topic|Unknown topic/i,
    zh: 'Kafka 上没有这个主题；请先按 infra/kafka 的清单建立。',
    en: 'There is no such topic: make the topics that infra/kafka lists, then it goes on by itself.',
  },
  {
    reason: 'too-large',
    when: /MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|message(s)? .*larger than/i,
    zh: '事件超过了主题允许的大小 (max.message.bytes)，后面的事件在等它；请调大后重试。',
    en: 'An event is larger than its topic allows (max.message.bytes), and those after it wait: raise the limit.',
  },
];

/** The same in words: a `KafkaFailure` if waiting will not mend it, else `Unavailable`, to be tried again. */
export function told(error: unknown, about: string): KafkaFailure | Unavailable {
  if (error instanceof KafkaFailure || error instanceof Unavailable) return error;
  const words = allWords(error);
  const kind = kinds.find(({ when }) => when.test(words));
  const why = firstWords(error);
  if (!kind)
    return new Unavailable(
      `Kafka 暂时不可用（${about}），${kept.zh}，稍后自动重试。 Kafka is away (${about}). ${kept.en}; it is tried again. (${why})`,
      { cause: error },
    );
  return new KafkaFailure(kind.reason, {
    zh: `${kind.zh}（${about}）${kept.zh}。`,
    en: `${kind.en} (${about}: ${why}) ${kept.en}.`,
    cause: error,
  });
}

/** Whether a message was asked for that the broker does not have. */
export const isBeyond = (error: unknown): boolean => /OFFSET_OUT_OF_RANGE/.test(allWords(error));

/** Whether a message was refused for its size. */
export const isTooLarge = (error: unknown): boolean => error instanceof KafkaFailure && error.reason === 'too-large';

/** Whether the log-in was refused. */
export const isRefusal = (error: unknown): boolean => kinds[0]!.when.test(allWords(error));

/** Events that this reader has not heard were deleted; it stops rather than go on without them. */
export function forgotten(about: string, [from, to]: readonly [bigint, bigint]): KafkaFailure {
  return new KafkaFailure('forgotten', {
    zh: `${about}：第 ${from} 至 ${to - 1n} 条在读到之前已被 Kafka 删除。为免漏掉，读取已停止；请用 npm run ops -- rehear 从现存的第一条读起，并用 republish 由发布方重发所缺。`,
    en: `${about}: messages ${from} to ${to - 1n} were deleted before they were read. Reading has stopped rather than go on without them: \`npm run ops -- rehear\` begins with what is left, and \`republish\` has the publisher send again what is missing.`,
  });
}

/** Errors of these clients nest: the name that says what it is may lie at any depth. */
function allWords(error: unknown, depth = 0): string {
  if (depth > 6 || typeof error !== 'object' || error === null) return String(error);
  const { name, message, code, type, apiId, cause, originalError, errors } = error as Record<string, unknown>;
  const inner = [cause, originalError, ...(Array.isArray(errors) ? errors : [])].filter(Boolean);
  return [name, message, code, type, apiId, ...inner.map((each) => allWords(each, depth + 1))].join(' ');
}

const firstWords = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);
