/** Questions to begin with; each answers for what the signed-in person may see. */
export const examples = {
  cases: `query {
  cases(first: 5) {
    total
    cases { id number status risk headCount claimed employers { name } }
  }
}
`,
  case: `query Case($id: ID!) {
  case(id: $id) {
    number
    money { claimed agreed paid outstanding }
    deadlines { agency name { zh en } due status provisional }
    sections { agency status asOf }
  }
}
`,
  ledger: `query {
  handOverLedger { from to offered received inTransit accepted returned open balanced }
}
`,
  figures: `query {
  figures { intake cases workers claimed paid outstanding byRoute { label { zh } fen } asOf }
}
`,
};
