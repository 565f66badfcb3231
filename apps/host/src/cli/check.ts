import { faultOf, type Fault } from '@cartograph/core'
import {
  formatProblem,
  plainProblem,
  type Configuration,
  type ConfigurationProblem,
  type EntryFault,
} from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { openSealedStore } from '../secrets/index.ts'
import type { Store } from '../store/index.ts'
import { checkConnection, type ConnectionCheck } from '../work/index.ts'
import { faultLines } from './config-text.ts'
import { customerNodesText } from './customer-nodes-text.ts'
import { eachOrganisation, hasStore, type LookedAt } from './each-organisation.ts'
import { faultText } from './fault-text.ts'
import { storePlace, type CommonOptions, withConfiguration } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface CheckCommandOptions extends CommonOptions {
  /** Default: all of the installation. */
  readonly organisation?: string
}

interface Checked {
  readonly organisation: string
  readonly configuration: Configuration
  readonly faults: Readonly<Record<string, readonly EntryFault[]>>
  readonly connections: readonly ConnectionCheck[]
}

/** `cartograph check`: the configuration, of the file and of the store, then every connection at its vendor. Changes nothing. */
export function checkCommand(terminal: Terminal, options: CheckCommandOptions): Promise<ExitCode> {
  return withConfiguration(terminal, options, async (configuration, warnings) => {
    for (const warning of warnings) terminal.say(formatProblem(warning, terminal.folder))
    const { all, unseen } = await checkAll(terminal, configuration, options)
    if (unseen !== undefined)
      terminal.say(`What the store keeps was not looked at: ${faultText(unseen)}`)
    const ok = unseen === undefined && all.every(isRight)
    await terminal.out(
      options.json === true
        ? `${JSON.stringify(asJson(ok, warnings, all))}\n`
        : all.map((each) => textOf(each, all.length > 1)).join('\n'),
    )
    return ok ? 0 : 1
  })
}

/** Where the store cannot be opened, the file is checked alone, and why that is so is told. */
async function checkAll(
  terminal: Terminal,
  configuration: Configuration,
  { organisation: only }: CheckCommandOptions,
): Promise<{ readonly all: readonly Checked[]; readonly unseen?: Fault }> {
  const { environment, signal } = terminal
  const { organisation } = configuration
  const ofFile = () => checkOne({ organisation, configuration, faults: {} }, signal)
  if (!hasStore(configuration) && only === undefined) return { all: [await ofFile()] }
  let home: Store
  try {
    home = await openSealedStore(storePlace(configuration), { environment, readOnly: true })
  } catch (error) {
    return { all: [await ofFile()], unseen: faultOf(error) }
  }
  try {
    const scene = { configuration, home, only }
    return { all: await eachOrganisation(terminal, scene, (each) => checkOne(each, signal)) }
  } finally {
    await home.close()
  }
}

async function checkOne(
  {
    organisation,
    configuration,
    faults,
  }: Pick<LookedAt, 'organisation' | 'configuration' | 'faults'>,
  signal: AbortSignal,
): Promise<Checked> {
  const lines = openLines()
  const connections = await Promise.all(
    [...configuration.connections.values()].map((connection) =>
      checkConnection(lines.of(connection), signal),
    ),
  )
  return { organisation, configuration, faults, connections }
}

function isRight({ faults, connections }: Checked): boolean {
  return mistakes(faults) === 0 && connections.every(({ ok }) => ok)
}

function mistakes(faults: Checked['faults']): number {
  return Object.values(faults)
    .flat()
    .filter(({ severity }) => severity === 'error').length
}

function asJson(
  ok: boolean,
  warnings: readonly ConfigurationProblem[],
  all: readonly Checked[],
): object {
  const shown = all.map(({ organisation, connections, faults }) => ({
    organisation,
    connections,
    faults,
  }))
  return {
    ok,
    problems: warnings.map(plainProblem),
    connections: shown.flatMap(({ connections }) => connections),
    organisations: shown,
  }
}

function textOf(
  { organisation, configuration, faults, connections }: Checked,
  isOneOfMany: boolean,
): string {
  const count = mistakes(faults)
  const size = `${counted(configuration.connections.size, 'connection')}, ${counted(configuration.deliveries.size, 'delivery')}`
  const name = isOneOfMany ? `The configuration of ${organisation}` : 'The configuration'
  const verdict =
    count === 0
      ? `${name} is right: ${size}.`
      : `${name} has ${counted(count, 'mistake')} in the store; the rest is right: ${size}.`
  const lines = [verdict, ...faultLines(faults)].join('\n')
  return `${lines}\n${customerNodesText(configuration)}${connections.map(checkText).join('')}`
}

export function checkText({
  id,
  ok,
  account,
  clockOffsetMs = 0,
  problems,
}: ConnectionCheck): string {
  const name = account?.name === undefined ? '' : ` (${account.name})`
  const lines = [`${id}${name}: ${ok ? 'works' : 'does not work'}`]
  if (clockOffsetMs !== 0) lines.push(indented(clockText(clockOffsetMs)))
  for (const { severity, part, fault } of problems) {
    const text = faultText(fault, part)
    lines.push(indented(severity === 'error' ? text : text.replace(/^Error/, 'Warning')))
  }
  return `${lines.join('\n')}\n`
}

function clockText(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  return `Its clock is ${counted(seconds, 'second')} ${offsetMs > 0 ? 'ahead of' : 'behind'} this machine's; Cartograph allows for it.`
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
