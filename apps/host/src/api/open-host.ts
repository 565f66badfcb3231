import type { Hono } from 'hono'
import type { Installation } from '../connections/index.ts'
import {
  configurationDesk,
  moduleDesk,
  type ConfigurationDesk,
  type OrganisationDesk,
} from '../declared/index.ts'
import { auditCounter, refusalLog } from '../access/index.ts'
import { openWork, type WorkOptions } from '../work/index.ts'
import type { Log } from '../telemetry/index.ts'
import { hostApp, metricsApp } from './app.ts'
import { bringDeclared } from './declared-tokens.ts'
import type { AnswerCheck } from './described-requests.ts'
import { metricsSource } from './metrics-source.ts'
import { ownNames } from './own-names.ts'
import { hostPeople } from './people/host-people.ts'
import { rateLimiter, type RateLimit } from './rate-limit.ts'
import { refusalCount } from './refusals.ts'
import { surfaceCallLog } from './surface-call-log.ts'
import { requestsUnderWay } from './under-way.ts'

export interface HostOptions extends WorkOptions {
  /** From then on requests are refused. Default: the signal. Where only the configuration changes, nobody is refused. */
  readonly stopping?: AbortSignal
  /** Calls off what is still being answered. Default: the signal. What came before it is answered, unless that takes too long. */
  readonly answering?: AbortSignal
  /** The address it is to listen on: one of the names it answers to. */
  readonly address: string
  /** How many webhooks of one connection are taken at once and in the long run; vendors deliver the others again. */
  readonly hookRate?: RateLimit
  /** Where the configuration is changed. Default: what is changed is seen at the next start. */
  readonly desk?: ConfigurationDesk
  /** Organisations of the installation; only whoever runs it has them. Default: nobody here does. */
  readonly organisations?: OrganisationDesk
  /** Default 5 MiB. */
  readonly hookBodyLimitBytes?: number
  /** For tests: looks at every answer of the API together with what describes it. */
  readonly checkAnswer?: AnswerCheck
}

/** A host whose parts are put together, and which does nothing by itself yet. */
export interface OpenHost {
  readonly app: Hono
  /** What is answered at the address for figures. */
  readonly metricsApp: Hono
  readonly log: Log
  /** Begins to do what is due, and goes on until the signal aborts. To be called once requests are taken. */
  readonly begin: () => Promise<void>
  /** After the signal: settles when everything that it does by itself has ended. */
  readonly idle: () => Promise<void>
}

/** A host that can be asked whether all that came before its end is answered. */
export interface AnsweringHost extends OpenHost {
  /** Once it is idle: settles when every request that came before is answered, and what was counted of them is kept. */
  readonly answered: () => Promise<void>
}

/** Some vendors never deliver again, and a merchant who edits a whole catalogue is no attacker. */
const hookRate = { burst: 2000, perSecond: 200 }
/** Of each caller of a surface, and of all its callers together. */
const callerRate = { burst: 200, perSecond: 50 }
const surfaceRate = { burst: 1000, perSecond: 250 }
/** A vendor fetches a document a few times an hour. */
const servedRate = { burst: 60, perSecond: 2 }
const hookBodyLimitBytes = 5 * 1_048_576
/** Of one token that anybody can read in a page. */
const browserRate = { burst: 200, perSecond: 50 }
const refusalsMs = 10_000

/** Puts the parts of a serving host together: what it does by itself, and what it answers over HTTP. */
export async function openHost(
  installation: Installation,
  options: HostOptions,
): Promise<AnsweringHost> {
  await bringDeclared(installation, options)
  const work = await openWork(installation, options)
  const { host, meter } = work
  const refusals = refusalCount(host.log, meter)
  const refused = refusalLog(host)
  const lookUps = auditCounter(host, 'Look-ups of surfaces')
  const surfaceCalls = surfaceCallLog(host)
  const metrics = metricsSource(host, meter)
  const underWay = requestsUnderWay()
  const stopping = options.stopping ?? host.signal
  const app = hostApp({
    ...work,
    host: { ...host, signal: options.answering ?? host.signal },
    ending: host.signal,
    stopping,
    underWay,
    ...hostPeople(host, options.address),
    metrics,
    refusals,
    refused,
    lookUps,
    surfaceCalls,
    browserLimiter: rateLimiter(browserRate),
    hookLimiter: rateLimiter(options.hookRate ?? hookRate),
    surfaceLimiter: rateLimiter(surfaceRate),
    callerLimiter: rateLimiter(callerRate),
    servedLimiter: rateLimiter(servedRate),
    bodyLimitBytes: options.hookBodyLimitBytes ?? hookBodyLimitBytes,
    checkAnswer: options.checkAnswer,
    desk: options.desk ?? deskAlone(installation),
    organisations: options.organisations,
    modules: moduleDesk({ store: host.store, file: installation.configuration.file }),
    names: ownNames(installation.configuration.host, options.address),
  })
  const flush = async () => {
    await refused.flush()
    await lookUps.flush()
    await surfaceCalls.flush()
  }
  return {
    app,
    metricsApp: metricsApp({ host, stopping, metrics }),
    log: host.log,
    begin: async () => {
      await work.begin()
      const reporting = setInterval(() => {
        refusals.report()
        void refused.flush()
        void lookUps.flush()
      }, refusalsMs)
      options.signal.addEventListener('abort', () => clearInterval(reporting))
    },
    idle: async () => {
      await work.idle()
      await flush()
    },
    answered: async () => {
      await underWay.ended()
      await flush()
    },
  }
}

function deskAlone({ store, configuration: { file } }: Installation): ConfigurationDesk {
  return configurationDesk({ store, origin: { file, environment: process.env } })
}
