import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

/** Pages point at files that exist and at headings that are there; the web is not asked. */
export function deadLinks(tree: readonly Source[], root: string): Verdict {
  const pages = new Map(tree.filter(({ path }) => path.endsWith('.md')).map((page) => [page.path, page.text]));
  const links = [...pages].flatMap(([path, text]) => linksOf(text).map((link) => ({ path, ...link })));
  const complaints = links
    .filter(({ path, target }) => !leadsSomewhere({ path, target, pages, root }))
    .map(({ path, line, target }) => `${path}:${line} points at ${target}, which is not there.`);
  return { name: 'links in pages', figure: `${links.length} links`, complaints };
}

/** Links to places of this checkout, those in code left out. */
export function linksOf(text: string): { target: string; line: number }[] {
  const prose = text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (code) => code.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
  return linesOf(prose).flatMap((content, index) =>
    [...content.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s+(\S+)/g)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
      .map((target) => ({ target, line: index + 1 })),
  );
}

interface Link {
  readonly path: string;
  readonly target: string;
  readonly pages: ReadonlyMap<string, string>;
  readonly root: string;
}

function leadsSomewhere({ path, target, pages, root }: Link): boolean {
  const [file = '', heading] = decodeURI(target).split('#');
  const found = file === '' ? path : normalize(file.startsWith('/') ? file.slice(1) : join(dirname(path), file));
  if (!pages.has(found) && (found.startsWith('..') || !existsSync(join(root, found)))) return false;
  const page = pages.get(found);
  return heading === undefined || page === undefined || headingsOf(page).includes(heading.toLowerCase());
}

/** The anchors of a page, made as the usual readers of Markdown make them. */
export function headingsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title = '']) => {
    const bare = title.toLowerCase().replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const anchor = bare.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}
