import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fault, type Connector, type Json } from '@cartograph/core'
import { cassetteText, parseCassette } from '@cartograph/host'
import { isObject } from '../marked-values.ts'
import { recordCassette } from './record-cassette.ts'
import { shapeDifferences, type ShapeDifference } from './shapes.ts'

export interface RecordCommand {
  /** A package by its name, or a file. */
  readonly connector: string
  /** A JSON file; `${env:NAME}` in it stands for a variable of the environment. */
  readonly settings: string
  readonly out: string
  readonly drift: boolean
  readonly streams?: readonly string[]
  readonly pages?: number
  readonly apiVersion?: string
}

/** Records a cassette, or compares a fresh one with it; gives the exit code. */
export async function runRecord(
  command: RecordCommand,
  say: (line: string) => void = console.log,
): Promise<number> {
  const { connector, settings, out, drift, ...wish } = command
  const fresh = await recordCassette(await loadConnector(connector), {
    ...wish,
    settings: withEnvironment(JSON.parse(await readFile(settings, 'utf8'))),
  })
  if (!drift) {
    await writeFile(out, cassetteText(fresh))
    say(`${out}: ${fresh.exchanges.length} answers of ${fresh.recordedAt}`)
    return 0
  }
  const kept = parseCassette(await readFile(out, 'utf8'), out)
  const found = shapeDifferences(kept, fresh)
  for (const difference of found) say(differenceText(difference))
  say(`${found.length} differences since ${kept.recordedAt}`)
  return found.length === 0 ? 0 : 1
}

/** A line a difference. */
export function differenceText({ route, path, before, after }: ShapeDifference): string {
  const at = `${route}  ${path === '' ? 'the body' : path}`
  if (before === undefined) return `new      ${at}: ${after}`
  return after === undefined ? `gone     ${at}: ${before}` : `changed  ${at}: ${before} → ${after}`
}

async function loadConnector(name: string): Promise<Connector<unknown, Json>> {
  const isFile = /^[./]|\.[jt]s$/.test(name)
  const path = isFile
    ? resolve(name)
    : createRequire(join(process.cwd(), 'package.json')).resolve(name)
  const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>
  const found = Object.values(module).find(
    (value) => isObject(value) && value['specificationVersion'] === 'v1',
  )
  if (found !== undefined) return found as unknown as Connector<unknown, Json>
  throw fault({
    kind: 'config',
    message: `${name} exports no connector.`,
    hint: 'Name a package or a file that exports what `author(…).connector(…)` gave.',
  })
}

/** @throws a `config` fault for a variable that is not set. */
function withEnvironment(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\$\{env:(\w+)\}/g, (_all, name: string) => variable(name))
  if (Array.isArray(value)) return value.map(withEnvironment)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, withEnvironment(entry)]),
  )
}

function variable(name: string): string {
  const value = process.env[name]
  if (value !== undefined) return value
  throw fault({
    kind: 'config',
    message: `The settings name the variable ${name}, which is not set.`,
    hint: `Set it: ${name}=… cartograph-testkit record …`,
  })
}
