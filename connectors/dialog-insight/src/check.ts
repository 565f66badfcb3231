import { fault, type CheckReport, type Context, type Fault } from '@cartograph/core'
import { contactFieldsOf } from './contact-fields.ts'
import { probe } from './probe.ts'
import { projectOf, type Project, type ProjectTable } from './project.ts'
import { keyOfProject, readProject, type ProjectInfo } from './project-info.ts'
import { noContactKey } from './record-key.ts'
import { timeZoneOf, type Settings } from './settings.ts'
import { listTables } from './table-list.ts'
import { noNumber } from './write-rows.ts'

type Problem = NonNullable<CheckReport['problems']>[number]
type Part = NonNullable<Problem['part']>

/** Reads the project, and looks whether every field and column that is written is there. */
export async function checkProject(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const info = await readProject(context)
  const tables = (await listTables(context)) ?? []
  const project = projectOf(config, {
    project: info.name,
    contactKey: keyOfProject(info) ?? null,
    optIns: info.optIns,
    tables,
  })
  const problems = [...contactProblems(project, info)]
  for (const table of project.tables) problems.push(...(await tableProblems(context, table)))
  return {
    account: { name: info.name, currency: config.currency, timeZone: timeZoneOf(config) },
    ...(problems.length > 0 && { problems }),
  }
}

function contactProblems({ config, contactKey }: Project, info: ProjectInfo): readonly Problem[] {
  if (contactKey.length === 0) return [error('sinks.contacts', noContactKey())]
  const codes = new Set(info.fields.map(({ code }) => code))
  const told = keyOfProject(info)
  const missing = [...contactKey, ...Object.values(contactFieldsOf(config))].filter(
    (code) => !codes.has(code),
  )
  const optIns = Object.values(config.optIns ?? {}).filter((code) => !info.optIns.includes(code))
  const isOther =
    told !== undefined && told.toSorted().join('\n') !== contactKey.toSorted().join('\n')
  return [
    ...(missing.length > 0
      ? [
          error('sinks.contacts', {
            kind: 'config',
            message: `The project has no field ${missing.join(', ')}.`,
            hint: 'Add it in Dialog Insight: Project, Data Management; or name another one by `contactFields`, or `false` to leave it out.',
          }),
        ]
      : []),
    ...(isOther
      ? [
          error('sinks.contacts', {
            kind: 'config',
            message: `The project’s key is ${told.join(' and ')}, and \`contactsBy\` says ${contactKey.join(' and ')}.`,
            hint: 'Leave `contactsBy` out, or name the fields of the project’s key.',
          }),
        ]
      : []),
    ...(optIns.length > 0
      ? [
          error('sinks.contacts', {
            kind: 'config',
            message: `The project has no opt-in ${optIns.join(', ')}.`,
            hint: `It has ${info.optIns.join(', ') || 'none'}. Mend \`optIns\`.`,
          }),
        ]
      : []),
  ]
}

async function tableProblems(
  context: Context<Settings>,
  table: ProjectTable,
): Promise<readonly Problem[]> {
  const part: Part = `sinks.${table.sink}`
  if (table.id === undefined) return [error(part, noNumber(table))]
  const found = await probe(context, table)
  if (found.kind === 'refused') return [error(part, found.fault)]
  const keys = found.missing.filter(({ code }) => table.keys.includes(code))
  const others = found.missing.filter(({ code }) => !table.keys.includes(code))
  return [
    ...(keys.length > 0
      ? [
          error(part, {
            kind: 'config',
            message: `The table ${table.name} has no column ${namesOf(keys)}, which is its key.`,
            hint: `Make it in Dialog Insight: Project, Data Management; or say in \`${settingOf(table)}\` what it is called. See that the number is that of the right table.`,
          }),
        ]
      : []),
    ...(others.length > 0
      ? [
          error(part, {
            kind: 'config',
            message: `The table ${table.name} has no column ${namesOf(others)}.`,
            hint: `Make it in Dialog Insight: Project, Data Management; or say in \`${settingOf(table)}\` what it is called, or \`false\` to leave it out.`,
          }),
        ]
      : []),
  ]
}

function namesOf(columns: readonly { readonly code: string }[]): string {
  return columns.map(({ code }) => code).join(', ')
}

function settingOf({ role, sink }: ProjectTable): string {
  return role === 'other' ? `otherTables.${sink}` : `tables.${role}.columns`
}

function error(part: Part, of: Omit<Fault, '$fault'>): Problem {
  return { severity: 'error', part, fault: fault(of) }
}
