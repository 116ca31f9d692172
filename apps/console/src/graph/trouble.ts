import type { CombinedError } from '@urql/core';
import type { InputFault } from '../act/faults.ts';

/** One agency that did not answer, as the gateway says it. */
export interface Silence {
  readonly agency: string;
  readonly message: string;
}

type Extensions = Readonly<Record<string, unknown>>;
const extensionsOf = (error: { extensions?: unknown }): Extensions => (error.extensions ?? {}) as Extensions;

/** Agencies that are silent in a partial answer. */
export const silences = (error: CombinedError | undefined): Silence[] =>
  (error?.graphQLErrors ?? []).flatMap((each) => {
    const { code, agency } = extensionsOf(each);
    return code === 'AGENCY_UNAVAILABLE' && typeof agency === 'string' ? [{ agency, message: each.message }] : [];
  });

/** A field of the answer that came back as an error. */
export interface Broken {
  readonly field: string;
  readonly message: string;
}

/** Which fields of the first object are missing because of an error, and what the service says of it. */
export const brokenFields = (error: CombinedError | undefined): Broken[] =>
  (error?.graphQLErrors ?? []).flatMap(({ path, message }) => {
    const field = path?.[1];
    return typeof field === 'string' ? [{ field, message }] : [];
  });

/** Faults of single fields, when a service could not read what was sent. */
export const inputFaults = (error: CombinedError | undefined): InputFault[] =>
  (error?.graphQLErrors ?? []).flatMap((each) => {
    const { code, fields } = extensionsOf(each);
    return code === 'BAD_USER_INPUT' && Array.isArray(fields) ? (fields as InputFault[]) : [];
  });

/** Whether the sign-in is over. */
export const isSignedOut = (error: CombinedError | undefined): boolean =>
  (error?.response as Response | undefined)?.status === 401 ||
  (error?.graphQLErrors ?? []).some((each) => extensionsOf(each).code === 'UNAUTHENTICATED');

/** What went wrong in words a clerk can report: the service's own words, or undefined when nothing answered at all. */
export function wordsOf(error: CombinedError): string | undefined {
  if (error.graphQLErrors.length === 0) return undefined;
  return [...new Set(error.graphQLErrors.map((each) => each.message))].join('\n');
}

/** The number to quote when one calls for help. */
export const traceOf = (error: CombinedError | undefined): string | undefined =>
  error?.graphQLErrors.map((each) => extensionsOf(each).trace).find((trace) => typeof trace === 'string') as
    string | undefined;
