import { faultOf } from '@cartograph/core'
import { Hono, type Context, type Next } from 'hono'
import type { ConfigurationDesk, ModuleDesk, OrganisationDesk } from '../declared/index.ts'
import { handWriting } from '../work/index.ts'
import { accessGuard, type GuardParts } from './access-guard.ts'
import { answeredOnce } from './answered-once.ts'
import { allowedAreas } from './allowed-areas.ts'
import { namedSupport } from './named-support.ts'
import { apiBodyLimit } from './api-body-limit.ts'
import { auditRoutes } from './audit-routes.ts'
import { automationRoutes } from './automation-routes.ts'
import { bonusRoutes } from './bonus-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { cartLinkRoutes, cartRoutes } from './cart-routes.ts'
import { configurationRoutes } from './configuration-routes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { dashboardRoutes } from './dashboard-routes.ts'
import { deadLetterRoutes } from './dead-letter-routes.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { describedRequests, type AnswerCheck } from './described-requests.ts'
import { feedRoutes } from './feed-routes.ts'
import { figuresRoutes } from './figures-routes.ts'
import { closedHeaders, commonHeaders, onlyHosts } from './guards.ts'
import { healthRoutes } from './health-routes.ts'
import { hookRoutes, type HookParts } from './hook-routes.ts'
import { insightRoutes } from './insight-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { mappingRoutes } from './mapping-routes.ts'
import { metricsRoutes } from './metrics-routes.ts'
import type { MetricsSource } from './metrics-source.ts'
import { moduleRoutes } from './module-routes.ts'
import { noticeRoutes } from './notice-routes.ts'
import { peopleRoutes } from './people/people-routes.ts'
import { organisationRoutes } from './organisation-routes.ts'
import { openApiRoutes } from './openapi-routes.ts'
import { pauseRoutes } from './pause-routes.ts'
import { pageAnswer } from './page-answer.ts'
import { installedPage } from './page-files.ts'
import { pageRoutes } from './pages/page-routes.ts'
import { faultProblem, problem, stopping } from './problem.ts'
import { reportRoutes } from './report-routes.ts'
import { runRoutes, type RunParts } from './run-routes.ts'
import { readState } from './state.ts'
import { secretRoutes } from './secret-routes.ts'
import { segmentRoutes } from './segment-routes.ts'
import { shareDoor } from './share-door.ts'
import { sharePage } from './share-page.ts'
import { shareRoutes } from './share-routes.ts'
import { sharedRoutes } from './shared-routes.ts'
import { servedDeskRoutes, type ServedDeskParts } from './served-desk-routes.ts'
import { servedRoutes, type ServedParts } from './served-routes.ts'
import { surfaceDeskRoutes } from './surface-desk-routes.ts'
import { surfaceRoutes, type SurfaceParts } from './surface-routes.ts'
import { tableRoutes } from './table-routes.ts'
import { testCallRoutes } from './test-call-routes.ts'
import { tokenRoutes } from './token-routes.ts'
import { uploadRoutes } from './upload-routes.ts'
import { vendorSideRoutes } from './vendor-side-routes.ts'
import type { UnderWay } from './under-way.ts'
import { watchedRequests } from './watched-requests.ts'
import { webhookRoutes } from './webhook-routes.ts'
import { writingRoutes } from './writing-routes.ts'

export interface AppParts
  extends
    Omit<HookParts, 'limiter'>,
    RunParts,
    Omit<SurfaceParts, 'limiter'>,
    ServedDeskParts,
    Pick<GuardParts, 'refused' | 'browserLimiter' | 'people'> {
  /** As requests see it: its signal calls off what is being answered. */
  readonly host: HookParts['host']
  /** From then on requests are refused. */
  readonly stopping: AbortSignal
  readonly underWay: UnderWay
  readonly hookLimiter: HookParts['limiter']
  readonly surfaceLimiter: SurfaceParts['limiter']
  readonly servedLimiter: ServedParts['limiter']
  /** Where browsers reach the host. */
  readonly url: string
  /** Names that the API answers to. */
  readonly names: ReadonlySet<string>
  readonly metrics: MetricsSource
  /** Where the configuration is changed. */
  readonly desk: ConfigurationDesk
  /** Undefined: the organisations of the installation are nobody's business here. */
  readonly organisations: OrganisationDesk | undefined
  /** What the organisation may use. */
  readonly modules: ModuleDesk
  readonly checkAnswer?: AnswerCheck | undefined
}

