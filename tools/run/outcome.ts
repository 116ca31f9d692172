/** What Jest writes down about a run, as far as it is read here. */
export interface JestResult {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
    }[];
  }[];
}

/** A test that was left out, with the reason that its title, or that of a suite around it, gives after a dash. */
export interface Skipped {
  readonly file: string;
  readonly name: string;
  readonly why: string;
}

/** The sum of a run. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
}

/** A file that could not even be loaded counts as one failure: its tests are unknown. */
export function outcomeOf(result: JestResult, root: string): Outcome {
  const tests = result.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name.replace(`${root}/`, '') })),
  );
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(isFailed).length + unloaded.length,
    skipped: tests
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped')
      .map(({ file, ancestorTitles, title }) => ({
        ...{ file, name: [...ancestorTitles, title].join(' ') },
        why: [...ancestorTitles, title].map(reasonIn).find(Boolean) ?? 'no reason given',
      })),
  };
}

const reasonIn = (title: string): string | undefined => / — (.*)/s.exec(title)?.[1];

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';

export const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
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

/** The last line of every run, in one form for people and for machines. */
export const summary = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
