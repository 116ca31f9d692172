/** GraphQL names; whatever else a service calls its mutation is not sent. */
const NAME = /^[A-Za-z_]\w*$/;
const INPUT = /^\[?[A-Za-z_]\w*!?\]?!?$/;

export interface Given {
  readonly mutation: string;
  readonly inputType: string;
}

/** The text of any command's mutation: all have one form. */
export function mutationOf({ mutation, inputType }: Given): string {
  if (!NAME.test(mutation)) throw new Error(`not the name of a mutation: ${mutation}`);
  if (!INPUT.test(inputType)) throw new Error(`not the name of an input: ${inputType}`);
  const asked = '$id: ID!, $commandId: ID!, $occurredAt: String, $expectedVersion: Int';
  const passed = 'id: $id, commandId: $commandId, occurredAt: $occurredAt, expectedVersion: $expectedVersion';
  const words = '{ zh en }';
  return `mutation Act(${asked}, $input: ${inputType.replace(/!$/, '')}!) {
  receipt: ${mutation}(${passed}, input: $input) {
    id
    version
    refusal { code message ${words} law nextDoor ${words} }
  }
}`;
}
