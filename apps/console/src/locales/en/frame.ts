import type { Dictionary } from '../dictionary.ts';

/** What stands around every page, the case list, and words for codes that services send. */
export const frame: Pick<
  Dictionary,
  | 'app'
  | 'nav'
  | 'session'
  | 'clock'
  | 'block'
  | 'cases'
  | 'agency'
  | 'purpose'
  | 'organisationKind'
  | 'caseStatus'
  | 'risk'
  | 'door'
  | 'handOverStatus'
  | 'mergeStatus'
  | 'sectionStatus'
> = {
  app: {
    title: 'Yimen',
    subtitle: 'One door for workers’ rights across the agencies',
    otherLanguage: '中文',
    signOut: 'Sign out',
    skip: 'Skip to content',
    listSign: ', ',
  },
  nav: {
    label: 'Main navigation',
    cases: 'Cases',
    ledger: 'Hand-overs',
    due: 'Deadlines',
    figures: 'Figures',
    intake: 'New case',
    wages: 'Import',
    query: 'GraphQL',
    operations: 'Operations',
  },
  session: {
    choose: 'Choose who you are',
    explain: 'Each person sees and does only what belongs to their desk. All people and firms are invented.',
    welcome: 'Please sign in',
    account: 'Use the account of your office. The IT officer of the district assigns agency and roles.',
    signIn: 'Sign in',
    expired: 'Your sign-in has run out',
    expiredKept: 'What you typed is still here. Sign in again and go on; nothing has to be typed twice.',
    again: 'Sign in again',
    leave: 'Give up and sign out',
    signedIn: 'You are signed in',
    goBack: 'Close this page and go on where you were working.',
    failed: 'The service did not answer; you are not signed in',
    failedNext: 'Make sure that the service is running, then reload this page.',
  },
  clock: {
    demonstration: 'Demo clock',
    nextDay: '+1 day',
    set: 'Set',
    setTo: 'Set to (Beijing time)',
    explain: 'Deadlines of all agencies move along. What has happened stays.',
  },
  block: {
    waiting: 'Loading',
    refreshing: 'Updating',
    retry: 'Try again',
    unknown: '—',
    noAnswer: 'The service did not answer; the network may be down',
    failedNext: 'What is shown stays as it is. Please try again in a moment.',
    failedTrace: 'If you need help, quote the number {{trace}}.',
    broken: 'This page did not open; the network may be down, or the system was just updated',
    brokenNext: 'What was submitted is not affected. It opens again when the network is back, or when you ask.',
    reopen: 'Open again',
    noPage: 'There is no such page',
    showAll: 'Show all {{count}} rows',
    toCases: 'Back to the cases',
  },
  cases: {
    number: 'Number',
    employer: 'Employer',
    people: 'People',
    claimed: 'Claimed (yuan)',
    risk: 'Risk',
    status: 'Status',
    opened: 'Opened',
    search: 'Search cases',
    searchHint: 'Number, employer, project',
    anyStatus: 'Any status',
    clear: 'Clear the filters',
    noneFound: 'No case matches; try fewer filters',
    noneYet:
      'There are no cases yet. Register somebody under New case, or import a wage workbook, to open the first one',
    noneNames: 'No case names your organisation yet',
    noOrganisation:
      'Your account names no organisation, so no case is shown. Ask the operator to add it, then sign in again',
    pages: 'Pages',
    page: 'Page {{page}} of {{pages}}',
    previous: 'Previous',
    next: 'Next',
    keys: '/ search · j k rows · Enter opens',
    andOthers: '{{name}} and {{count}} more',
  },
  agency: {
    union: 'Trade union',
    hr: 'HR bureau',
    court: 'Court',
    justice: 'Justice bureau',
    petition: 'Petition office',
    departments: 'Departments',
    'joint-centre': 'Joint centre',
    people: 'Party register',
    insight: 'Insight',
    gateway: 'Gateway',
    district: 'IT operations',
  },
  purpose: {
    verify: 'Verify identity',
    contact: 'Contact the party',
    serve: 'Serve documents',
    pay: 'Pay out',
    enforce: 'Enforce',
  },
  organisationKind: {
    employer: 'Employer',
    generalContractor: 'General contractor',
    subcontractor: 'Subcontractor',
    bank: 'Bank',
    other: 'Other',
  },
  caseStatus: { open: 'Open', merged: 'Merged', closed: 'Closed' },
  risk: { none: 'None', blue: 'Blue', yellow: 'Yellow', orange: 'Orange', red: 'Red' },
  door: {
    window: 'Window',
    hotline: 'Hotline',
    online: 'Online',
    visit: 'Visit',
    letter: 'Letter',
    outpost: 'Village outpost',
    referral: 'Referral',
  },
  handOverStatus: {
    offered: 'In transit',
    received: 'To be accepted',
    accepted: 'Accepted',
    returned: 'Returned',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
  },
  mergeStatus: {
    proposed: 'Proposed',
    declined: 'Objected',
    merged: 'Merged',
    unmerged: 'Undone',
  },
  sectionStatus: { live: 'Live', silent: 'Quiet for long', empty: 'Nothing' },
};
