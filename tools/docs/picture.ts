/** Draws who hears whom and who hands work to whom, from the agencies' declarations, as an SVG for ARCHITECTURE.md. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Desk } from '@yimen/edge';
import { desks } from '@yimen/hall/desks';

const [LEFT, TOP, CELL] = [250, 140, 74];

type Place = readonly [x: number, y: number];
const text = ([x, y]: Place, words: string, style = ''): string => `<text x="${x}" y="${y}" ${style}>${words}</text>`;
const centred = 'text-anchor="middle"';
const grey = 'fill="#595959" font-size="11"';

/** The kinds of work that one agency offers and the other accepts. */
const handed = (from: Desk, to: Desk): string[] => {
  const accepted = to.agency.handOvers?.accepts ?? {};
  return from === to ? [] : Object.keys(from.agency.handOvers?.offers ?? {}).filter((kind) => kind in accepted);
};

function cell(from: Desk, to: Desk, [x, y]: Place): string {
  const hears = to.agency.hears.some(({ agency }) => agency === from.agency.name);
  const kinds = handed(from, to);
  const work = `<circle cx="${x}" cy="${y}" r="19" fill="#dbe7f7" stroke="#1f5fbf"/>`;
  const words = `<title>${kinds.join(', ')}</title>`;
  const dot = `<circle cx="${x}" cy="${y}" r="6" fill="#1f5fbf"/>`;
  return `<g>${kinds.length > 0 ? work + words : ''}${hears ? dot : ''}</g>`;
}

export function pictureOf(shown: readonly Desk[]): string {
  const at = (index: number): number => index * CELL + CELL / 2;
  const [width, height] = [LEFT + shown.length * CELL + 30, TOP + shown.length * CELL + 60];
  const rows = shown.flatMap(({ agency: { label } }, row) => [
    text([LEFT - 18, TOP + at(row)], label.zh, 'text-anchor="end" font-size="15"'),
    text([LEFT - 18, TOP + at(row) + 16], label.en, `text-anchor="end" ${grey}`),
    `<line x1="${LEFT}" x2="${width - 30}" y1="${TOP + at(row)}" y2="${TOP + at(row)}" stroke="#e3e8f0"/>`,
  ]);
  const columns = shown.map(({ agency: { label } }, column) => {
    const turn = `transform="rotate(-40 ${LEFT + at(column)} ${TOP - 12})"`;
    return text([LEFT + at(column), TOP - 12], label.zh, `font-size="13" ${turn}`);
  });
  const cells = shown.flatMap((from, row) =>
    shown.map((to, column) => cell(from, to, [LEFT + at(column), TOP + at(row)])),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text([LEFT - 18, 40], 'says ↓', `text-anchor="end" ${grey}`),
    text([LEFT + 8, 40], 'hears →', grey),
    ...rows,
    ...columns,
    ...cells,
    text([width / 2, height - 22], '● hears its events   ◯ takes work from it by hand-over', `${centred} ${grey}`),
    '</svg>\n',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../../docs/architecture.svg', import.meta.url), pictureOf(desks));
