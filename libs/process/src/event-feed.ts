/** Answers that do not end by themselves (server-sent events), for whoever reads them as they come. */
import type { ServerResponse } from 'node:http';

/** What a reader has not taken when he counts as gone, in bytes. */
const UNREAD = 16_384;

/** Nothing is said to who has been told the end, also where he has not taken it yet. */
export function tell(reader: ServerResponse, text: string): void {
  if (reader.writableEnded) return;
  if (reader.writableLength > UNREAD) reader.destroy();
  else reader.write(text);
}
