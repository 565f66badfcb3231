import type { Expression, Mapping } from '../v1/mapping.ts'
import type { JsonObject } from '../v1/words.ts'
import type { CelCompiler } from './cel.ts'
import { wrong, type Base, type Context, type MappingProblem } from './context.ts'
import type { Providers } from './definition.ts'
import { elementBase } from './call.ts'
import { compileExpression } from './expression.ts'
import { checkRequired, compileFields, type CompiledField } from './fields.ts'
import type { Node } from './node.ts'
import { isRefused } from './path.ts'
import type { Shape } from './shape.ts'

/** All expressions of a mapping, compiled. */
export interface WalkedMapping {
  readonly when?: Node
  readonly each?: Node
  readonly group?: { readonly by: readonly Node[]; readonly order: readonly Node[] }
  readonly joins: readonly { readonly name: string; readonly where: readonly CompiledField[] }[]
  readonly fields: readonly CompiledField[]
  readonly reads: readonly (readonly string[])[]
}

export interface WalkOptions {
  readonly settings: JsonObject
  readonly providers: Providers
  readonly cel?: CelCompiler
  readonly source?: Shape
  readonly target?: Shape
  /** Fields that need a rule. */
  readonly required?: readonly string[]
  readonly others?: Readonly<Record<string, Shape | undefined>>
  readonly report: (problem: MappingProblem) => void
}

/** Compiles every expression of a mapping and reports every mistake; compiling and checking are this one walk. */
export function walkMapping(mapping: Mapping, options: WalkOptions): WalkedMapping {
  const { source, target, others = {}, cel, settings, providers, report } = options
  const reads = new Map<string, readonly string[]>()
  const row: Base = { source: [], ...(source !== undefined && { shape: source }) }
  const context: Context = {
    compile: compileExpression,
    mapping,
    settings,
    providers,
    onMissing: mapping.onMissing ?? 'omit',
    base: row,
    row,
    others,
    reads,
    report,
    ...(cel !== undefined && { cel }),
  }
  checkParts(mapping, context)
  const one = (expression: Expression, ...path: (string | number)[]) =>
    compileExpression(expression, context, path)
  const when = mapping.when === undefined ? undefined : one(mapping.when, 'when')
  const each = mapping.each === undefined ? undefined : one(mapping.each, 'each')
  const group = mapping.group && {
    by: mapping.group.by.map((by, index) => one(by, 'group', 'by', index)),
    order: (mapping.group.order ?? []).map((order, index) => one(order, 'group', 'order', index)),
  }
  const joins = Object.entries(mapping.with ?? {}).map(([name, { where }]) => ({
    name,
    where: compileFields(where, context, ['with', name, 'where']).fields,
  }))
  const inside = each === undefined ? context : { ...context, base: elementBase(each) }
  const { fields } = compileFields(mapping.fields, inside, ['fields'], target)
  checkRequired(Object.keys(mapping.fields), options.required ?? [], context, ['fields'])
  return {
    ...(when !== undefined && { when }),
    ...(each !== undefined && { each }),
    ...(group !== undefined && { group }),
    joins,
    fields,
    reads: [...reads.values()],
  }
}

const reserved = new Set(['row', 'rows', 'settings', 'here'])

function checkParts(mapping: Mapping, context: Context): void {
  if (mapping.group !== undefined && mapping.each !== undefined)
    wrong(
      context,
      ['each'],
      'a mapping makes one of many with `group` or many of one with `each`, not both',
    )
  if (mapping.group?.by.length === 0)
    wrong(context, ['group', 'by'], '`by` needs at least one expression')
  if (Object.keys(mapping.fields).length === 0) wrong(context, ['fields'], 'there are no fields')
  for (const name of Object.keys(mapping.with ?? {}))
    if (reserved.has(name) || isRefused(name) || !/^[A-Za-z_]\w*$/.test(name))
      wrong(context, ['with', name], `\`${name}\` cannot be the name of other rows`)
}
