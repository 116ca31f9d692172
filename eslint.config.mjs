import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { house } from './tools/check/house.mjs';

/** What a pure file may use from outside: schemas and plain dates. */
const plain = ['zod', 'temporal-polyfill'];
/** What any specification may use besides what its neighbours may. */
const proof = [
  ...['@jest/globals', 'fast-check', 'chinese-days', 'oidc-provider', 'node:*'],
  ...ours('kernel', 'casework', 'adapters', 'law', 'terms'),
];

const specs = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.contract.ts', '**/testing.ts', '**/test/**/*.ts'];
const edges = ['apps/*/src/**/*.resolver.ts', 'apps/*/src/main.ts'];
const notAgencies = ['apps/{gateway,hall,console}/**'];

/** The rules of dependency, over globs, so that the eleventh agency is guarded on the day it is made. */
const layers = [
  {
    name: 'elsewhere',
    files: ['*/**/*.{ts,tsx,mts,js,mjs}'],
    allow: ['*', '!@yimen/*'],
    why: 'a file in no known place knows nothing of ours; give its folder a layer in eslint.config.mjs.',
  },
  {
    name: 'hall/hall.ts',
    files: ['apps/hall/src/{desks,hall}.ts'],
    allow: ['*'],
    why: 'the one file that knows every house',
  },
  {
    name: 'kernel',
    files: ['libs/kernel/**/*.ts'],
    allow: ['zod'],
    pure: true,
    why: 'the kernel knows no agency, no framework and no driver.',
  },
  {
    name: 'law',
    files: ['libs/law/**/*.ts'],
    allow: plain,
    pure: true,
    why: 'the law stands on nothing of ours.',
  },
  {
    name: 'terms',
    files: ['libs/terms/**/*.ts'],
    allow: [...plain, '@yimen/kernel'],
    pure: true,
    why: 'terms are values that all share; they stand on the kernel alone.',
  },
  {
    name: 'documents',
    files: ['libs/documents/**/*.ts'],
    allow: [...plain, 'exceljs', ...ours('kernel', 'terms', 'law')],
    pure: true,
    why: 'documents are made from terms and law; whoever asked for one writes it out.',
  },
  {
    name: 'casework',
    files: ['libs/casework/**/*.ts'],
    allow: [...plain, '@yimen/kernel', '@yimen/terms'],
    pure: true,
    why: 'deadlines and hand-overs are made of the kernel, for any agency.',
  },
  {
    name: 'languages',
    files: ['apps/*/language/**/*.ts'],
    allow: ['zod', '@yimen/kernel', '@yimen/casework', '@yimen/terms'],
    pure: true,
    why: 'a language is schemas: kernel, casework, terms and zod, and no other language.',
  },
  {
    name: 'agencies, at the edge',
    files: edges,
    ignores: notAgencies,
    allow: [
      '*',
      '!@yimen/*',
      ...ours('kernel', 'casework', 'terms', 'law', 'documents', 'weave', 'edge', '*-language'),
    ],
    why: "nobody enters another agency's house; hear its language.",
  },
  {
    name: 'agencies',
    files: ['apps/*/src/**/*.ts'],
    ignores: [...notAgencies, ...edges],
    allow: [...plain, ...ours('kernel', 'casework', 'terms', 'law', 'documents', '*-language')],
    served: ours('process', 'weave', 'edge'),
    pure: true,
    why: 'plain files know languages and law; frameworks go to a *.resolver.ts, configuration to main.ts.',
  },
  {
    name: 'adapters',
    files: ['libs/adapters/**/*.ts'],
    allow: ['*', '!@yimen/*', '!@nestjs/*', '!graphql', '!@apollo/*', '@yimen/kernel', '@yimen/terms'],
    why: 'an adapter fits one driver to a port of the kernel, and knows the values that all share.',
  },
  {
    name: 'process',
    files: ['libs/process/**/*.ts'],
    allow: ['zod', 'jose', 'lru-cache', 'pino', 'graphql', 'node:*', '@yimen/kernel'],
    why: 'how a process starts, whom it believes and how it ends is the same for gateway and services.',
  },
  {
    name: 'weave',
    files: ['libs/weave/**/*.ts'],
    allow: ['zod', 'graphql', ...ours('kernel', 'casework', 'terms', 'law')],
    pure: true,
    why: 'the graph is woven from a declaration; who serves it brings framework, process and drivers.',
  },
  {
    name: 'edge',
    files: ['libs/edge/**/*.ts'],
    allow: ['*', '!@yimen/*', ...ours('kernel', 'casework', 'adapters', 'process', 'weave', 'law')],
    why: 'the edge serves any agency and knows none.',
  },
  {
    name: 'gateway',
    files: ['apps/gateway/**/*.ts'],
    allow: ['*', '!@yimen/*', '@yimen/process'],
    why: 'the gateway knows agencies by their GraphQL alone.',
  },
  {
    name: 'console',
    files: ['apps/console/src/**/*.{ts,tsx}'],
    allow: ['*', '!@yimen/*', '!node:*'],
    why: 'the console runs in a browser and knows agencies by their GraphQL alone.',
  },
  {
    name: 'hall',
    files: ['apps/hall/**/*.ts'],
    ignores: ['apps/hall/src/{desks,hall}.ts'],
    allow: ['*', '!@yimen/*', ...libraries(), '@yimen/*-language'],
    why: 'desks.ts alone names the houses, and hall.ts opens them.',
  },
  {
    name: 'tools',
    files: ['tools/**/*.{ts,mjs}'],
    allow: ['*', '!@yimen/*', ...libraries(), '@yimen/*-language', '@yimen/hall', '@yimen/console'],
    why: 'tools use the libraries, the languages, the hall and what the console sends.',
  },
];

