import { relative } from 'node:path';

/** Says nothing of what holds: only the files that fail are shown, with what they printed. */
export default class Reporter {
  onTestResult(_test, result) {
    if (result.numFailingTests === 0 && !result.testExecError) return;
    const printed = (result.console ?? []).map(({ message }) => message).join('\n');
    const file = relative(process.cwd(), result.testFilePath);
    process.stdout.write(`\n✗ ${file}\n${result.failureMessage ?? ''}${printed ? `\nprinted:\n${printed}\n` : ''}`);
  }
}
