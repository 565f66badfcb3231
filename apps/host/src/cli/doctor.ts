import { dirname } from 'node:path'
import { faultOf } from '@cartograph/core'
import {
  formatProblem,
  loadConfiguration,
  type Configuration,
  type ConfigurationProblem,
} from '../config/index.ts'
import { openSealedStore, secretReader } from '../secrets/index.ts'
import { examineStore } from '../store/index.ts'
import {
  configurationFileFinding,
  diskFinding,
  keyFileFindings,
  storeFileFinding,
} from './doctor/file-findings.ts'
import { findingsAbout, type Finding } from './doctor/finding.ts'
import { machineFindings, nodeFinding } from './doctor/machine-findings.ts'
import { onlineFindings } from './doctor/online-findings.ts'
import { organisationFindings } from './doctor/organisation-findings.ts'
import { storeFindings } from './doctor/store-findings.ts'
import { eachOrganisation } from './each-organisation.ts'
import { configurationFile, storePlace, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface DoctorCommandOptions extends CommonOptions {
  /** Also asks every vendor. */
  readonly online?: boolean
  /** Default: all of the installation. */
  readonly organisation?: string
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
  const { environment, folder } = terminal
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
    ...(await storeAndWhatIsInIt(terminal, configuration, options)),
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
  terminal: Terminal,
  configuration: Configuration,
  { online = false, organisation: only }: DoctorCommandOptions,
): Promise<readonly Finding[]> {
  const { store } = configuration
  const about = findingsAbout('store')
  const isFile = !store.includes('://')
  const findings: Finding[] = []
  // Where nothing can be seen of the store, vendors are asked about what the file has.
  const asked = async () =>
    online ? onlineFindings([...configuration.connections.values()], terminal.signal) : []
  try {
    if (isFile) {
      const examined = examineStore(store)
      if (examined === undefined)
        return [
          about.ok('There is none yet; the first `cartograph sync` makes it.'),
          ...(await asked()),
        ]
      findings.push(
        storeFileFinding(store),
        diskFinding(dirname(store)),
        ...storeFindings(examined),
      )
      // What is in a store of another version, or a damaged one, cannot be told.
      if (examined.schema !== examined.knownSchema || examined.damage.length > 0)
        return [...findings, ...(await asked())]
    }
    const { environment } = terminal
    const home = await openSealedStore(storePlace(configuration), { environment, readOnly: true })
    try {
      if (!isFile)
        findings.push(about.ok('The database answers, and its schema is that of this version.'))
      const all = await eachOrganisation(terminal, { configuration, home, only }, (each) =>
        organisationFindings(each, online ? terminal.signal : undefined),
      )
      return [...findings, ...all.flat()]
    } finally {
      await home.close()
    }
  } catch (error) {
    const { message, hint = 'See `store:` in the configuration.' } = faultOf(error)
    return [...findings, about.problem(message, hint), ...(await asked())]
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
