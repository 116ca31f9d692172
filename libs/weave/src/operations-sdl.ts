/** The operator's desk in the graph: types are the same at every service, fields carry the agency's name. */
export const operationsSdl = (name: string): string => words.replaceAll('AGENCY', name);

const words = `"运行 What the IT officer sees of one service: case ids, types and causes, never what is in a case"
type Operations @shareable {
  agency: String!
  label: Label!
  asOf: String!
  "要处理的事，为空即正常 What is wrong; empty when all is well"
  wrong: [Label!]!
  behind: [Behind!]!
  silentClocks: Int!
  parked: [ParkedEvent!]!
  views: [String!]!
  rebuilds: [Rebuild!]!
  verification: Verification
}
"来源 is the agency itself for its own log, \`bus\` for what it has yet to publish"
type Behind @shareable { from: String! count: Int! more: Boolean! since: String }
type ParkedEvent @shareable { id: ID! caseId: ID! listener: String! from: String! event: Label! occurredAt: String! why: String! cause: String! since: String! skip: SkipAsked }
"One person has asked to leave it out; another one must agree"
type SkipAsked @shareable { by: String! reason: String! at: String! own: Boolean! }
"state: building, built, switching, switched, discarded, failed"
type Rebuild @shareable { view: String! state: String! startedAt: String! done: Int! total: Int secondsLeft: Int rows: Int differing: Int differences: [RowDifference!]! came: Int why: String }
"kind: missing, extra, changed; only names of fields are told"
type RowDifference @shareable { key: ID! kind: String! fields: [String!]! }
"state: running, done, failed"
type Verification @shareable { state: String! startedAt: String! views: Int! findings: [Finding!]! unread: [String!]! why: String }
type Finding @shareable { where: String! what: String! label: Label! }
"What came of it: words of success, or why not"
type Operated @shareable { said: Label refusal: Label operations: Operations! }
extend type Query {
  "运行 Operations (operator)"
  AGENCYOperations: Operations
}
extend type Mutation {
  "重试 Takes the parked events of a case again (operator)"
  AGENCYRetryParked(caseId: ID!): Operated!
  "申请跳过 Asks to leave a parked event out; another person must agree (operator)"
  AGENCYAskToSkip(id: ID!, reason: String!): Operated!
  "同意跳过 (operator)"
  AGENCYAgreeToSkip(id: ID!): Operated!
  "重建 Builds a view anew beside the live one (operator)"
  AGENCYRebuildView(view: String!): Operated!
  "切换 Exchanges the rows for those that were built (operator)"
  AGENCYSwitchView(view: String!): Operated!
  "放弃 Forgets what was built (operator)"
  AGENCYDiscardView(view: String!): Operated!
  "校验 Folds the logs anew and compares every row (operator)"
  AGENCYVerify: Operated!
}
`;