/** Everything that the host answers over HTTP. */
export function hostApp(parts: AppParts): Hono {
  const { host, stopping: told, refusals, hookLimiter, surfaceLimiter } = parts
  const app = new Hono()
  app.use(parts.underWay.counted)
  app.use(watchedRequests(host))
  app.use(commonHeaders(host.configuration.host?.url))
  app.use('/health', closedHeaders)
  app.use('/ready', closedHeaders)
  app.use('/hooks/*', closedHeaders)
  app.use('/served/*', closedHeaders)
  app.use('/carts/*', closedHeaders)
  app.use('/api/*', closedHeaders)
  app.use('/api/*', async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
  })
  app.use('/api/*', namedSupport(host.configuration.host?.support))
  app.use('/api/*', onlyHosts(parts.names))
  for (const below of ['/api/*', '/surfaces/*', '/share/*', '/pages/*', '/carts/*'])
    app.use(below, whileServing(told))
  app.use('/api/*', accessGuard(parts))
  app.use('/api/*', allowedAreas(host))
  app.use('/api/*', apiBodyLimit())
  app.use('/api/*', describedRequests(parts.checkAnswer))
  app.use('/api/*', answeredOnce(host))
  app.route('/', healthRoutes(host, told))
  app.get('/api/status', async () => {
    const state = await readState(host)
    const refused = state.connections.map(({ id }) => [id, refusals.of(id)] as const)
    return Response.json({ ...state, refusedWebhooks: Object.fromEntries(refused) })
  })
  const token = host.configuration.host?.metrics?.token
  if (token !== undefined) app.route('/', metricsRoutes(parts.metrics, token))
  app.route('/api', runRoutes(parts))
  app.route('/api', pauseRoutes(parts))
  app.route('/api', tableRoutes(host))
  app.route('/api', testCallRoutes(host))
  app.route('/api', vendorSideRoutes(host))
  app.route('/api', uploadRoutes(host))
  app.route('/api', webhookRoutes(host, parts.addresses))
  app.route('/api', deliveryRoutes(parts))
  app.route('/api', deadLetterRoutes(host))
  app.route('/api', openApiRoutes())
  app.route('/api', catalogueRoutes(host, parts.underWay))
  app.route('/api', mappingRoutes(host))
  app.route('/api', servedDeskRoutes(parts))
  app.route('/api', feedRoutes(parts))
  app.route('/api', surfaceDeskRoutes(host, parts.addresses))
  app.route('/api', segmentRoutes(host))
  app.route('/api', customerRoutes(host))
  const writing = handWriting(host)
  app.route('/api', writingRoutes(writing))
  app.route('/api', linkRoutes(host))
  app.route('/api', figuresRoutes(host))
  app.route('/api', campaignRoutes(host))
  app.route('/api', dashboardRoutes(host))
  app.route('/api', insightRoutes(host))
  app.route('/api', noticeRoutes(host))
  app.route('/api', reportRoutes(host))
  app.route('/api', automationRoutes(host))
  app.route('/api', cartRoutes(host))
  app.route('/api', bonusRoutes(host))
  app.route('/api', tokenRoutes(host))
  app.route('/api', auditRoutes(parts))
  app.route('/api', secretRoutes(host, parts.desk))
  app.route('/api', peopleRoutes(parts))
  app.route('/api', configurationRoutes(host, parts.desk))
  app.route('/api', organisationRoutes(host, parts.organisations))
  app.route('/api', moduleRoutes(host, parts.modules))
  const door = shareDoor(host)
  app.route('/api', shareRoutes(host, parts.url))
  app.route('/api', sharedRoutes(host, door))
  app.route('/share', sharePage(door, installedPage()))
  app.route('/hooks', hookRoutes({ ...parts, limiter: hookLimiter }))
  app.route('/surfaces', surfaceRoutes({ ...parts, limiter: surfaceLimiter }))
  app.route('/pages', pageRoutes(host, writing))
  app.route('/carts', cartLinkRoutes(host))
  app.route('/served', servedRoutes({ host, limiter: parts.servedLimiter }))
  app.get('/*', pageAnswer(installedPage()))
  app.notFound(() => problem(404, 'There is nothing at this address.'))
  app.onError((error, context) => {
    if (host.signal.aborted) return stopping()
    // Nobody is there any more who could read an answer.
    if (context.req.raw.signal.aborted) return new Response(null, { status: clientGone })
    const found = faultOf(error)
    host.log({ level: 'error', message: found.message })
    return faultProblem(found)
  })
  return app
}

/** No status of the standard: as servers note it whose client has closed the connection before it was answered. */
const clientGone = 499

/** Lets through only what comes before the host is told to stop. */
function whileServing(signal: AbortSignal) {
  return async (_context: Context, next: Next): Promise<Response | undefined> => {
    if (signal.aborted) return stopping()
    await next()
    return undefined
  }
}

/** What is answered at the address for figures alone, which is open to nobody but those who watch. */
export function metricsApp({
  host,
  stopping: told,
  metrics,
}: Pick<AppParts, 'host' | 'stopping' | 'metrics'>): Hono {
  const app = new Hono()
  app.route('/', healthRoutes(host, told))
  app.route('/', metricsRoutes(metrics, host.configuration.host?.metrics?.token))
  app.notFound(() => problem(404, 'There is nothing at this address.'))
  app.onError((error) => {
    host.log({ level: 'error', message: faultOf(error).message })
    return problem(503, 'The figures cannot be read; the log says why.')
  })
  return app
}