function ours(...names) {
  return names.map((name) => `@yimen/${name}`);
}

function libraries() {
  return ours('kernel', 'casework', 'adapters', 'process', 'weave', 'edge', 'law', 'terms', 'documents');
}

const clock = 'Time comes in as an argument.';
const chance = 'Chance and identity come in as arguments.';
const machine = 'A plain file knows no machine: this enters in main.ts or an adapter.';

const forbiddenGlobals = [
  ...['process', 'Buffer', 'require', 'fetch', 'console'].map((name) => ({ name, message: machine })),
  ...['setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({ name, message: clock })),
];

const decorators = { selector: 'Decorator', message: 'Node runs the sources as they are, and it knows no decorators.' };
const any = {
  selector: ':not(TSTypeParameterInstantiation, TSTypeParameter) > TSAnyKeyword',
  message: 'Outside of the kernel `any` only stands for a type argument that does not matter: use unknown.',
};
const only = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name="only"]',
  message: 'This would leave all other tests out.',
};
const impurities = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: clock },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: clock },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: chance },
  {
    selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|getRandomValues)$/]",
    message: chance,
  },
  { selector: "MemberExpression[object.name='globalThis']", message: machine },
];

/**
 * One configuration for the files of a layer and one for their specifications, which may also use what proves, and what
 * serves them.
 */
function layer({ name, files, ignores = [], allow, served = [], pure = false, why }) {
  return [
    {
      name,
      files,
      ignores: [...ignores, ...specs],
      rules: {
        'house/imports': ['error', { allow, why }],
        'no-restricted-syntax': ['error', decorators, ...(name === 'kernel' ? [] : [any]), ...(pure ? impurities : [])],
        'no-restricted-globals': pure ? ['error', ...forbiddenGlobals] : 'off',
      },
    },
    {
      name: `${name}, specifications`,
      files: files.flatMap((glob) => specs.map((spec) => [glob, spec])),
      ignores,
      rules: {
        'house/imports': ['error', { allow: [...allow, ...served, ...proof], why }],
        'no-restricted-syntax': ['error', decorators, only],
      },
    },
  ];
}

const lengths = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40 }],
  'max-depth': ['error', 3],
  'max-params': ['error', 3],
  'max-len': [
    'error',
    { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true },
  ],
};

export default [
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '.yimen/',
      '.nx/',
      'coverage/',
      'tools/boundaries/*.ts',
      '!tools/boundaries/refused.ts',
      '**/generated/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { house } },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { warnOnUnsupportedTypeScriptVersion: false } },
    rules: {
      ...lengths,
      eqeqeq: 'error',
      // Allowed as a type argument only; see `any` above.
      '@typescript-eslint/no-explicit-any': 'off',
      // The compiler knows every name; without types this rule only knows that it does not.
      'no-undef': 'off',
      'house/names': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  ...layers.flatMap(layer),
  { files: ['apps/*/src/agency.ts'], rules: { 'max-lines': ['error', { max: 80 }] } },
  { files: specs, rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' } },
  { files: ['apps/console/src/**'], ignores: ['**/locales/**', ...specs], rules: { 'house/no-han': 'error' } },
];
