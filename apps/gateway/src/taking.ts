/** Takes what services say of their schemas, so that one that does not fit keeps no other out. */

/** By the name of the service. */
export type Sdls = ReadonlyMap<string, string>;

/**
 * Changes what is in force to what is said, where `take` does not throw at it. One that does not fit is told of once,
 * and not tried again before it has changed.
 */
export function taking(inForce: Map<string, string>, tell: (name: string, why: string) => void) {
  const refused = new Map<string, string>();
  return (said: Sdls, take: (all: Sdls) => void): void => {
    for (const [name, sdl] of said) {
      if (sdl === inForce.get(name) || sdl === refused.get(name)) continue;
      try {
        take(new Map([...inForce, [name, sdl]]));
        inForce.set(name, sdl);
      } catch (error) {
        refused.set(name, sdl);
        tell(name, (error as Error).message);
      }
    }
  };
}
