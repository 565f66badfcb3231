import { fault, type Outcome } from '@cartograph/core'
import { expect, test } from 'vitest'
import {
  automationRunName,
  beginAutomationStep,
  ensureAutomationState,
  setAutomationState,
} from '../store/index.ts'
import type { StepMaker } from './step-maker.ts'
import { stepStage, thanks } from './testing/step-stage.ts'
import { workSteps } from './work-steps.ts'

const name = automationRunName(thanks)
const failed = (kind: 'transient' | 'record' | 'auth') => (): { readonly outcome: Outcome } => ({
  outcome: { status: 'failed', fault: { $fault: 'v1', kind, message: `A ${kind} fault.` } },
})
const unknown = () => ({ outcome: { status: 'unknown' as const } })

/** As a process leaves it that dies in the middle. */
const begin = ({ store }: Awaited<ReturnType<typeof stepStage>>) =>
  store.write((dialect, org) =>
    beginAutomationStep(
      dialect,
      org,
      { run: name, step: 0, attempts: 0 },
      { through: 'post.mail', input: '{"text":"As it was"}', sentAt: 100, quietUntil: 62_100 },
    ),
  )
const broken: StepMaker = async () => {
  throw fault({ kind: 'record', message: 'The template has no subject.' })
}
const nightly: StepMaker = async (step) =>
  step.due_at === 100
    ? { kind: 'wait', until: 5000, reason: 'It is night.' }
    : { kind: 'skip', reason: 'It was bought.', endsRun: true }

test('a step is done once, under a key of its own', async () => {
  const stage = await stepStage()
  await stage.put(thanks)
  await workSteps(stage.scene)
  await stage.put(thanks)
  await workSteps(stage.scene)
  expect([stage.sent, await stage.states()]).toStrictEqual([
    [{ key: `nordlys/thanks/${name}/0`, input: { text: 'Thanks' } }],
    [['acked', null]],
  ])
})

test('a mail whose sender died is not sent again, and that is shown', async () => {
  const stage = await stepStage()
  await stage.put(thanks)
  await begin(stage)
  stage.at = 62_100
  await workSteps(stage.scene)
  expect([stage.sent, await stage.states()]).toStrictEqual([
    [],
    [['unknown', 'Nobody saw how it ended, and it is not repeated.']],
  ])
})

test('what takes each key once is sent again as it was', async () => {
  const stage = await stepStage({ action: { onUnknown: 'repeatWithKey', landMs: 0 } })
  await stage.put(thanks)
  await begin(stage)
  await workSteps(stage.scene)
  expect([stage.sent, await stage.states()]).toStrictEqual([
    [{ key: `nordlys/thanks/${name}/0`, input: { text: 'As it was' } }],
    [['acked', null]],
  ])
})

test('what may double waits until what was sent has landed, and is made anew', async () => {
  const stage = await stepStage({ action: { onUnknown: 'double' } })
  await stage.put(thanks)
  await begin(stage)
  await workSteps(stage.scene)
  expect(stage.sent).toStrictEqual([])
  stage.at = 62_100
  await workSteps(stage.scene)
  expect(stage.sent.map(({ input }) => input)).toStrictEqual([{ text: 'Thanks' }])
})

test.each([
  ['ok', 0, 'acked'],
  ['untouched', 1, 'acked'],
  ['unknown', 0, 'unknown'],
] as const)('a vendor that can be asked says %s: %i sent, %s', async (says, times, state) => {
  const stage = await stepStage({
    action: { onUnknown: 'resolve', resolve: async () => says },
  })
  await stage.put(thanks)
  await begin(stage)
  stage.at = 62_100
  await workSteps(stage.scene)
  expect([stage.sent.length, (await stage.states())[0]?.[0]]).toStrictEqual([times, state])
})

test('an answer that was lost is shown, and nothing is repeated', async () => {
  const stage = await stepStage({ answers: [unknown] })
  await stage.put(thanks)
  await workSteps(stage.scene)
  stage.at += 1_000_000
  await workSteps(stage.scene)
  expect([stage.sent.length, (await stage.states())[0]?.[0]]).toStrictEqual([1, 'unknown'])
})

test.each(['transient', 'auth'] as const)('a %s fault is waited with', async (kind) => {
  const stage = await stepStage({ answers: [failed(kind), () => ({ outcome: { status: 'ok' } })] })
  await stage.put(thanks)
  await workSteps(stage.scene)
  stage.at = 109
  await workSteps(stage.scene)
  expect([stage.sent.length, await stage.states()]).toStrictEqual([
    1,
    [['due', `A ${kind} fault.`]],
  ])
  stage.at = 110
  await workSteps(stage.scene)
  expect([stage.sent.length, await stage.states()]).toStrictEqual([2, [['acked', null]]])
})

