import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

/** Words that say nothing about what a thing is for. */
export const emptyWords =
  /^(utils?|helpers?|common|shared|misc|base|abstract|managers?|services?|dtos?|entity|entities|impls?|types|constants?)$/i;

const han = /\p{Script=Han}/u;
const builtins = new Set(builtinModules);

/** The folder whose inside belongs together; nothing reaches into another one by a relative path. */
export function projectOf(path) {
  const [top, name, door] = path.split('/');
  if (top !== 'apps' && top !== 'libs') return top;
  return top === 'apps' && door === 'language' ? `${top}/${name}/language` : `${top}/${name}`;
}

/** Which of the allowed names an import stands for: a package of ours without its scope, node:*, or a package. */
function nameOf(source) {
  if (source.startsWith('node:') || builtins.has(source)) return 'node:*';
  const [scope, name] = source.split('/');
  if (scope === '@yimen') return `@yimen/${name}`;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** `*` stands for anything, a leading `!` takes back what stood before it. */
function allows(patterns, name) {
  const matches = (pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
  return patterns.reduce((allowed, pattern) => {
    if (pattern.startsWith('!')) return allowed && !matches(pattern.slice(1));
    return allowed || matches(pattern);
  }, false);
}

const imports = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const { allow, why } = context.options[0];
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const refuse = (node, message) => context.report({ node, message });
    const check = (node, source) => {
      if (typeof source !== 'string') return refuse(node, 'What is imported is written down, not computed.');
      if (source.startsWith('.')) {
        const target = relative(context.cwd, resolve(dirname(context.filename), source))
          .split(sep)
          .join('/');
        if (projectOf(target) !== projectOf(file))
          refuse(node, `${source} leaves ${projectOf(file)}: use its front door.`);
      } else if (!allows(allow, nameOf(source))) refuse(node, `${source} may not be imported here: ${why}`);
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value),
      'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0]?.value),
    };
  },
};

const noHan = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node, text) =>
      typeof text === 'string' &&
      han.test(text) &&
      context.report({ node, message: 'Words of the page live in locales/.' });
    return {
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
      JSXText: (node) => check(node, node.value),
    };
  },
};

const names = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const check = ({ id }) => {
      const words = id?.name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [];
      const empty = words.find((word) => emptyWords.test(word));
      if (empty) context.report({ node: id, message: `"${empty}" says nothing: name the type after what it is.` });
    };
    return { TSTypeAliasDeclaration: check, TSInterfaceDeclaration: check, ClassDeclaration: check };
  },
};

/** The rules of this house that no published plugin knows. */
export const house = { rules: { imports, 'no-han': noHan, names } };
