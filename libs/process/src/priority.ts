/** Who has the processor first. */
import { constants, getPriority, setPriority } from 'node:os';

/** This process has the processor when nobody else wants it. One that gives way further already goes on so. */
export const giveWay = (): void => setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
