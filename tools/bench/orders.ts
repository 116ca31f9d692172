/** Orders to another process of a benchmark: one at a time, each answered. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Reply<T> {
  readonly done?: T;
  readonly failed?: string;
}

/** Another process that takes orders, by its file in this folder. */
export const forked = (file: string, ...args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args);

/** Puts an order to a child that takes such, and rejects with what went wrong there, also with its end. */
export function orderTo<T>(child: ChildProcess, order: object): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const ended = () => reject(new Error('the other process has ended'));
    child.once('exit', ended);
    child.once('message', ({ done, failed }: Reply<T>) => {
      child.off('exit', ended);
      if (failed === undefined) resolve(done as T);
      else reject(new Error(failed));
    });
    child.send(order);
  });
}

/** Takes orders from the process that has started this one, until that lets go. */
export function takeOrders<Order>(carryOut: (order: Order) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (done) => process.send!({ done }),
      (error: unknown) => process.send!({ failed: String(error) }),
    );
  });
}