test('it is not tried for ever', async () => {
  const stage = await stepStage({ answers: [failed('transient')] })
  await stage.put(thanks)
  for (let round = 0; round < 30; round += 1) {
    await workSteps(stage.scene)
    stage.at += 1_000_000
  }
  expect([stage.sent.length, await stage.states()]).toStrictEqual([
    20,
    [['failed', 'A transient fault.']],
  ])
})

test('what is refused fails, and the next step of the run is done', async () => {
  const stage = await stepStage({
    answers: [failed('record'), () => ({ outcome: { status: 'ok' } })],
  })
  const run = { ...thanks, steps: [...thanks.steps, { action: 'tag', dueAt: 100 }] }
  await stage.put(run)
  await workSteps(stage.scene)
  expect(await stage.states()).toStrictEqual([
    ['failed', 'A record fault.'],
    ['acked', null],
  ])
})

test('a step that cannot be made fails with the reason, and is not sent', async () => {
  const stage = await stepStage({ make: broken })
  await stage.put(thanks)
  await workSteps(stage.scene)
  expect([stage.sent, await stage.states()]).toStrictEqual([
    [],
    [['failed', 'The template has no subject.']],
  ])
})

test('a step may wait, and may end its run', async () => {
  const stage = await stepStage({ make: nightly })
  await stage.put({ ...thanks, steps: [...thanks.steps, { action: 'mail', dueAt: 9000 }] })
  await workSteps(stage.scene)
  stage.at = 4999
  await workSteps(stage.scene)
  expect((await stage.states())[0]).toStrictEqual(['due', 'It is night.'])
  stage.at = 5000
  await workSteps(stage.scene)
  expect(await stage.states()).toStrictEqual([
    ['skipped', 'It was bought.'],
    ['skipped', 'It was bought.'],
  ])
})

test('who did not agree is sent nothing', async () => {
  const stage = await stepStage({
    action: { subject: () => ({ email: 'ida@example.com', needs: ['email'] }) },
  })
  const refusal = 'The person does not want to be written to by e-mail.'
  await stage.put(thanks)
  await workSteps({ ...stage.scene, consents: () => async () => [refusal] })
  expect([stage.sent, await stage.states()]).toStrictEqual([[], [['skipped', refusal]]])
})

test('the second message to one address in a day is skipped, whatever its automation', async () => {
  const stage = await stepStage({
    make: async () => ({
      kind: 'send',
      through: 'post.mail',
      input: {},
      contact: 'Ida@example.com ',
      limits: [{ most: 1, withinMs: 86_400_000, of: 'all', reason: 'One a day is enough.' }],
    }),
  })
  const other = { ...thanks, automation: 'welcome' }
  await stage.put(thanks, other)
  await workSteps({ ...stage.scene, atOnce: 1 })
  expect([stage.sent.length, await stage.states(), await stage.states(other)]).toStrictEqual([
    1,
    [['acked', null]],
    [['skipped', 'One a day is enough.']],
  ])
})

test('a paused automation keeps its steps', async () => {
  const stage = await stepStage()
  await stage.put(thanks)
  await stage.store.write(function* (dialect, org) {
    yield* ensureAutomationState(dialect, org, 'thanks', 50)
    yield* setAutomationState(dialect, org, 'thanks', { state: 'paused', now: 60 })
  })
  await workSteps(stage.scene)
  expect([stage.sent, await stage.states()]).toStrictEqual([[], [['due', null]]])
})

test('the pace of an automation is kept, and another one is not delayed by it', async () => {
  const stage = await stepStage()
  const many = Array.from({ length: 5 }, (_each, index) => ({ ...thanks, seq: index }))
  await stage.put(...many, { ...thanks, automation: 'welcome' })
  const scene = {
    ...stage.scene,
    paceOf: (automation: string) => (automation === 'thanks' ? { perMinute: 2 } : undefined),
  }
  await workSteps(scene)
  const counts = () =>
    ['thanks', 'welcome'].map(
      (each) => stage.sent.filter(({ key }) => key.startsWith(`nordlys/${each}/`)).length,
    )
  expect(counts()).toStrictEqual([2, 1])
  stage.at += 60_001
  await workSteps(scene)
  expect(counts()).toStrictEqual([4, 1])
})

test('steps of an automation that nobody knows are skipped', async () => {
  const stage = await stepStage()
  await stage.put(thanks)
  await workSteps({ ...stage.scene, makerOf: () => undefined })
  expect(await stage.states()).toStrictEqual([
    ['skipped', 'The automation is not in the configuration any more.'],
  ])
})
