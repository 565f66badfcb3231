import type { Connector, Context } from '@cartograph/core'
import { ask } from './client.ts'
import { probe } from './probe.ts'
import { projectOf, type Project, type ProjectColumn, type ProjectTable } from './project.ts'
import { keyOfProject, readProject } from './project-info.ts'
import { kindOf, refusalFault, unknownFault } from './refusal.ts'
import type { Settings } from './settings.ts'
import { contactTable } from './found.ts'
import { listTables } from './table-list.ts'

type Step = Awaited<ReturnType<NonNullable<Connector<Settings>['prepare']>>>[number]

/** Makes the tables where the account has a method for it; else says what is to be made by hand, column by column. */
export async function prepare(context: Context<Settings>): Promise<readonly Step[]> {
  const info = await readProject(context)
  const tables = (await listTables(context)) ?? []
  const project = projectOf(context.config, {
    project: info.name,
    contactKey: keyOfProject(info) ?? null,
    optIns: info.optIns,
    tables,
  })
  const steps: Step[] = []
  for (const table of project.tables) steps.push(await prepared(context, project, table))
  return steps
}

async function prepared(
  context: Context<Settings>,
  project: Project,
  table: ProjectTable,
): Promise<Step> {
  const what = `The table ${table.name} with its ${table.columns.length} columns`
  if (table.id === undefined) return made(context, project, table, what)
  const found = await probe(context, table)
  if (found.kind === 'refused')
    return { what, state: 'byHand', how: `${found.fault.message} ${byHand(project, table)}` }
  if (found.missing.length === 0) return { what, state: 'already' }
  return {
    what,
    state: 'byHand',
    how: `In Dialog Insight: Project, Data Management, ${table.name}. Add ${columnList(project, table, found.missing)}.`,
  }
}

async function made(
  context: Context<Settings>,
  project: Project,
  table: ProjectTable,
  what: string,
): Promise<Step> {
  const { config, run } = context
  const create = config.tableMethods?.create
  if (create === undefined) return { what, state: 'byHand', how: byHand(project, table) }
  if (run.dry) return { what, state: 'wouldDo' }
  const answer = await ask(context, {
    name: create,
    effect: 'once',
    body: {
      idProject: config.project,
      Name: table.name,
      Columns: table.columns.map(({ code, type, isKey = false }) => ({
        Code: code,
        DataType: type,
        isKey,
      })),
    },
  })
  if (answer.kind === 'good') return { what, state: 'done' }
  const kind = kindOf(answer, config)
  throw kind === undefined
    ? unknownFault(answer, create)
    : refusalFault(answer, kind, { name: create, of: table.name })
}

function byHand(project: Project, table: ProjectTable): string {
  const { name, role, columns } = table
  const where =
    role === 'other'
      ? `the number under \`otherTables.${table.sink}.id\``
      : `its number under \`tables.${role}.id\``
  return `In Dialog Insight: Project, Data Management (Create my data structures makes the usual tables). Make ${name} with ${columnList(project, table, columns)}. Then put ${where}, and run \`cartograph discover\`.`
}

function columnList(
  { link, contactKey, tables }: Project,
  { keys }: ProjectTable,
  columns: readonly ProjectColumn[],
): string {
  return columns
    .map(({ code, type, link: to }) => {
      const other = tables.find(({ role }) => role === to?.table)
      const target =
        to?.table === 'contact'
          ? `${contactTable}.${link === 'idContact' ? 'idContact' : (contactKey[0] ?? 'its key')}`
          : other === undefined
            ? undefined
            : `${other.name}.${to?.column}`
      const notes = [
        type,
        ...(keys.includes(code) ? ['key'] : []),
        ...(target === undefined ? [] : [`linked to ${target}`]),
      ]
      return `${code} (${notes.join(', ')})`
    })
    .join(', ')
}
