import { randomNumbers } from '../draw.ts'
import { tellAutomationStory } from './story.ts'

interface AutomationSuite {
  readonly seed: number
  readonly kills: number
  readonly say: (line: string) => void
}

/** The part of the suite that answers what happens: each deed is done once, or a mail is shown as unknown. */
export async function automationSuite({
  seed,
  kills,
  say,
}: AutomationSuite): Promise<readonly string[]> {
  const undisturbed = await tellAutomationStory()
  const failures = undisturbed.differences.map((difference) => `undisturbed: ${difference}`)
  say(`automations, seed ${seed}: ${undisturbed.moments} moments, ${kills} kills`)
  let [killed, unknown] = [0, 0]
  for (const moment of drawn(undisturbed.moments, kills, seed)) {
    const told = await tellAutomationStory(moment)
    killed += told.wasKilled ? 1 : 0
    unknown += told.unknown
    for (const difference of told.differences)
      failures.push(`killed at moment ${moment}: ${difference}`)
  }
  for (const difference of failures.slice(0, 10)) say(`        ${difference}`)
  say(
    `automations: ${killed} kills met their moment, ${unknown} mails of which nobody knows, ${failures.length} differences`,
  )
  return failures
}

/** Moments all over the story, one of each stretch; all of them where there are no more. */
function drawn(total: number, kills: number, seed: number): readonly number[] {
  if (kills >= total) return Array.from({ length: total }, (_each, index) => index + 1)
  const random = randomNumbers(seed)
  const stretch = total / kills
  return Array.from(
    { length: kills },
    (_each, index) => 1 + Math.floor(index * stretch + random() * stretch),
  )
}
