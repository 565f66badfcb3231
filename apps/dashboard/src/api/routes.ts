import type {
  AuditEntry,
  Automation,
  Cart,
  CartFigures,
  Dashboard,
  DashboardListed,
  Feed,
  Figures,
  FigureSettings,
  ListedSegment,
  Me,
  Moment,
  MonitoredConnection,
  Person,
  PersonExplained,
  Run,
  SegmentShown,
  Status,
  Token,
} from './answers.ts'

interface Id {
  readonly id: string
}

/** What each route takes and answers. */
export interface Routes {
  'GET /api/me': { answer: Me }
  'GET /api/setup': { answer: { readonly needed: boolean } }
  'POST /api/setup': {
    body: {
      readonly code: string
      readonly name: string
      readonly email: string
      readonly password: string
    }
    answer: unknown
  }
  'GET /api/status': { answer: Status }
  'GET /api/monitoring': {
    answer: { readonly at: string; readonly connections: readonly MonitoredConnection[] }
  }
  'POST /api/connections/:id/sync': { params: Id; body: object; answer: { readonly run: string } }
  'POST /api/connections/:id/pause': { params: Id; answer: unknown }
  'POST /api/connections/:id/resume': { params: Id; answer: unknown }
  'GET /api/runs': {
    query: { readonly limit: number }
    answer: { readonly runs: readonly Run[] }
  }
  'GET /api/runs/:id': { params: Id; answer: Run }
  'POST /api/deliveries/:id/test': { params: Id; answer: unknown }
  'GET /api/dashboards': { answer: { readonly dashboards: readonly DashboardListed[] } }
  'GET /api/dashboards/:id': { params: Id; answer: Dashboard }
  'POST /api/dashboards/:id/query': { params: Id; body: FigureSettings; answer: Figures }
  'POST /api/figures': { body: object; answer: Figures }
  'GET /api/insights': {
    query: { readonly language: string; readonly limit: number }
    answer: { readonly insights: readonly { readonly id: string; readonly text: string }[] }
  }
  'GET /api/customers': {
    query: { readonly search?: string | undefined; readonly limit: number }
    answer: { readonly persons: readonly Person[]; readonly isCurrent: boolean }
  }
  'GET /api/customers/:id': { params: Id; answer: PersonExplained }
  'GET /api/customers/:id/timeline': {
    params: Id
    query: { readonly before?: string | undefined; readonly limit: number }
    answer: { readonly moments: readonly Moment[] }
  }
  'GET /api/segments': {
    answer: { readonly segments: readonly ListedSegment[]; readonly isCurrent: boolean }
  }
  'GET /api/segments/:id': { params: Id; answer: SegmentShown }
  'GET /api/segments/:id/members': {
    params: Id
    query: { readonly after?: string | undefined; readonly limit: number }
    answer: {
      readonly members: readonly { readonly member: string; readonly enteredAt?: string }[]
    }
  }
  'GET /api/feeds': { answer: { readonly feeds: readonly Feed[] } }
  'POST /api/feeds/:id/run': { params: Id; answer: unknown }
  'POST /api/feeds/:id/allow': { params: Id; answer: unknown }
  'GET /api/carts': {
    query: { readonly limit: number }
    answer: { readonly carts: readonly Cart[] }
  }
  'GET /api/carts/figures': { answer: CartFigures }
  'GET /api/automations': { answer: { readonly automations: readonly Automation[] } }
  'POST /api/automations/:id/pause': { params: Id; answer: unknown }
  'POST /api/automations/:id/resume': { params: Id; answer: unknown }
  'GET /api/tokens': { answer: { readonly tokens: readonly Token[] } }
  'POST /api/tokens': {
    body: { readonly name: string; readonly permissions: readonly string[] }
    answer: { readonly secret: string; readonly token: Token }
  }
  'POST /api/tokens/:id/revoke': { params: Id; answer: unknown }
  'GET /api/audit': {
    query: { readonly before?: string | undefined; readonly limit: number }
    answer: { readonly entries: readonly AuditEntry[]; readonly next: string | null }
  }
}

export type Route = keyof Routes

export type AnswerOf<Name extends Route> = Routes[Name]['answer']

/** What has to be said to ask a route. */
export type AskedOf<Name extends Route> = Omit<Routes[Name], 'answer'>
