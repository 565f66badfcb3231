import * as z from 'zod'

/** What becomes of whoever said yes, no, or nothing. */
export const consentSettings = {
  withoutConsent: z.enum(['updateOnly', 'add']).optional().meta({
    title: 'Who never said a word',
    description:
      '`updateOnly` (default): is changed where they are on the list already, and not added. `add`: is added too. Only where the law lets you.',
  }),
  doubleOptIn: z.enum(['ask', 'skip']).optional().meta({
    title: 'Double opt-in',
    description:
      'On a list that has it: `ask` (default), Heyloyalty asks new members to confirm. `skip`: who agreed here is a member at once.',
  }),
  optOuts: z.enum(['unsubscribe', 'keep']).optional().meta({
    title: 'Opt-outs',
    description:
      '`unsubscribe` (default): who said no to mails here is unsubscribed. `keep`: Heyloyalty is not told.',
  }),
  reactivate: z.enum(['never', 'newerConsent']).optional().meta({
    title: 'Who unsubscribed',
    description:
      '`never` (default): stays unsubscribed. `newerConsent`: is a member again if they agreed here after they unsubscribed there.',
  }),
  whenGone: z.enum(['keep', 'unsubscribe', 'anonymise']).optional().meta({
    title: 'Customers who are gone',
    description: 'What becomes of their members. Default `keep`. An erasure always anonymises.',
  }),
}
