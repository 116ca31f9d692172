/** How far something is that takes a while: on a terminal one line that changes, elsewhere one for every tenth. */

export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** To be told how much is done of how much, if that is known; `now` is in milliseconds. */
export function progress(to: Terminal, now: () => number = () => performance.now()) {
  const began = now();
  let told = -1;
  return (done: number, total = 0): void => {
    const share = total === 0 ? 0 : done / total;
    const left = share > 0 ? Math.ceil(((now() - began) * (1 - share)) / share / 1000) : undefined;
    const rest = left === undefined ? '' : `，约剩 ${left} 秒 about ${left} s left`;
    const line = `重建 ${done}/${total || '?'}${total ? ` ${Math.floor(share * 100)}%` : ''}${rest}`;
    if (to.isTTY) to.write(`\r${line}${share === 1 ? '\n' : ''}`);
    else if (Math.floor(share * 10) > told) to.write(`${line}\n`);
    told = Math.max(told, Math.floor(share * 10));
  };
}
