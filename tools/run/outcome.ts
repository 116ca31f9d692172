/** What Jest writes down about a run, as far as it is read here. */
export interface JestResult {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The sum of a run. Those left out are named, each with the reason that its title gives after a dash. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
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
      .map(({ file, fullName }) => `${file} › ${fullName}${fullName.includes(' — ') ? '' : ' — no reason given'}`),
  };
}

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';

export const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: [...a.skipped, ...b.skipped],
});

/** The last line of every run, in one form for people and for machines. */
export const summary = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
