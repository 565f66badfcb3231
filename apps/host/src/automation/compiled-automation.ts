import type { Json, JsonObject } from '@cartograph/core'
import type { Automation, AutomationDeed, AutomationStepSettings } from '../config/index.ts'
import { contentHash } from '../store/index.ts'
import {
  compileCondition,
  compileExpression,
  compileTemplate,
  compileValue,
  type CompiledValue,
  type Template,
} from '../templates/index.ts'
import type { TriggerRule } from './happening.ts'
import { triggerRule } from './trigger-rule.ts'

export type Condition = (context: JsonObject) => boolean

/** An automation, ready to be asked and to act. */
export interface CompiledAutomation {
  readonly automation: Automation
  readonly rule: TriggerRule
  /** Changes when it waits for something else: then what it saw means nothing any more. */
  readonly version: string
  readonly when: Condition
  /** Asked before each step. */
  readonly still: Condition
  readonly steps: readonly CompiledStep[]
}

export interface CompiledStep {
  readonly settings: AutomationStepSettings
  readonly when: Condition
  /** The context with its `values`. */
  readonly withValues: (context: JsonObject) => JsonObject
  /** Templates of the deed, by field. */
  readonly texts: ReadonlyMap<string, Template>
  readonly value: CompiledValue
}

/** @throws a `config` fault for the first mistake; the configuration was checked, so there is none. */
export async function compileAutomation(automation: Automation): Promise<CompiledAutomation> {
  const { on, connections, when, still = when } = automation
  const steps: CompiledStep[] = []
  for (const settings of automation.steps) steps.push(await compileStep(settings))
  return {
    automation,
    rule: triggerRule(on),
    version: contentHash(JSON.stringify([1, on, connections ?? null])),
    when: await condition(when),
    still: await condition(still),
    steps,
  }
}

async function condition(expression: Json | undefined): Promise<Condition> {
  return expression === undefined ? () => true : compileCondition(expression)
}

async function compileStep(settings: AutomationStepSettings): Promise<CompiledStep> {
  const values = new Map<string, (context: JsonObject) => Json | undefined>()
  for (const [name, value] of Object.entries(settings.values))
    if (value !== undefined) values.set(name, await compileExpression(value))
  return {
    settings,
    when: await condition(settings.when),
    withValues: (context) => ({
      ...context,
      values: Object.fromEntries(
        [...values].flatMap(([name, read]) => {
          const value = read(context)
          return value === undefined ? [] : [[name, value]]
        }),
      ),
    }),
    texts: await textsOf(settings.deed),
    value: await compileValue(valueOf(settings.deed)),
  }
}

async function textsOf(deed: AutomationDeed): Promise<ReadonlyMap<string, Template>> {
  const texts = new Map<string, Template>()
  if (deed.action === 'mail') {
    texts.set('subject', await compileTemplate(deed.subject, 'line'))
    if (deed.text !== undefined) texts.set('text', await compileTemplate(deed.text, 'text'))
    if (deed.html !== undefined) texts.set('html', await compileTemplate(deed.html, 'html'))
  }
  if (deed.action === 'slack') texts.set('text', await compileTemplate(deed.text, 'text'))
  if (deed.action === 'webhook') texts.set('key', await compileTemplate(deed.key, 'line'))
  return texts
}

function valueOf(deed: AutomationDeed): JsonObject {
  switch (deed.action) {
    case 'webhook':
      return deed.body
    case 'act':
      return deed.input
    case 'set':
      return deed.properties
    case 'mail':
    case 'slack':
    case 'tag':
    default:
      return {}
  }
}
