import { relative } from 'node:path';

/** A file that fails a hundred times usually fails for one reason, which its first lines show. */
const shown = 60;

/** Says nothing of what holds: only the files that fail are shown, with what they printed. */
export default class Reporter {
  onTestResult(_test, result) {
    if (result.numFailingTests === 0 && !result.testExecError) return;
    const file = relative(process.cwd(), result.testFilePath);
    const printed = (result.console ?? []).map(({ message }) => message).join('\n');
    const failures = (result.failureMessage ?? '').trimEnd().split('\n');
    const rest = failures.length - shown;
    console.log(`\n✗ ${file}\n${failures.slice(0, shown).join('\n')}`);
    if (rest > 0) console.log(`… and ${rest} lines more: npm test -- ${file}`);
    if (printed) console.log(`printed:\n${printed.slice(-4000)}`);
  }
}
