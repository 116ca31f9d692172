/** Takes what services say of their schemas, so that one that does not fit keeps no other out. */
import { parse } from 'graphql';

/** By the name of the service. */
export type Sdls = ReadonlyMap<string, string>;

type Change = readonly [name: string, sdl: string];

/**
 * Changes what is in force to what is said, where `take` does not throw at it. One that does not fit is told of once;
 * it is tried again as soon as anybody says something else or is taken, because it may fit to that.
 */
export function taking(inForce: Map<string, string>, tell: (name: string, why: string) => void) {
  let refused: Sdls = new Map();
  return (said: Sdls, take: (all: Sdls) => void): void => {
    const isOpen = ([name, sdl]: Change) => sdl !== inForce.get(name);
    const isNew = ([name, sdl]: Change) => sdl !== refused.get(name);
    const changes = [...said].filter(isOpen);
    if (changes.length === refused.size && !changes.some(isNew)) return;
    const why = new Map<string, string>();
    const noted = (some: readonly Change[], act: () => void): boolean => {
      const fault = faultOf(act);
      for (const [name] of fault ? some : []) why.set(name, fault!.message);
      return !fault;
    };
    // What is no schema at all must not keep those together from being tried that are.
    const schemas = changes.filter((each) => noted([each], () => void parse(each[1])));
    const isTaken = (some: readonly Change[]): boolean => {
      const fits = noted(some, () => take(new Map([...inForce, ...some])));
      for (const [name, sdl] of fits ? some : []) inForce.set(name, sdl);
      return fits;
    };
    tryAll(schemas, { isNew, isTaken });
    const left = changes.filter(isOpen);
    for (const [name] of left.filter(isNew)) tell(name, why.get(name) ?? '');
    refused = new Map(left);
  };
}

interface Trying {
  /** False if it was tried alone, over what is in force now. Each trial costs a second, in which nobody is answered. */
  readonly isNew: (change: Change) => boolean;
  readonly isTaken: (some: readonly Change[]) => boolean;
}

/**
 * What is released together may fit together only: all are tried at once, and one by one where that fails, and the rest
 * again as long as it becomes less.
 */
function tryAll(changes: readonly Change[], { isNew, isTaken }: Trying): void {
  if (changes.length > 1 && isTaken(changes)) return;
  const left = changes.filter((each) => !isNew(each) || !isTaken([each]));
  if (left.length > 0 && left.length < changes.length) tryAll(left, { isNew: () => true, isTaken });
}

function faultOf(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
