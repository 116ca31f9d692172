/** One name: `legal-aid` in files, `legalAid` for values, `LegalAid` for messages, and in words for people. */
export interface Spelling {
  readonly kebab: string;
  readonly camel: string;
  readonly pascal: string;
  readonly words: string;
}

/** Reads a name in any usual spelling. */
export function spell(name: string): Spelling {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter(Boolean);
  const pascal = parts.map(raise).join('');
  return {
    kebab: parts.join('-'),
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    words: raise(parts.join(' ')),
  };
}

const raise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name that can stand as a folder, a stream and a GraphQL field. */
export const isName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9-]*$/.test(name);
