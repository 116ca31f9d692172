/**
 * The notice on the holidays of a year (放假通知). Every house hears the joint centre, so it is said here once, in the
 * words
 * of casework, and counted with everywhere.
 */
import { CalendarPublished } from '@yimen/casework';

export const calendarEvents = [CalendarPublished] as const;
