import { Hono, type Context } from 'hono'
import { audit } from '../access/index.ts'
import { parseFigureSettings, type ReportTarget, type ScheduledReport } from '../config/index.ts'
import { allDashboards, rangeIn } from '../dashboards/index.ts'
import { makeReport, type ReportForm } from '../reports/index.ts'
import { addNotices, lastNotices } from '../store/index.ts'
import {
  askReport,
  nextReport,
  organisationDay,
  reportFigures,
  reportFileName,
  reportNotices,
  reportSource,
  type Host,
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { figuresFor } from './figures-routes.ts'
import { problem } from './problem.ts'
import { shownNotice } from './shown-notice.ts'

const shownTold = 5

/** Reports: of a dashboard as a file, those that are sent at their times, and one that is sent now. */
export function reportRoutes(host: Host): Hono {
  const { configuration, store, now } = host
  const routes = new Hono()
  for (const form of ['pdf', 'zip'] as const)
    routes.get(`/dashboards/:id/report.${form}`, (context) => fileOf(host, context, form))
  routes.get('/reports', async () => {
    const shown: object[] = []
    for (const report of configuration.reports?.values() ?? []) {
      const told = await store.read((dialect, org) =>
        lastNotices(dialect, org, reportSource(report), shownTold),
      )
      const next = nextReport(report, host)
      shown.push({
        ...shownReport(report),
        ...(next !== undefined && { next: new Date(next).toISOString() }),
        told: told.map(shownNotice),
      })
    }
    return Response.json({ reports: shown })
  })
  routes.post('/reports/:id/send', async (context) => {
    const report = configuration.reports?.get(context.req.param('id'))
    if (report === undefined)
      return problem(404, 'There is no such report: the configuration declares none of that name.')
    const { to: wanted } = bodyOf(context, 'POST /api/reports/:id/send')
    const { actor, person } = askingOf(context)
    const to = wanted === 'asker' ? askersOnly(report, person?.email) : report.to
    if (to.length === 0)
      return problem(409, 'The report cannot be sent to you.', {
        hint: 'Sign in, and let the report have a mail among `to`: it is sent through the same connection.',
      })
    const period = new Date(now()).toISOString()
    const occasion = { report, period, day: organisationDay(host), to }
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    const notices = await reportNotices(host, reportFigures(host), occasion, signal)
    await store.write(function* (dialect, org) {
      yield* addNotices(dialect, org, notices, now())
      yield* audit(dialect, org, { at: now(), actor, action: 'report.send', target: report.id })
    })
    return Response.json({ report: report.id, period, to: placesOf(to) }, { status: 202 })
  })
  return routes
}

const mediaTypes: Readonly<Record<ReportForm, string>> = {
  pdf: 'application/pdf',
  zip: 'application/zip',
}

async function fileOf(host: Host, context: Context, form: ReportForm): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const dashboard = allDashboards(host.configuration).find((each) => each.id === id)
  if (dashboard === undefined) return problem(404, `There is no dashboard "${id}".`)
  const { language, range, stores, segments, ...plain } = queryOf(
    context,
    `GET /api/dashboards/:id/report.${form}`,
  )
  const settings = parseFigureSettings({
    ...plain,
    ...(range !== undefined && { range: rangeIn(range) }),
    ...(stores !== undefined && { stores: stores.split(',') }),
    ...(segments !== undefined && { segments: segments.split(',') }),
  })
  const signal = AbortSignal.any([host.signal, context.req.raw.signal])
  const wish = { dashboard, settings, language }
  const material = await askReport(host, figuresFor(host, context), wish, signal)
  const bytes = await makeReport(material, form)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaTypes[form],
      'content-disposition': `attachment; filename="${reportFileName(id, material)}.${form}"`,
    },
  })
}

/** The first mail of a report, to whoever asks alone. */
function askersOnly(report: ScheduledReport, email: string | undefined): readonly ReportTarget[] {
  const mail = report.to.find(({ isMail }) => isMail)
  if (mail === undefined || email === undefined) return []
  const { connection, action, isMail } = mail
  const input = { to: [email], subject: '{subject}', text: '{text}' }
  return [{ connection, action, isMail, input }]
}

/** Without the addresses that it goes to. */
function shownReport({ to, settings, ...rest }: ScheduledReport): object {
  return { ...rest, settings, to: placesOf(to) }
}

function placesOf(to: readonly ReportTarget[]): readonly string[] {
  return to.map(({ connection, action }) => `${connection}.${action}`)
}
