import { dirname } from 'node:path'
import { faultOf } from '@cartograph/core'
import {
  formatProblem,
  loadConfiguration,
  type Configuration,
  type ConfigurationProblem,
  type Environment,
} from '../config/index.ts'
import { openSealedStore, secretReader } from '../secrets/index.ts'
import { examineStore } from '../store/index.ts'
import { clockFinding, storeClockFindings } from './doctor/clock-findings.ts'
import { deliveryFindings } from './doctor/delivery-findings.ts'
import { gatherFacts } from './doctor/facts.ts'
import {
  configurationFileFinding,
  diskFinding,
  keyFileFindings,
  storeFileFinding,
} from './doctor/file-findings.ts'
import { findingsAbout, type Finding } from './doctor/finding.ts'
import { machineFindings, nodeFinding } from './doctor/machine-findings.ts'
import { onlineFindings } from './doctor/online-findings.ts'
import { readingFindings } from './doctor/reading-findings.ts'
import { storeFindings } from './doctor/store-findings.ts'
import { webhookFindings } from './doctor/webhook-findings.ts'
import { configurationFile, storePlace, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface DoctorCommandOptions extends CommonOptions {
  /** Also asks every vendor. */
  readonly online?: boolean
}

/**
 * `cartograph doctor`: everything that whoever runs it should know, each with what to do. Changes nothing, and asks no vendor
 * unless it is told to.
 */
export async function doctorCommand(
  terminal: Terminal,
  options: DoctorCommandOptions,
): Promise<ExitCode> {
  const findings = await examine(terminal, options)
  const ok = findings.every(({ status }) => status !== 'problem')
  await terminal.out(
    options.json === true ? `${JSON.stringify({ ok, findings })}\n` : doctorText(findings),
  )
  return ok ? 0 : 1
}

async function examine(
  terminal: Terminal,
  options: DoctorCommandOptions,
): Promise<readonly Finding[]> {
  const file = configurationFile(terminal.folder, options.config)
  const { environment, folder, signal } = terminal
  const { configuration, problems } = await loadConfiguration(file, {
    environment,
    readSecrets: secretReader(environment),
  })
  const told = problems.map((problem) => problemFinding(problem, folder))
  if (configuration === undefined) return [nodeFinding(process.version), ...told]
  const connections = [...configuration.connections.values()]
  return [
    ...machineFindings(connections, configuration.folder),
    ...told,
    findingsAbout('configuration').ok(
      `${counted(connections.length, 'connection')}, ${counted(configuration.deliveries.size, 'delivery')}.`,
    ),
    configurationFileFinding(configuration),
    ...keyFileFindings(configuration),
    ...(await storeAndWhatIsInIt(configuration, environment)),
    ...(options.online === true ? await onlineFindings(connections, signal) : []),
  ]
}

function problemFinding(problem: ConfigurationProblem, folder: string): Finding {
  const { warning, problem: wrong } = findingsAbout('configuration')
  const message = formatProblem(problem, folder).trim()
  return problem.severity === 'error'
    ? wrong(message, 'Mend it; nothing runs before that.')
    : warning(message, 'Mend it; all else runs.')
}

async function storeAndWhatIsInIt(
  configuration: Configuration,
  environment: Environment,
): Promise<readonly Finding[]> {
  const { store } = configuration
  const about = findingsAbout('store')
  const isFile = !store.includes('://')
  const findings: Finding[] = []
  try {
    if (isFile) {
      const examined = examineStore(store)
      if (examined === undefined)
        return [about.ok('There is none yet; the first `cartograph sync` makes it.')]
      findings.push(
        storeFileFinding(store),
        diskFinding(dirname(store)),
        ...storeFindings(examined),
      )
      // What is in a store of another version, or a damaged one, cannot be told.
      if (examined.schema !== examined.knownSchema || examined.damage.length > 0) return findings
    }
    const opened = await openSealedStore(storePlace(configuration), {
      environment,
      readOnly: true,
    })
    try {
      const facts = await gatherFacts({ configuration, store: opened }, Date.now())
      if (!isFile)
        findings.push(about.ok('The database answers, and its schema is that of this version.'))
      return [
        ...findings,
        clockFinding(facts.connections),
        ...storeClockFindings(facts.storeOffsetMs),
        ...facts.connections.flatMap((each) => [
          ...readingFindings(each, facts.now),
          ...webhookFindings(each, facts),
        ]),
        ...facts.deliveries.flatMap((each) => deliveryFindings(each, facts.now)),
      ]
    } finally {
      await opened.close()
    }
  } catch (error) {
    const { message, hint = 'See `store:` in the configuration.' } = faultOf(error)
    return [...findings, about.problem(message, hint)]
  }
}

const marks = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' } as const satisfies Record<
  Finding['status'],
  string
>

export function doctorText(findings: readonly Finding[]): string {
  const widest = Math.max(...findings.map(({ subject }) => subject.length))
  const lines = findings.map(({ subject, status, message, hint }) => {
    const gap = ' '.repeat(9 + widest + 2)
    const text = `${marks[status].padEnd(9)}${subject.padEnd(widest)}  ${message.replaceAll('\n', `\n${gap}`)}`
    return hint === undefined ? text : `${text}\n${gap}What to do: ${hint}`
  })
  const count = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).length
  return `${lines.join('\n')}\n\n${counted(count('problem'), 'problem')}, ${counted(count('warning'), 'warning')}, ${count('ok')} ok.\n`
}
