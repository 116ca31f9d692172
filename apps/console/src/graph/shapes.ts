/** What the console reads of the graph. Fields that another service answers may be null while the rest stands. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly masked: boolean | null;
}

export interface Organisation {
  readonly id: string;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly kind: string | null;
}

export interface ClaimItem {
  readonly id: string;
  readonly kind: string;
  readonly kindLabel: Label;
  readonly from: string;
  readonly to: string;
  readonly fen: number;
}

export interface CaseMember {
  readonly person: Person;
  readonly role: string;
  readonly roleLabel: Label;
  readonly items: readonly ClaimItem[];
}

export interface MergeProposal {
  readonly id: string;
  readonly other: string;
  readonly score: number;
  readonly because: readonly Label[];
  readonly approvals: readonly string[];
  readonly status: string;
}

export interface CaseLinks {
  readonly survivor: string;
  readonly merged: readonly string[];
  readonly proposals: readonly MergeProposal[];
}

export interface HandOver {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string | null;
  readonly kind: string;
  readonly kindLabel: Label;
  readonly status: string;
  readonly offeredOn: string;
  readonly answeredOn: string | null;
  readonly reason: string | null;
  readonly returnReason: Label | null;
}

export interface Fact {
  readonly label: Label;
  readonly value: string;
  readonly kind: string;
  /** What a code is called. */
  readonly words: Label | null;
}

/** A command that the signed-in person may give now, with the schema that its form is drawn from. */
export interface Action {
  readonly command: string;
  readonly label: Label;
  readonly mutation: string;
  readonly inputType: string;
  readonly schema: unknown;
}

export interface Procedure {
  readonly id: string;
  readonly kind: string;
  readonly label: Label;
  readonly status: string;
  readonly statusLabel: Label;
  readonly closed: boolean;
  readonly version: number;
  readonly openedAt: string;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
}

export interface AgencyFile {
  readonly agency: string;
  readonly label: Label;
  readonly asOf: string;
  readonly procedures: readonly Procedure[];
  readonly openings: readonly Action[];
}

export interface TimelineEntry {
  readonly id: string;
  readonly agency: string;
  readonly type: string;
  readonly label: Label;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly facts: readonly Fact[];
  readonly procedure: string;
}

export interface RouteFigure {
  readonly route: string;
  readonly label: Label;
  readonly fen: number;
}

export interface PersonMoney {
  readonly person: Person;
  readonly claimed: number;
  readonly agreed: number;
  readonly paid: number;
  readonly outstanding: number;
}

export interface CaseMoney {
  readonly claimed: number;
  readonly agreed: number;
  readonly paid: number;
  readonly outstanding: number;
  readonly waived: number;
  readonly interest: number;
  readonly byRoute: readonly RouteFigure[];
  readonly byPerson: readonly PersonMoney[];
  readonly recourse: readonly { by: Organisation; against: Organisation; fen: number }[];
}

export interface Deadline {
  readonly id: string;
  readonly agency: string;
  readonly rule: string;
  readonly name: Label;
  readonly law: string;
  readonly article: string;
  readonly start: string;
  readonly due: string;
  readonly latest: string | null;
  readonly status: string;
  /** The day of the act that ended it, in time or late; null while it waits for one. */
  readonly ended: string | null;
  /** `duty` of somebody; a `right` or an `option` is not late when its day has passed, it is over. */
  readonly nature: string;
  readonly provisional: boolean;
  readonly explain: readonly Label[];
  readonly caseId: string | null;
}

/** Where an agency stands according to the last known projection. */
export interface Section {
  readonly agency: string;
  readonly label: Label;
  readonly status: string;
  readonly asOf: string | null;
  readonly heardAt: string | null;
  readonly summary: Label | null;
}

/** What the list shows of a case. */
export interface CaseRow {
  readonly id: string;
  readonly number: string | null;
  readonly status: string | null;
  readonly openedOn: string | null;
  readonly risk: string | null;
  readonly headCount: number | null;
  readonly claimed: number | null;
  readonly employers: readonly Organisation[] | null;
}

/** A case over all agencies; the files of the agencies stand beside it, by field name. */
export interface CaseView extends CaseRow {
  readonly doors: readonly string[] | null;
  readonly members: readonly CaseMember[] | null;
  readonly links: CaseLinks | null;
  readonly handOvers: readonly HandOver[] | null;
  readonly timeline: readonly TimelineEntry[] | null;
  readonly money: CaseMoney | null;
  readonly deadlines: readonly Deadline[] | null;
  readonly sections: readonly Section[] | null;
}

/** An agency that adds its file to a case, as the gateway lists it. */
export interface AgencyField {
  readonly name: string;
  readonly field: string;
  readonly label: Label;
}

export interface Refusal {
  readonly code: string;
  readonly message: Label;
  readonly law: string | null;
  readonly nextDoor: Label | null;
}

export interface Receipt {
  readonly id: string;
  readonly version: number;
  readonly refusal: Refusal | null;
}
