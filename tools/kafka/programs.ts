/** The command-line tools that come with Kafka, by the names that its own scripts have. */
import { spawnSync } from 'node:child_process';
import { adminFile, QUICK_JVM } from './broker.ts';
import { addressOf } from './cluster.ts';
import { quietLog, toolClasses } from './jars.ts';
import { java, Missing } from './machine.ts';

const tools = 'org.apache.kafka.tools';
const classes: Readonly<Record<string, string>> = {
  acls: `${tools}.AclCommand`,
  configs: 'kafka.admin.ConfigCommand',
  'console-consumer': `${tools}.consumer.ConsoleConsumer`,
  'console-producer': `${tools}.ConsoleProducer`,
  'consumer-groups': `${tools}.consumer.group.ConsumerGroupCommand`,
  'delete-records': `${tools}.DeleteRecordsCommand`,
  'dump-log': `${tools}.DumpLogSegments`,
  'e2e-latency': `${tools}.EndToEndLatency`,
  'get-offsets': `${tools}.GetOffsetShell`,
  'producer-perf-test': `${tools}.ProducerPerformance`,
  topics: `${tools}.TopicCommand`,
};

/** These read the log itself or name the broker in their own way. */
const WITHOUT_ADDRESS = ['dump-log', 'e2e-latency'];
/** Each tool calls the file with the log-in by another name. */
const LOGIN: Readonly<Record<string, string>> = {
  'console-consumer': '--command-config',
  'console-producer': '--command-config',
  'producer-perf-test': '--command-config',
};

/** Runs a tool against the node of the folder; how it ended. Its words go where ours go. */
export function runTool(dir: string, [name = '', ...args]: readonly string[]): number {
  const main = classes[name];
  if (!main) throw new Missing(`没有这个工具 no such tool: ${name || '(none)'}; ${Object.keys(classes).join(', ')}`);
  const address = addressOf(dir);
  if (!address) throw new Missing(`${dir} 里没有 Kafka 节点，请先 start。There is no node: start it first.`);
  const admin = adminFile(dir);
  const login = admin ? [LOGIN[name] ?? '--command-config', admin] : [];
  const place = WITHOUT_ADDRESS.includes(name) ? [] : ['--bootstrap-server', address.brokers, ...login];
  const jvm = ['-Xmx256m', ...QUICK_JVM, `-Dlog4j2.configurationFile=${quietLog}`, '-cp', toolClasses()];
  const { status } = spawnSync(java().program, [...jvm, main, ...place, ...args], { stdio: 'inherit' });
  return status ?? 1;
}
