/** What Jest writes down about a run, as far as it is read here. */
export interface JestResult {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly Assertion[];
  }[];
}

interface Assertion {
  readonly status: string;
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly failureMessages: readonly string[];
}

/** A test that was left out, with the reason that its title, or that of a suite around it, gives after a dash. */
export interface Skipped {
  readonly file: string;
  readonly name: string;
  readonly why: string;
}

/** A test that does not hold, or a file that could not be loaded, with what was said of it. */
export interface Failed {
  readonly file: string;
  readonly name: string;
  readonly words: string;
}

/** The sum of a run. */
export interface Outcome {
  readonly passed: number;
  readonly failed: readonly Failed[];
  readonly skipped: readonly Skipped[];
}

/** A file that could not even be loaded counts as one failure: its tests are unknown. */
export function outcomeOf(result: JestResult, root: string): Outcome {
  const files = result.testResults.map((file) => ({ ...file, name: file.name.replace(`${root}/`, '') }));
  const tests = files.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map((test) => ({ file, name: [...test.ancestorTitles, test.title].join(' '), ...test })),
  );
  const unloaded = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed));
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: [
      ...tests
        .filter(isFailed)
        .map(({ file, name, failureMessages: words }) => ({ file, name, words: words.map(ours).join('\n') })),
      ...unloaded.map(({ name: file, message: words }) => ({ file, name: 'could not be loaded', words })),
    ],
    skipped: tests
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped')
      .map(({ file, name, ancestorTitles, title }) => ({
        ...{ file, name },
        why: [...ancestorTitles, title].map(reasonIn).find(Boolean) ?? 'no reason given',
      })),
  };
}

/** Of the places where it passed, only ours say something. */
const ours = (words: string): string =>
  words
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .join('\n');

const reasonIn = (title: string): string | undefined => / — (.*)/s.exec(title)?.[1];

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';

export const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: [...a.failed, ...b.failed],
  skipped: [...a.skipped, ...b.skipped],
});

/** Loudly, what this machine could not run: how much for which reason, and in which files. */
export function warning(skipped: readonly Skipped[]): readonly string[] {
  const reasons = [...Map.groupBy(skipped, ({ why }) => why)].toSorted(([, a], [, b]) => b.length - a.length);
  const lines = reasons.map(([why, all]) => {
    const files = new Set(all.map(({ file }) => file));
    return `  ${all.length} × ${why}\n      ${[...files].join(', ')}`;
  });
  return skipped.length > 0
    ? [`⚠ ${skipped.length} 项没有运行，未得到证明 NOT RUN, so nothing shows them:`, ...lines]
    : [];
}

/** How many lines of a failure stand at the end of a run; the rest stood where it happened. */
const shown = 25;

/** What failed, said once more at the end, where whoever is shown only the last lines of a run finds it. */
export const failures = (failed: readonly Failed[]): readonly string[] =>
  failed.map(({ file, name, words }) => `✗ ${file} › ${name}\n${words.split('\n').slice(0, shown).join('\n')}\n`);

/** The last line of every run, in one form for people and for machines. */
export const summary = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
