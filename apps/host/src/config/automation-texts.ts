import { faultOf, type Json } from '@cartograph/core'
import {
  compileCondition,
  compileExpression,
  compileTemplate,
  compileValue,
  type TemplateTarget,
} from '../templates/index.ts'
import type { Automation, AutomationDeed, AutomationStepSettings } from './automation-settings.ts'
import type { Path } from './document.ts'
import type { Reading } from './reading.ts'

/** Compiles every condition, expression and template of an automation, to say what is wrong in them. */
export async function checkAutomationTexts(
  { when, still, steps }: Automation,
  path: Path,
  reading: Reading,
  hasPages: boolean,
): Promise<void> {
  const check = checker(reading)
  if (!hasPages && JSON.stringify(steps).includes('links.unsubscribe'))
    reading.problems.add(reading.document, path, {
      part: 'key',
      message: 'a mail has a link to unsubscribe, and nothing says where it leads',
      hint: 'Set `host: { url: … }` to the address that this host is reached by.',
    })
  await check([...path, 'when'], () => conditionOf(when))
  await check([...path, 'still'], () => conditionOf(still))
  for (const [index, step] of steps.entries())
    await checkStep(step, [...path, 'steps', index], check)
}

type Check = (path: Path, compile: () => Promise<unknown>) => Promise<void>

function checker({ document, problems }: Reading): Check {
  return async (path, compile) => {
    try {
      await compile()
    } catch (error) {
      const { message, hint } = faultOf(error)
      problems.add(document, path, {
        message: message
          .replace(/^Mapping \w+, (?:fields\.value|when)[.:]?\s*/u, '')
          .replace(/^The template is not understood: /u, '')
          .replace(/\.$/u, ''),
        hint,
      })
    }
  }
}

async function conditionOf(condition: Json | undefined): Promise<unknown> {
  return condition === undefined ? undefined : compileCondition(condition)
}

async function checkStep(
  { when, values, deed }: AutomationStepSettings,
  path: Path,
  check: Check,
): Promise<void> {
  await check([...path, 'when'], () => conditionOf(when))
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) await check([...path, 'values', name], () => compileExpression(value))
  for (const [name, text, target] of templatesOf(deed))
    await check([...path, deed.action, name], () => compileTemplate(text, target))
  for (const [name, value] of valuesOf(deed))
    await check([...path, deed.action, ...name], () => compileValue(value))
}

function* templatesOf(deed: AutomationDeed): Iterable<readonly [string, string, TemplateTarget]> {
  if (deed.action === 'mail') {
    yield ['subject', deed.subject, 'line']
    if (deed.text !== undefined) yield ['text', deed.text, 'text']
    if (deed.html !== undefined) yield ['html', deed.html, 'html']
  }
  if (deed.action === 'slack') yield ['text', deed.text, 'text']
  if (deed.action === 'webhook') yield ['key', deed.key, 'line']
}

function* valuesOf(deed: AutomationDeed): Iterable<readonly [Path, Json]> {
  if (deed.action === 'webhook') yield [['body'], deed.body]
  if (deed.action === 'act') yield [['input'], deed.input]
  if (deed.action === 'set') yield [[], deed.properties]
}
