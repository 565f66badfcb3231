import * as z from 'zod'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const apiAddress = z.string().refine(
  (text) => {
    const url = URL.parse(text)
    return (
      url !== null &&
      (url.protocol === 'https:' || localHost.test(url.hostname)) &&
      !text.endsWith('/')
    )
  },
  { message: 'expected an https address without a slash at its end' },
)

/** What is not published about Contacthub, or differs between workspaces. */
export const vendorSettings = {
  schemas: z.enum(['known', 'vendor']).optional().meta({
    title: 'Schemas of events',
    description:
      '`known` (default) checks events by the published schemas before they are sent. `vendor` leaves it to Contacthub, for types and properties that are newer.',
  }),
  countries: z.enum(['code', 'name']).optional().meta({
    assumed: 'In Contacthub: the address of a customer.',
    title: 'Countries',
    description: 'Of addresses: their `code` (default) or English `name`.',
  }),
  returnAmounts: z.enum(['positive', 'negative']).optional().meta({
    assumed: 'In Contacthub: an event of a return.',
    title: 'Amounts of returns',
    description: '`positive` (default) or `negative`.',
  }),
  confirmEvents: z.boolean().optional().meta({
    title: 'Confirms events',
    description:
      'Whether an event counts as sent only when it shows, which takes one more request. Default false: when it is accepted.',
  }),
  unseenEvents: z.enum(['lose', 'double']).optional().meta({
    title: 'Events of which nobody saw the outcome',
    description:
      'Only of an untrusted source, which cannot ask: `lose` (default) or `double`. A trusted one looks.',
  }),
  customerChanges: z.enum(['updatedAt', 'none']).optional().meta({
    title: 'Changes of customers',
    description:
      'By what changed customers are listed: `updatedAt` (default). `none`: workspaces that refuse it, where all are listed each time.',
  }),
  eventsSince: z.iso.date().optional().meta({
    title: 'Events since',
    description: 'The day from which events are read. Default 30 days before the first run.',
  }),
  eventOverlapMs: z.int().min(0).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Looks back for events',
    description: 'Milliseconds; for events that are told late. Default 259200000, three days.',
  }),
  searchLagMs: z.int().min(0).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Lag of lists',
    description: 'Milliseconds by which lists and queries lag behind writes. Default 60000.',
  }),
  storedWithinMs: z.int().min(0).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Stored within',
    description: 'Milliseconds after its answer within which an event is stored. Default 10000.',
  }),
  reindexingMs: z.int().min(1_000).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Wait while reindexing',
    description: 'Milliseconds, where the answer 423 does not say. Default 60000.',
  }),
  requestsPerSecond: z.int().min(1).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Requests in a second',
    description: 'Default 5.',
  }),
  concurrentRequests: z.int().min(1).optional().meta({
    assumed: 'The support of Contacthub.',
    title: 'Requests at once',
    description: 'Default 4.',
  }),
  apiBase: apiAddress.optional().meta({
    title: 'Address of the API',
    description: 'With its version. Default `https://api.contactlab.it/hub/v1`.',
  }),
}
