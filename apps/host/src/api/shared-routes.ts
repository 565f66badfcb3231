import { Hono, type Context } from 'hono'
import { answersJson, dashboardQuestions } from '../analytics/index.ts'
import { parseFigureSettings } from '../config/index.ts'
import { rangeIn, type FigureSettings } from '../dashboards/index.ts'
import { makeReport, type ReportForm } from '../reports/index.ts'
import { isSharePassword, openingKey, openingMs, type SharedView } from '../sharing/index.ts'
import { countOpening, portalLogo, type StoredShare } from '../store/index.ts'
import { shareChoices } from '../rights/index.ts'
import { askReport, organisationDay, reportFileName, type Host } from '../work/index.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { signInLimits } from './people/sign-in-limits.ts'
import { problem } from './problem.ts'
import { publicFigures } from './public-answers.ts'
import { rateLimiter } from './rate-limit.ts'
import { isLocked, noSuchLink, tooMany, type OpenedShare, type ShareDoor } from './share-door.ts'

/** A document takes the host a second or two of work. */
const fileRate = { burst: 10, perSecond: 0.1 }

/** What is told to whoever knows a link to a dashboard or a portal. */
export function sharedRoutes(host: Host, door: ShareDoor): Hono {
  const { store, now } = host
  const routes = new Hono()
  const passwordLimits = signInLimits()
  const files = rateLimiter(fileRate)
  routes.get('/shared/:token', async (context) => {
    const opened = await door.open(context)
    if (opened instanceof Response) return opened
    const { share, view } = opened
    const locked = isLocked(context, share, now())
    const logo =
      share.section === 'portals' &&
      (await store.read((dialect, org) => portalLogo(dialect, org, share.target))) !== undefined
    if (!locked) await store.write((dialect, org) => countOpening(dialect, org, share.id, now()))
    return Response.json({ ...shownView(view, locked), hasLogo: logo, origins: originsOf(share) })
  })
  routes.post('/shared/:token/unlock', async (context) => {
    const opened = await door.open(context)
    if (opened instanceof Response) return opened
    const { id, hash, password } = opened.share
    if (password === null) return noSuchLink()
    const refused = passwordLimits.refuse(context, now(), id)
    if (refused !== undefined) return refused
    const said = bodyOf(context, 'POST /api/shared/:token/unlock').password
    if (!(await isSharePassword(said, password))) return problem(403, 'The password is wrong.')
    const at = now()
    const until = new Date(at + openingMs).toISOString()
    return Response.json({ key: openingKey({ id, hash, password }, at), until })
  })
  routes.get('/shared/:token/logo', async (context) => {
    const opened = await door.open(context)
    if (opened instanceof Response) return opened
    const { section, target } = opened.share
    const logo =
      section === 'portals'
        ? await store.read((dialect, org) => portalLogo(dialect, org, target))
        : undefined
    return logo === undefined
      ? noSuchLink()
      : new Response(Buffer.from(logo.data, 'base64'), { headers: { 'content-type': logo.type } })
  })
  routes.post('/shared/:token/dashboards/:id/query', async (context) => {
    const opened = await door.enter(context)
    if (opened instanceof Response) return opened
    const chosen = bodyOf(context, 'POST /api/shared/:token/dashboards/:id/query')
    return answerWith(context, opened, chosen, async (found, settings) => {
      const { currency } = host.configuration
      const batch = dashboardQuestions(found.dashboard, {
        today: organisationDay(host),
        chosen: settings,
        ...(currency !== undefined && { usual: { currency } }),
      })
      const answers = await publicFigures(host).askAll(batch, signalOf(host, context))
      return new Response(answersJson(answers), { headers: { 'content-type': 'application/json' } })
    })
  })
  for (const form of ['pdf', 'zip'] as const)
    routes.get(`/shared/:token/dashboards/:id/report.${form}`, async (context) => {
      const opened = await door.enter(context)
      if (opened instanceof Response) return opened
      if (!opened.view.downloads.includes(form === 'pdf' ? 'pdf' : 'csv')) return noSuchLink()
      const wait = files(opened.share.id, now())
      return wait === undefined ? fileOf(host, context, opened, form) : tooMany(wait)
    })
  return routes
}

function shownView(
  { kind, title, accent, choices, downloads, dashboards }: SharedView,
  locked: boolean,
) {
  // A portal shows at its door whose it is; what a dashboard is called tells something already.
  const head = { kind, isLocked: locked, title: locked && kind === 'dashboard' ? '' : title }
  const shown = { ...head, accent: accent ?? null }
  if (locked) return { ...shown, choices: [], downloads: [], dashboards: [] }
  return {
    ...shown,
    choices,
    downloads,
    dashboards: dashboards.map(({ id, isTemplate, dashboard }) => {
      const { range, compare, currency } = dashboard.settings
      return {
        id,
        title: dashboard.title,
        isTemplate,
        settings: {
          ...(range !== undefined && { range }),
          ...(compare !== undefined && { compare }),
          ...(currency !== undefined && { currency }),
        },
        // Which stores and segments a widget is held to is nobody’s business but the organisation’s.
        widgets: dashboard.widgets.map(({ settings: _settings, ...widget }) => widget),
      }
    }),
  }
}

async function answerWith(
  context: Context,
  { view }: OpenedShare,
  chosen: FigureSettings,
  answer: (found: SharedView['dashboards'][number], settings: FigureSettings) => Promise<Response>,
): Promise<Response> {
  const found = view.dashboards.find(({ id }) => id === context.req.param('id'))
  if (found === undefined) return noSuchLink()
  const refused = shareChoices.find(
    (name) => chosen[name] !== undefined && !view.choices.includes(name),
  )
  return refused === undefined
    ? answer(found, parseFigureSettings(chosen))
    : problem(403, `This link does not let anybody choose \`${refused}\`.`)
}

const mediaTypes: Readonly<Record<ReportForm, string>> = {
  pdf: 'application/pdf',
  zip: 'application/zip',
}

function fileOf(
  host: Host,
  context: Context,
  opened: OpenedShare,
  form: ReportForm,
): Promise<Response> {
  const { language, range, ...plain } = queryOf(
    context,
    `GET /api/shared/:token/dashboards/:id/report.${form}`,
  )
  const chosen = { ...plain, ...(range !== undefined && { range: rangeIn(range) }) }
  return answerWith(context, opened, chosen as FigureSettings, async ({ dashboard }, settings) => {
    const wish = { dashboard, settings, language }
    const door = publicFigures(host)
    const material = await askReport(host, door, wish, signalOf(host, context))
    const { segments: _segments, ...told } = material.settings
    const organisation = opened.view.title
    const bytes = await makeReport({ ...material, settings: told, organisation }, form)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': mediaTypes[form],
        'content-disposition': `attachment; filename="${reportFileName(dashboard.title, material)}.${form}"`,
      },
    })
  })
}

function signalOf({ signal }: Host, context: Context): AbortSignal {
  return AbortSignal.any([signal, context.req.raw.signal])
}

function originsOf({ origins }: StoredShare): readonly string[] {
  return JSON.parse(origins) as readonly string[]
}
