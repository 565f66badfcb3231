/**
 * A vendor that calls at a rate, whether it was answered or not: `webhooks-caller.ts SECRET RATE LENGTH_MS ADDRESS…`, a body on stdin.
 *
 * Times count from when a call was due, so that one which had to wait behind another is not taken for a quick one.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { text } from 'node:stream/consumers'

const [secret = '', rate = '', length = '', ...addresses] = process.argv.slice(2)
const body = await text(process.stdin)
const perMs = Number(rate) / 1000
const total = Math.round(perMs * Number(length))
const agent = new Agent({ keepAlive: true, maxSockets: 128 })

const calls: Promise<number>[] = []
const times: number[] = []
const beganAt = performance.now()
while (calls.length < total) {
  const due = Math.min(total, Math.floor((performance.now() - beganAt) * perMs))
  while (calls.length < due) calls.push(call(calls.length, beganAt + calls.length / perMs))
  await wait(2)
}
const sentMs = performance.now() - beganAt
const statuses = await Promise.all(calls)
const endedMs = performance.now() - beganAt
agent.destroy()
process.stdout.write(
  JSON.stringify({
    calls: total,
    accepted: statuses.filter((status) => status === 200).length,
    sentMs,
    endedMs,
    timesMs: times.toSorted((a, b) => a - b),
  }),
)

function call(index: number, dueAt: number): Promise<number> {
  const own = body.replace('evt_bench', `evt_${randomUUID().replaceAll('-', '')}`)
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${own}`).digest('hex')
  return new Promise((resolve, reject) => {
    const asked = request(
      addresses[index % addresses.length] ?? '',
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(own),
          'stripe-signature': `t=${seconds},v1=${signature}`,
        },
      },
      (answer) => {
        answer.resume().once('end', () => {
          times.push(performance.now() - dueAt)
          resolve(answer.statusCode ?? 0)
        })
      },
    )
    asked.on('error', reject)
    asked.end(own)
  })
}
