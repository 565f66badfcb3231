import type { AnswerOf, AskedOf } from './routes.ts'

type Each<List> = List extends readonly (infer One)[] ? One : never

/** What the host tells, part by part, by the names that pages have for it. */
export type Status = AnswerOf<'GET /api/status'>
export type DeliveryState = Each<Status['deliveries']>
export type Letters = DeliveryState['deadLetters']

/** What went wrong, as people are told it. */
export interface Trouble {
  readonly message: string
  readonly hint?: string | undefined
}

export type MonitoredConnection = Each<AnswerOf<'GET /api/monitoring'>['connections']>
export type MonitoredStream = Each<MonitoredConnection['streams']>
export type Standing = MonitoredStream['standing']

export type Organisation = Each<AnswerOf<'GET /api/organisations'>['organisations']>

export type Run = AnswerOf<'GET /api/runs/:id'>

type ToldFigures = AnswerOf<'POST /api/dashboards/:id/query'>
type FigureAnswerOrProblem = Each<ToldFigures['answers']>
/** Figures of one question, or why there are none. */
export type FigureAnswer = Partial<Extract<FigureAnswerOrProblem, { metrics: unknown }>> &
  Partial<Extract<FigureAnswerOrProblem, { problem: unknown }>>
export interface Figures {
  readonly answers: readonly FigureAnswer[]
  readonly completeness: ToldFigures['completeness']
}
export type FigureRow = Each<NonNullable<FigureAnswer['rows']>>
export type FigureDefinition = Each<NonNullable<FigureAnswer['metrics']>>
export type FigureSettings = NonNullable<AskedOf<'POST /api/dashboards/:id/query'>['body']>
export type Dashboard = AnswerOf<'GET /api/dashboards/:id'>
export type Widget = Each<Dashboard['widgets']>
export type DashboardListed = Each<AnswerOf<'GET /api/dashboards'>['dashboards']>

export type Person = Each<AnswerOf<'GET /api/customers'>['persons']>
export type PersonExplained = AnswerOf<'GET /api/customers/:id'>
export type Moment = Each<AnswerOf<'GET /api/customers/:id/timeline'>['moments']>

export type ListedSegment = Each<AnswerOf<'GET /api/segments'>['segments']>
export type SegmentShown = AnswerOf<'GET /api/segments/:id'>
export type SegmentMember = Each<AnswerOf<'GET /api/segments/:id/members'>['members']>
export type SegmentCatalogue = AnswerOf<'GET /api/segment-fields'>

export type CampaignAnswer = AnswerOf<'POST /api/attribution/report'>
export type CampaignRow = Each<CampaignAnswer['rows']>
export type ScheduledReport = Each<AnswerOf<'GET /api/reports'>['reports']>
export type Sending = Each<ScheduledReport['told']>

export type Feed = Each<AnswerOf<'GET /api/feeds'>['feeds']>
export type FeedProblem = Each<NonNullable<Feed['last']>['problems']>
export type Cart = Each<AnswerOf<'GET /api/carts'>['carts']>
export type CartFigures = AnswerOf<'GET /api/carts/figures'>
export type Automation = Each<AnswerOf<'GET /api/automations'>['automations']>

export type Token = Each<AnswerOf<'GET /api/tokens'>['tokens']>
export type AuditEntry = Each<AnswerOf<'GET /api/audit'>['entries']>
export type Me = AnswerOf<'GET /api/me'>

export type Member = Each<AnswerOf<'GET /api/people'>['members']>
export type Invitation = Each<AnswerOf<'GET /api/people'>['invitations']>

export type DeadLetter = Each<AnswerOf<'GET /api/dead-letters/:part'>['letters']>
