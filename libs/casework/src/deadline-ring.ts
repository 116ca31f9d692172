/**
 * Rings the clocks whose moment has come, oldest first. It knows when the next one is due, so that a tick with nothing
 * to do costs nothing; after an outage it gathers what is due, sorts it by its moment and rings it in waves.
 */
import { order } from '@yimen/kernel';
import { RingClock, type clocksOf } from './deadline-clocks.ts';
import { DEADLINES, type DeadlineRow } from './deadline-rows.ts';
import { giveTogether, type Given, type RowMeans } from './orders-together.ts';

/** Rows that are read at once. */
const PAGE = 4000;
/** As many appends as a store writes with one commit. */
const WAVE = 128;
/** Waves in one call, so that whoever waits for its turn does not wait long. */
const WAVES = 8;
/** How far ahead it looks for the next moment. */
const AHEAD_MS = 60_000;

/** Before the first row, and after the last moment. */
const START = { order: '', key: '' };
const NEVER = '~';

/** Clocks of one procedure that speak at one moment. */
interface Due {
  /** Of the stream of the procedure's clocks. */
  readonly id: string;
  /** The alarm that rings: the latest that is due. Its time is the legal moment, however late it rings. */
  readonly moment: string;
  readonly slots: readonly { rule: string; key: string }[];
  /** Tells this ringing from every other of the same clocks. */
  readonly mark: string;
}

export interface Ringing {
  /** Rings what is due, but not so much that others wait for long; how many procedures spoke. */
  ring(): Promise<number>;
  /** A running clock of the own house was kept in its row; it speaks next at this moment. */
  announce(alarm: string): void;
  /** Rows may have changed unseen: looks at all of them again. */
  lookAgain(): void;
}

export function ringing(clocks: ReturnType<typeof clocksOf>, means: RowMeans): Ringing {
  const sight = watching(means);
  let queue: readonly Due[] = [];
  /** The moment as of which the queue was gathered. */
  let asOf = '';

  function lookAgain(): void {
    queue = [];
    asOf = '';
    sight.forget();
  }

  async function wave(): Promise<number> {
    const all = together(queue);
    const wrong = await giveTogether(
      all.map((due) => givenFor(clocks, means, { due, now: asOf })),
      { ...means, look: means.rows },
    );
    queue = queue.slice(all.length);
    if (wrong[0]) throw wrong[0].error;
    return all.length;
  }

  async function ring(): Promise<number> {
    const now = means.world.now();
    if (now < asOf) lookAgain();
    if (queue.length === 0) {
      if (now < sight.next()) return 0;
      queue = await sight.gather(now);
      asOf = now;
    }
    let rung = 0;
    for (let waves = 0; waves < WAVES && queue.length > 0; waves += 1) rung += await wave();
    return rung;
  }

  return { ring, announce: sight.announce, lookAgain };
}

/** The first of the queue, up to where a procedure comes again: its second moment has to wait for its first. */
function together(queue: readonly Due[]): readonly Due[] {
  const ids = new Set<string>();
  const all: Due[] = [];
  for (const due of queue) {
    if (all.length === WAVE || ids.has(due.id)) break;
    ids.add(due.id);
    all.push(due);
  }
  return all;
}

type Ring = { readonly due: Due; readonly now: string };

function givenFor(clocks: ReturnType<typeof clocksOf>, { agency, world }: RowMeans, { due, now }: Ring): Given {
  const { id, moment, slots, mark } = due;
  const actor = { id: 'system', agency, roles: ['system'] };
  // Also by when it was found, for a clock may be set going once more with the same moments.
  const by = { actor, commandId: world.derive(`${mark}/${now}`), occurredAt: moment };
  return { order: order(clocks, id, RingClock({ slots: [...slots], now })), by };
}

/** Reads on over the rows in the order of their alarms, and goes back where a clock was announced before its place. */
function reading({ rows }: RowMeans) {
  /** Everything up to here has been gathered. */
  let from = START;
  /** The earliest moment that was announced since the last look at the rows. */
  let announced = NEVER;

  return {
    announced: () => announced,
    announce(alarm: string): void {
      if (alarm < announced) announced = alarm;
      if (alarm <= from.order) from = { order: alarm, key: '' };
    },
    restart: () => void (from = START),
    async look(upTo: string, limit: number) {
      announced = NEVER;
      const after = from === START ? {} : { after: from };
      return rows.rows<DeadlineRow>(DEADLINES, { upTo, limit, ...after });
    },
    goOn(last: { readonly order?: string | undefined; readonly key: string } | undefined): void {
      if (last) from = { order: last.order ?? '', key: last.key };
      if (announced <= from.order) from = { order: announced, key: '' };
    },
  };
}

/** Watches the rows: what is due now, and when it is worth to look again. */
function watching(means: RowMeans) {
  const place = reading(means);
  /** Nothing is due before this; unknown while it is empty. */
  let next = '';
  /** So far ahead it has looked; then it looks at everything again, for rows may have been written anew. */
  let ahead = '';

  return {
    next: () => next,
    announce(alarm: string): void {
      place.announce(alarm);
      if (alarm < next) next = alarm;
    },
    forget(): void {
      place.restart();
      next = '';
    },
    async gather(now: string): Promise<readonly Due[]> {
      if (next === ahead) place.restart();
      const found: DeadlineRow[][] = [];
      for (let full = true; full;) {
        const page = await place.look(now, PAGE);
        found.push(page.map(({ data }) => data).filter((row) => row.live));
        place.goOn(page.at(-1));
        full = page.length === PAGE;
      }
      ahead = new Date(Date.parse(now) + AHEAD_MS).toISOString();
      const [first] = await place.look(ahead, 1);
      const seen = first?.order ?? ahead;
      next = place.announced() < seen ? place.announced() : seen;
      return dueOf(found.flat(), now);
    },
  };
}

/** Clocks of one procedure that ring at the same moment ring together. */
function dueOf(rows: readonly DeadlineRow[], now: string): Due[] {
  const due = new Map<string, { id: string; moment: string; slots: Due['slots'][number][]; mark: string }>();
  for (const { procedure, procedureId, rule, key, alarms } of rows) {
    const moment = alarms.findLast((at) => at <= now) ?? now;
    const id = `${procedure}/${procedureId}`;
    const known = due.get(`${moment}|${id}`) ?? { id, moment, slots: [], mark: `${id}/${moment}` };
    known.slots.push({ rule, key });
    known.mark += `/${rule}/${key}/${alarms.length}`;
    due.set(`${moment}|${id}`, known);
  }
  return [...due].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}
