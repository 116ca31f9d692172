/**
 * A petition that is refused as a duplicate is no case of its own: its claims stand in the case that is pending. Where
 * anybody else came in on its case, or a petition that was not refused, the case counts as any other.
 */
export interface Comings {
  /** The petitions on the case by their streams, and whether each was refused as a duplicate. */
  readonly petitions?: Readonly<Record<string, boolean>>;
  /** It came in at the door of another agency, too. */
  readonly elsewhere?: boolean;
}

/** The refusal may be heard before the registration. */
export const withPetition = <R extends Comings>(row: R, stream: string, refused: boolean): R => ({
  ...row,
  petitions: { ...row.petitions, [stream]: refused || (row.petitions?.[stream] ?? false) },
});

export const withDoor = <R extends Comings>(row: R, agency: string): R =>
  agency === 'petition' ? row : { ...row, elsewhere: true };

export function isDuplicate({ petitions = {}, elsewhere = false }: Comings): boolean {
  const refused = Object.values(petitions);
  return !elsewhere && refused.length > 0 && refused.every(Boolean);
}
