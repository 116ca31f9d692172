/** Draws who hears whom from the agencies' declarations, as an SVG for ARCHITECTURE.md. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Desk } from '@yimen/edge';
import { desks } from '@yimen/hall';

const [WIDTH, ROW, BOX, HEIGHT] = [980, 150, 180, 64];
interface Place {
  readonly x: number;
  readonly y: number;
  readonly zh: string;
  readonly en: string;
}

/** Doors and procedures above, who joins them up below. */
function placesOf(shown: readonly Desk[]): Map<string, Place> {
  const upper = shown.filter(({ agency }) => agency.handOvers);
  const lower = shown.filter(({ agency }) => !agency.handOvers);
  const row = (members: readonly Desk[], y: number) =>
    members.map(({ agency }, at): [string, Place] => {
      const gap = WIDTH / members.length;
      return [agency.name, { x: gap * at + (gap - BOX) / 2, y, ...agency.label }];
    });
  const half = Math.ceil(upper.length / 2);
  return new Map([...row(upper.slice(0, half), 90), ...row(upper.slice(half), 90 + ROW), ...row(lower, 90 + 2 * ROW)]);
}

const box = ({ x, y, zh, en }: Place): string =>
  `<g><rect x="${x}" y="${y}" width="${BOX}" height="${HEIGHT}" rx="8" fill="#fff" stroke="#1f5fbf"/>` +
  `<text x="${x + BOX / 2}" y="${y + 28}" text-anchor="middle" font-size="16">${zh}</text>` +
  `<text x="${x + BOX / 2}" y="${y + 48}" text-anchor="middle" font-size="12" fill="#595959">${en}</text></g>`;

/** A line bends a little, so that two that run side by side can be told apart. */
function arrow(from: Place, to: Place, at: number): string {
  const [x1, y1, x2, y2] = [from.x + BOX / 2, from.y + HEIGHT / 2, to.x + BOX / 2, to.y + HEIGHT / 2];
  const bend = 14 + (at % 5) * 9;
  const [mx, my] = [(x1 + x2) / 2 + (y2 - y1) * 0.06 + bend, (y1 + y2) / 2 - bend];
  return `<path d="M${x1} ${y1} Q${mx.toFixed(0)} ${my.toFixed(0)} ${x2} ${y2}" fill="none" stroke="#9bb4d8" stroke-width="1"/>`;
}

export function pictureOf(shown: readonly Desk[]): string {
  const places = placesOf(shown);
  const lines = shown.flatMap(({ agency }) =>
    agency.hears.flatMap((heard, at) => {
      const [from, to] = [places.get(heard.agency), places.get(agency.name)];
      return from && to && heard.agency !== agency.name ? [arrow(from, to, at)] : [];
    }),
  );
  const bottom = 90 + 3 * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 40}" font-family="sans-serif">`,
    `<rect width="${WIDTH}" height="${bottom + 40}" fill="#f7f9fc"/>`,
    ...lines,
    `<rect x="40" y="20" width="${WIDTH - 80}" height="40" rx="8" fill="#1f5fbf"/>`,
    `<text x="${WIDTH / 2}" y="45" text-anchor="middle" fill="#fff" font-size="15">console 控制台 · gateway 网关 · one graph, case(id)</text>`,
    ...[...places.values()].map(box),
    `<text x="${WIDTH / 2}" y="${bottom + 12}" text-anchor="middle" font-size="13" fill="#595959">`,
    `each box: its own service, its own log, its own topic; a line: one hears the other's published events</text>`,
    '</svg>\n',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../../docs/architecture.svg', import.meta.url), pictureOf(desks));
