/** Pages of one browser tell each other that somebody has signed in. */
const channel = (): BroadcastChannel => new BroadcastChannel('yimen.session');

/** Where the provider sends people back to who signed in beside the page on which they were working. */
export const SIGNED_IN = '/signed-in';

export function tellOthers(): void {
  const own = channel();
  own.postMessage('signed in');
  own.close();
}

/** Called when another page says so, and when one comes back to this one, until the answer is called. */
export function whenOthersSignIn(look: () => void): () => void {
  const own = channel();
  own.onmessage = look;
  addEventListener('focus', look);
  return () => {
    own.close();
    removeEventListener('focus', look);
  };
}

const here = new EventTarget();
/** What was closed for want of a sign-in is opened again. */
export const comeBack = (): void => void here.dispatchEvent(new Event('back'));
export function whenBack(listener: () => void): () => void {
  here.addEventListener('back', listener);
  return () => here.removeEventListener('back', listener);
}
